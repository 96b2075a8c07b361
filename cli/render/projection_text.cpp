#include "cli/render/projection_text.h"

#include <algorithm>
#include <cmath>
#include <variant>

#include "cli/render/breach_text.h"
#include "cli/render/cost_table.h"
#include "cli/render/text.h"
#include "cli/render/year_table.h"
#include "cli/values.h"
#include "core/report/names.h"
#include "core/report/numbers.h"
#include "core/report/report.h"

namespace headroom::cli {
namespace {

using projection::MonthResult;
using projection::Projection;
using projection::Scenario;
using projection::Window;
using report::Tone;

std::string weak_paragraph(const std::string& text, const Paint& paint) {
  return paint.paragraph({{text, Tone::weak}});
}

std::string legend(const Projection& projection) {
  const bool surges = std::ranges::any_of(projection.months, [](const MonthResult& month) {
    return month.window(projection::WindowKind::surge) != nullptr;
  });
  return std::string("Peak hour of each month") + (surges ? ", surges indented" : "") +
         ". Band: 90 % of worlds. \u00b1: 95 % interval." +
         (asks_for_more(projection) ? " Asked: of what the resource has." : "");
}

/// What a surge leaves behind that is more than the system can do.
std::string aftermath(const Window& window, Instant horizon_end) {
  const projection::Overload& overload = *window.overload;
  const double lasts = static_cast<double>(overload.ends.seconds - overload.begins.seconds);
  return "The backlog of the " + window.surge + " on " + long_date(overload.begins) + " reaches " +
         roughly_counted(static_cast<std::uint64_t>(std::llround(overload.peak_backlog)),
                         "request") +
         "; the longest wait is " + report::duration(overload.longest_wait.value()) +
         (overload.ends < horizon_end ? "; it is gone after " + report::duration(lasts) + "."
                                      : "; it is never gone.");
}

/// " api goes from 4 to 13 replicas." for every component with an autoscaler.
std::string growth_words(const projection::SurgeCourse& course) {
  std::string text;
  for (const projection::ScaledComponent& component : course.scaled)
    text += " " + printable(component.name) + " goes from " +
            report::number(component.at_start.estimate, 0) + " to " +
            report::number(component.most.estimate, 0) + " replicas.";
  return text;
}

/// How a short surge passes.
std::string passage(const Window& window) {
  const projection::SurgeCourse& course = *window.course;
  std::string text = "Simulated as it passes, the " + window.surge + " on " + long_date(window.at) +
                     " reaches a p95 of " + report::latency(course.worst_p95_s);
  if (course.slow && *course.slow > Seconds(0.0))
    text += "; it is above its target for " + report::duration(course.slow->value());
  return text +
         (course.recovered ? "." : "; it has not recovered by " + to_string(course.until) + ".") +
         growth_words(course);
}

std::string aftermaths(const Scenario& scenario, const Projection& projection, const Paint& paint) {
  const Instant end = start_of(months_after(scenario.horizon.start, scenario.horizon.months + 1));
  std::string text;
  for (const MonthResult& month : projection.months)
    for (const Window& window : month.windows) {
      if (window.overload) text += weak_paragraph(aftermath(window, end), paint);
      if (window.course) text += weak_paragraph(passage(window), paint);
    }
  return text;
}

/// How many windows ended how.
struct Count {
  std::size_t all = 0;
  std::size_t precise = 0;
  std::size_t unstable = 0;
};

Count count_windows(const Projection& projection) {
  Count count;
  for (const MonthResult& month : projection.months)
    for (const Window& window : month.windows) {
      ++count.all;
      if (!window.simulated.stable)
        ++count.unstable;
      else if (window.simulated.precision_reached)
        ++count.precise;
    }
  return count;
}

/// "27 windows: 21 with p95 within 5 %, 6 unstable; 5.2 million requests; 6.1 s"
std::string effort(const Projection& projection, std::optional<double> elapsed_s) {
  const Count count = count_windows(projection);
  std::string text = counted(count.all, "window") + ": " + std::to_string(count.precise) +
                     " with p95 within " +
                     as_typed(projection.precision, architecture::Dimension::ratio);
  const std::size_t loose = count.all - count.precise - count.unstable;
  if (loose > 0) text += ", " + std::to_string(loose) + " less precise";
  if (count.unstable > 0) text += ", " + std::to_string(count.unstable) + " unstable";
  text += "; " + roughly_counted(projection.requests, "request");
  if (elapsed_s) text += "; " + report::number(*elapsed_s, 1) + " s";
  return text;
}

std::string solvers(const Projection& projection) {
  const projection::SolverGap& gap = projection.solver_gap;
  if (gap.windows == 0) return "";
  const network::Performance& simulated = projection.months.front().windows.front().simulated;
  return "simulated " + report::how_answered(simulated) + "; formulas differ by up to " +
         report::percent(gap.p95) + " in p95 and " + report::percent(gap.mean) +
         " in the mean over " + counted(static_cast<std::size_t>(gap.windows), "window");
}

std::string prices(const Scenario& scenario, const Projection& projection) {
  std::string text = "prices " + scenario.prices.provider + " " + scenario.prices.region +
                     " as of " + projection.catalogue_as_of;
  if (!projection.assumptions.empty())
    text += "; " + counted(projection.assumptions.size(), "assumption") + ", listed by --json";
  return printable(text);
}

}  // namespace

std::string rerun_line(const std::string& rerun, const Paint& paint) {
  return paint(Tone::weak, "re-run: " + printable(rerun)) + "\n";
}

std::string projection_text(const Scenario& scenario, const Projection& projection,
                            const std::string& rerun, std::optional<double> elapsed_s,
                            const Paint& paint) {
  const bool users = std::holds_alternative<workload::Population>(scenario.load.now);
  std::string text = paint.paragraph(report::verdict(scenario, projection)) +
                     paint.paragraph(report::second_line(scenario, projection)) + "\n" +
                     year_table(scenario, projection, paint) +
                     weak_paragraph(legend(projection), paint) +
                     aftermaths(scenario, projection, paint) + "\n";
  for (const std::string& block :
       {breach_text(projection, users, paint), cost_table(scenario, projection, paint)})
    if (!block.empty()) text += block + "\n";
  for (const std::string& line :
       {effort(projection, elapsed_s), solvers(projection), prices(scenario, projection)})
    if (!line.empty()) text += weak_paragraph(line, paint);
  return text + rerun_line(rerun, paint);
}

}  // namespace headroom::cli
