// headroom version
#include <ostream>

#include "cli/command.h"
#include "cli/exit_code.h"

namespace headroom::cli {
namespace {

class Version : public Command {
 public:
  std::string_view name() const override { return "version"; }
  std::string_view summary() const override { return "Print the version"; }
  void declare(Arguments&) override {}
  int run(Session& session) override {
    session.out << "headroom " HEADROOM_VERSION "\n";
    return exit_code::ok;
  }
};

}  // namespace

CommandPointer version_command() { return std::make_unique<Version>(); }

}  // namespace headroom::cli
