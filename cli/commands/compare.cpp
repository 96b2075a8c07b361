// headroom compare BASE SCENARIO [SCENARIO [SCENARIO]]
#include <algorithm>
#include <ostream>
#include <vector>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/json_output.h"
#include "cli/prepared.h"
#include "cli/progress.h"
#include "cli/render/comparison_text.h"
#include "cli/render/diagnostics.h"
#include "cli/scenario_command.h"
#include "cli/shell.h"
#include "cli/solving.h"
#include "core/projection/window_cache.h"
#include "core/report/comparison_words.h"

namespace headroom::cli {
namespace {

using PreparedPointer = std::unique_ptr<const Prepared>;

class Compare : public Command {
 public:
  std::string_view name() const override { return "compare"; }
  std::string_view summary() const override {
    return "Compare two to four scenarios month by month";
  }

  void declare(Arguments& arguments) override {
    const auto add = [this](const std::string& text) {
      files_.push_back(text);
      return std::string();
    };
    arguments.required({"SCENARIO", "", "The scenario that the others are compared with", {}}, add);
    arguments.required({"OTHER", "", "A scenario, such as a what-if of it", {}}, add);
    arguments.optional({"THIRD", "", "One more", {}}, add);
    arguments.optional({"FOURTH", "", "And one more", {}}, add);
    simulation_.declare(arguments);
    arguments.flag("--check", check_, "Exit with 4 when the last scenario misses a target");
    arguments.flag("--strict", strict_, "Exit with 5 when the precision is not reached");
    json_.declare(arguments);
  }

  int run(Session& session) override {
    for (const std::string& file : files_)
      if (const auto problem = json_.probe(file)) return refuse(session, *problem);
    std::vector<PreparedPointer> all;
    for (const std::string& file : files_) {
      auto prepared = Prepared::from_file(file, std::nullopt, session);
      if (session.stop.stop_requested()) return tell_stopped(session);
      if (!prepared) return refuse(session, prepared.diagnostics());
      session.err << render(prepared.diagnostics(), session.err_paint());
      all.push_back(std::move(prepared).value());
    }
    return compare(session, all);
  }

 private:
  int compare(Session& session, const std::vector<PreparedPointer>& all) {
    projection::WindowCache cache;  // windows that no change touches are solved once
    projection::Options options = simulation_.values();
    options.cache = &cache;
    ProgressLine progress(session);
    std::vector<projection::Projection> projections;
    for (const PreparedPointer& one : all) {
      auto projection = projection::project(one->model(), options, &progress, session.stop);
      progress.erase();
      if (!projection) return refuse(session, projection.diagnostics());
      if (!projection->complete) return tell_stopped(session);
      projections.push_back(std::move(projection).value());
    }
    return tell(session, all, projections);
  }

  int tell(Session& session, const std::vector<PreparedPointer>& all,
           const std::vector<projection::Projection>& projections) const {
    std::vector<projection::Compared> compared;
    std::vector<report::ComparedSubject> subjects;
    for (std::size_t i = 0; i < all.size(); ++i) {
      compared.push_back({&all[i]->scenario(), &projections[i]});
      subjects.push_back({all[i]->subject(""), projections[i]});
    }
    const auto comparison = projection::compare(compared);
    if (!comparison) return refuse(session, comparison.diagnostics());
    const auto problem =
        json_.wanted()
            ? json_.write(session, report::comparison_json(subjects, *comparison, rerun()))
            : std::nullopt;
    if (!json_.on_standard_output())
      session.out << comparison_text(compared, *comparison, rerun(), session.out_paint());
    return problem ? tell_unwritten(session, *problem) : judged(projections);
  }

  int judged(const std::vector<projection::Projection>& projections) const {
    const bool precise =
        std::ranges::all_of(projections, &projection::Projection::precision_reached);
    if (strict_ && !precise) return exit_code::precision_not_reached;
    return check_ && !projections.back().breaches.empty() ? exit_code::targets_missed
                                                          : exit_code::ok;
  }

  int refuse(Session& session, const Diagnostics& mistakes) const {
    session.err << render(mistakes, session.err_paint(), "Nothing was compared.");
    if (json_.on_standard_output()) session.out << report::diagnostics_json(mistakes);
    return exit_code::of(mistakes.gravest_fault());
  }
  int refuse(Session& session, const Diagnostic& problem) const {
    Diagnostics mistakes;
    mistakes.add(problem);
    return refuse(session, mistakes);
  }

  std::string rerun() const {
    std::string words = "headroom compare";
    for (const std::string& file : files_) words += " " + shell_word(file);
    return words + simulation_.rerun();
  }

  std::vector<std::string> files_;
  SimulationOptions simulation_;
  JsonOutput json_;
  bool check_ = false;
  bool strict_ = false;
};

}  // namespace

CommandPointer compare_command() { return std::make_unique<Compare>(); }

}  // namespace headroom::cli
