// headroom validate SCENARIO
#include "cli/exit_code.h"
#include "cli/render/text.h"
#include "cli/scenario_command.h"

namespace headroom::cli {
namespace {

std::string description(const projection::Scenario& scenario) {
  const std::size_t classes = scenario.load.classes.size();
  const auto months = static_cast<std::size_t>(scenario.horizon.months);
  return printable(scenario.name) + ": " +
         counted(scenario.architecture.components.size(), "component") + ", " +
         std::to_string(classes) + (classes == 1 ? " request class, " : " request classes, ") +
         counted(months, "month") + " from " + long_name(scenario.horizon.start) +
         ". No mistakes.\n";
}

class Validate : public ScenarioCommand {
 public:
  std::string_view name() const override { return "validate"; }
  std::string_view summary() const override { return "Find all mistakes in a scenario"; }

 protected:
  std::string_view consequence() const override { return ""; }

  int run_on(Session& session, const Prepared& prepared, const Diagnostics& warnings) override {
    return publish(
        session, [&] { return report::diagnostics_json(warnings); },
        [&] { return description(prepared.scenario()); }, exit_code::ok);
  }

  /// A file named after --json gets the mistakes: they are the result that was asked for.
  int refuse(Session& session, const Diagnostics& mistakes) const override {
    const int code = ScenarioCommand::refuse(session, mistakes);
    if (json().on_standard_output()) return code;
    const auto problem = json().write(session, report::diagnostics_json(mistakes));
    return problem ? refuse_one(session, *problem) : code;
  }
};

}  // namespace

CommandPointer validate_command() { return std::make_unique<Validate>(); }

}  // namespace headroom::cli
