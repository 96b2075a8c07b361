// headroom kinds [NAME]
#include "cli/render/kinds.h"

#include <ostream>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "models/models.h"

namespace headroom::cli {
namespace {

class Kinds : public Command {
 public:
  std::string_view name() const override { return "kinds"; }
  std::string_view summary() const override { return "List the kinds of components"; }
  void declare(Arguments& arguments) override {
    arguments.optional({"NAME", "", "A kind, for its parameters", models::builtin_kinds().names()},
                       into(kind_));
    arguments.flag("--json", json_, "Print JSON");
  }
  int run(Session& session) override {
    const network::KindList kinds = models::builtin_kinds();
    const network::ComponentKind* kind = kind_ ? kinds.find(*kind_) : nullptr;
    if (json_)
      session.out << (kind ? kind_json(*kind) : kinds_json(kinds));
    else
      session.out << (kind ? kind_table(*kind, session.out_paint())
                           : kinds_table(kinds, session.out_paint()));
    return exit_code::ok;
  }

 private:
  std::optional<std::string> kind_;
  bool json_ = false;
};

}  // namespace

CommandPointer kinds_command() { return std::make_unique<Kinds>(); }

}  // namespace headroom::cli
