// headroom project SCENARIO
#include <ostream>

#include "cli/exit_code.h"
#include "cli/progress.h"
#include "cli/render/projection_text.h"
#include "cli/scenario_command.h"
#include "cli/shell.h"
#include "cli/solving.h"
#include "cli/values.h"

namespace headroom::cli {
namespace {

class Project : public ScenarioCommand {
 public:
  std::string_view name() const override { return "project"; }
  std::string_view summary() const override {
    return "Project load, latency and cost of the next months";
  }

 protected:
  void declare_options(Arguments& arguments) override {
    arguments.option({"--months", "N", "Months to look ahead, instead of the scenario's", {}},
                     whole_into(months_, 1, kMostMonths));
    simulation_.declare(arguments);
    arguments.flag("--preview", preview_, "A first look, at a fortieth of the effort");
    arguments.flag("--check", check_, "Exit with 4 when a target is missed");
    arguments.flag("--strict", strict_, "Exit with 5 when the precision is not reached");
  }
  std::optional<int> months() const override { return months_; }
  std::string_view consequence() const override { return "Nothing was simulated."; }

  int run_on(Session& session, const Prepared& prepared, const Diagnostics&) override {
    ProgressLine progress(session);
    projection::Options options = simulation_.values();
    options.preview = preview_;
    const auto projection = projection::project(prepared.model(), options, &progress, session.stop);
    progress.erase();
    if (!projection) return refuse(session, projection.diagnostics());
    if (!projection->complete) return tell_stopped(session);
    const report::Subject subject = prepared.subject(rerun());
    // Without a terminal the same scenario gives the same bytes: no clock.
    const auto elapsed =
        session.out_is_terminal ? std::optional(progress.elapsed_s()) : std::nullopt;
    return publish(
        session, [&] { return report::report_json(subject, *projection); },
        [&] {
          return projection_text(prepared.scenario(), *projection, subject.rerun, elapsed,
                                 session.out_paint());
        },
        judged(*projection));
  }

 private:
  int judged(const projection::Projection& projection) const {
    // First: a verdict on targets that rests on loose estimates is none.
    if (strict_ && !projection.precision_reached()) return exit_code::precision_not_reached;
    return check_ && !projection.breaches.empty() ? exit_code::targets_missed : exit_code::ok;
  }

  std::string rerun() const {
    const std::string months = months_ ? " --months " + std::to_string(*months_) : "";
    return "headroom project " + shell_word(file()) + months + simulation_.rerun() +
           (preview_ ? " --preview" : "");
  }

  std::optional<int> months_;
  SimulationOptions simulation_;
  bool preview_ = false;
  bool check_ = false;
  bool strict_ = false;
};

}  // namespace

CommandPointer project_command() { return std::make_unique<Project>(); }

}  // namespace headroom::cli
