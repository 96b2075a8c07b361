// headroom explain SCENARIO [--component NAME] [--class C]
#include <algorithm>
#include <ostream>

#include "cli/exit_code.h"
#include "cli/render/diagnostics.h"
#include "cli/render/explanation_text.h"
#include "cli/render/projection_text.h"
#include "cli/render/text.h"
#include "cli/shell.h"
#include "cli/window_command.h"
#include "core/base/did_you_mean.h"
#include "core/projection/windows.h"
#include "core/report/explanation.h"

namespace headroom::cli {
namespace {

class Explain : public WindowCommand {
 public:
  std::string_view name() const override { return "explain"; }
  std::string_view summary() const override {
    return "Say how a component works and where the time of requests goes";
  }

 protected:
  void declare_options(Arguments& arguments) override {
    arguments.option(
        {"--component", "NAME", "A component; without it the path of each request", {}},
        into(component_));
    arguments.option({"--class", "NAME", "Only this class of requests", {}}, into(class_));
    WindowCommand::declare_options(arguments);
    simulation_.declare(arguments);
  }
  std::string_view consequence() const override { return "Nothing was explained."; }

  int answer(Session& session, const Prepared& prepared, projection::Window window) override {
    if (const Diagnostics unknown = unknown_names(prepared.model()); unknown.has_errors()) {
      session.err << render(unknown, session.err_paint(), consequence());
      return exit_code::command_line;
    }
    const projection::Options& options = simulation_.values();
    auto explained =
        projection::explain_window(prepared.model(), window.offered_rps, options, session.stop);
    if (!explained) return tell_stopped(session);
    window.simulated = std::move(explained->window.simulated);
    window.analytic = std::move(explained->window.analytic);
    explained->window = std::move(window);
    std::erase_if(explained->classes, [this](const sim::Breakdown& breakdown) {
      return class_ && breakdown.request_class != *class_;
    });
    return tell(session, prepared, *explained);
  }

 private:
  int tell(Session& session, const Prepared& prepared,
           const projection::ExplainedWindow& explained) const {
    std::optional<report::Anatomy> anatomy;
    if (component_) anatomy = report::anatomy(prepared.model(), *component_);
    const projection::Options& options = simulation_.values();
    const report::Subject subject = prepared.subject(rerun_line_words());
    const Paint paint = session.out_paint();
    return publish(
        session,
        [&] {
          return report::explanation_json(subject, explained, anatomy, options.seed,
                                          options.precision);
        },
        [&] {
          return (anatomy ? anatomy_text(*anatomy, paint) + "\n" : "") +
                 times_text(explained, prepared.model().closed(), paint) +
                 rerun_line(subject.rerun, paint);
        },
        exit_code::ok);
  }

  [[nodiscard]] std::string rerun_line_words() const {
    return rerun() + (component_ ? " --component " + shell_word(*component_) : "") +
           (class_ ? " --class " + shell_word(*class_) : "") + simulation_.rerun();
  }

  /// Without a steady state what `simulate` says stands in the place of the breakdown.
  [[nodiscard]] std::string times_text(const projection::ExplainedWindow& explained, bool users,
                                       const Paint& paint) const {
    const projection::Window& window = explained.window;
    if (!window.simulated.stable || explained.classes.empty())
      return text(window, window.simulated, users, paint);
    std::string result;
    for (const sim::Breakdown& breakdown : explained.classes)
      result += breakdown_text(breakdown, component_.value_or(""), paint);
    if (result.empty())
      result = paint.paragraph({{"No response contains time of " + printable(*component_) +
                                 ": what it does, nobody waits for."}});
    return title(window, users, paint) + result;
  }

  [[nodiscard]] Diagnostics unknown_names(const projection::Model& model) const {
    Diagnostics found;
    std::vector<std::string> components;
    for (const network::Group& group : model.network().groups)
      components.push_back(group.component);
    std::vector<std::string> classes;
    for (const network::Source& source : model.network().sources)
      classes.push_back(source.request_class);
    if (component_) check(*component_, components, "component", found);
    if (class_) check(*class_, classes, "class", found);
    return found;
  }

  static void check(const std::string& name, const std::vector<std::string>& known,
                    const std::string& what, Diagnostics& found) {
    if (std::ranges::find(known, name) != known.end()) return;
    Diagnostic unknown;
    unknown.code = "unknown-" + what;
    unknown.message = "the scenario has no " + what + " \"" + name + "\"";
    unknown.hint = did_you_mean(name, known);
    if (unknown.hint.empty()) unknown.hint = "it has " + listed(known);
    found.add(unknown);
  }

  static std::string listed(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    return list;
  }

  SimulationOptions simulation_;
  std::optional<std::string> component_;
  std::optional<std::string> class_;
};

}  // namespace

CommandPointer explain_command() { return std::make_unique<Explain>(); }

}  // namespace headroom::cli
