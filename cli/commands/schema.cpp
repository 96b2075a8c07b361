// headroom schema [WHICH]
#include <ostream>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "core/io/scenario_file.h"
#include "core/report/report.h"
#include "models/models.h"

namespace headroom::cli {
namespace {

class Schema : public Command {
 public:
  std::string_view name() const override { return "schema"; }
  std::string_view summary() const override { return "Print the JSON Schema of a file format"; }
  void declare(Arguments& arguments) override {
    arguments.optional({"FORMAT", "", "scenario (default) or report", {"scenario", "report"}},
                       into(format_));
  }
  int run(Session& session) override {
    session.out << (format_ == "report" ? report::report_schema()
                                        : io::scenario_schema(models::builtin_kinds()));
    return exit_code::ok;
  }

 private:
  std::string format_ = "scenario";
};

}  // namespace

CommandPointer schema_command() { return std::make_unique<Schema>(); }

}  // namespace headroom::cli
