// headroom simulate SCENARIO
#include "cli/exit_code.h"
#include "cli/render/projection_text.h"
#include "cli/render/text.h"
#include "cli/values.h"
#include "cli/window_command.h"
#include "core/report/names.h"
#include "core/report/numbers.h"

namespace headroom::cli {
namespace {

class Simulate : public WindowCommand {
 public:
  std::string_view name() const override { return "simulate"; }
  std::string_view summary() const override { return "Simulate one hour at one load"; }

 protected:
  void declare_options(Arguments& arguments) override {
    WindowCommand::declare_options(arguments);
    simulation_.declare(arguments);
    arguments.flag("--strict", strict_, "Exit with 5 when the precision is not reached");
  }
  std::string_view consequence() const override { return "Nothing was simulated."; }

  int answer(Session& session, const Prepared& prepared, projection::Window window) override {
    const projection::Options& options = simulation_.values();
    auto solved =
        projection::solve_window(prepared.model(), window.offered_rps, options, session.stop);
    if (!solved) return tell_stopped(session);
    window.simulated = std::move(solved->simulated);
    window.analytic = std::move(solved->analytic);
    const report::Subject subject = prepared.subject(rerun() + simulation_.rerun());
    const Paint paint = session.out_paint();
    return publish(
        session,
        [&] { return report::window_json(subject, window, options.seed, options.precision); },
        [&] {
          return text(window, window.simulated, prepared.model().closed(), paint) +
                 footer(window, subject.rerun, paint);
        },
        judged(window));
  }

 private:
  int judged(const projection::Window& window) const {
    const bool precise = !window.simulated.stable || window.simulated.precision_reached;
    return strict_ && !precise ? exit_code::precision_not_reached : exit_code::ok;
  }

  /// How it was computed, what the formulas say, and how to repeat it.
  std::string footer(const projection::Window& window, const std::string& rerun,
                     const Paint& paint) const {
    const network::Performance& simulated = window.simulated;
    std::string effort =
        roughly_counted(simulated.requests, "request") + " " + report::how_answered(simulated);
    if (simulated.stable)
      effort += std::string("; p95 ") + (simulated.precision_reached ? "" : "not ") + "within " +
                as_typed(simulation_.values().precision, architecture::Dimension::ratio);
    if (simulated.stable && window.analytic.stable)
      effort += "; formulas say p95 " + report::latency(window.analytic.total.latency.p95) +
                ", mean " + report::latency(window.analytic.total.latency.mean);
    return paint.paragraph({{effort, report::Tone::weak}}) + rerun_line(rerun, paint);
  }

  SimulationOptions simulation_;
  bool strict_ = false;
};

}  // namespace

CommandPointer simulate_command() { return std::make_unique<Simulate>(); }

}  // namespace headroom::cli
