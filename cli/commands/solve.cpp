// headroom solve SCENARIO
#include "cli/exit_code.h"
#include "cli/window_command.h"
#include "core/projection/windows.h"

namespace headroom::cli {
namespace {

class Solve : public WindowCommand {
 public:
  std::string_view name() const override { return "solve"; }
  std::string_view summary() const override {
    return "Solve one hour at one load by formulas, in milliseconds";
  }

 protected:
  std::string_view consequence() const override { return "Nothing was solved."; }

  int answer(Session& session, const Prepared& prepared, projection::Window window) override {
    const projection::Model& model = prepared.model();
    auto solved = projection::solved_by_formulas(model, window.offered_rps,
                                                 analytic::Quantiles::composed, session.stop);
    if (!solved) return tell_stopped(session);
    window.analytic = *std::move(solved);
    const report::Subject subject = prepared.subject(rerun());
    return publish(
        session, [&] { return report::solution_json(subject, window); },
        [&] { return text(window, window.analytic, model.closed(), session.out_paint()); },
        exit_code::ok);
  }
};

}  // namespace

CommandPointer solve_command() { return std::make_unique<Solve>(); }

}  // namespace headroom::cli
