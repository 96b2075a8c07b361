#include "cli/render/explanation_text.h"

#include <algorithm>
#include <vector>

#include "cli/render/grid.h"
#include "cli/render/text.h"
#include "core/report/explanation.h"
#include "core/report/numbers.h"

namespace headroom::cli {
namespace {

using report::Tone;
using sim::Breakdown;
using sim::PartTime;
using sim::PathNode;

constexpr std::size_t kMostCauses = 12;
constexpr double kNothing = 0.0005;  ///< of the response: less is not worth a line

void add(std::vector<Cell>& cells, const Estimate& seconds, double of) {
  const report::Digits digits = report::digits(report::scaled(seconds, 1000.0));
  cells.push_back({digits.value});
  cells.push_back({digits.half_width.empty() ? "" : "\u00b1 " + digits.half_width});
  cells.push_back({of > 0.0 ? report::percent(seconds.estimate / of) : ""});
}

/// A name, and two times with their shares.
Grid times_grid(const std::string& what, bool with_visits) {
  std::vector<Column> columns = {{Align::left, 0, true}};
  std::vector<Cell> header = {{what}};
  if (with_visits) {
    columns.push_back({Align::right});
    header.push_back({"Visits"});
  }
  for (const char* name : {"Mean, ms", "Near p95, ms"}) {
    columns.insert(columns.end(), {{Align::right}, {Align::left, 1}, {Align::right}});
    header.push_back({name, Tone::plain, 2});
    header.push_back({"Share"});
  }
  Grid grid(columns);
  grid.header(header);
  return grid;
}

void row(Grid& grid, std::vector<Cell> cells, const Estimate& mean, const Estimate& band,
         const Breakdown& of) {
  add(cells, mean, of.mean_s.estimate);
  add(cells, band, of.band_s.estimate);
  grid.row(std::move(cells));
}

std::string name_of(const PathNode& node) {
  return printable(node.operation.empty() ? node.component : node.component + "." + node.operation);
}

std::string path_table(const Breakdown& breakdown, const Paint& paint) {
  Grid grid = times_grid("Operation", true);
  for (const PathNode& node : breakdown.nodes)
    row(grid,
        {{std::string(std::size_t{2} * node.depth, ' ') + name_of(node)},
         {report::digits(node.visits).value}},
        node.mean_s, node.band_s, breakdown);
  row(grid, {{"together"}, {""}}, breakdown.mean_s, breakdown.band_s, breakdown);
  return grid.text(paint);
}

bool matters(const PartTime& cause, const Breakdown& of) {
  return cause.mean_s.estimate > kNothing * of.mean_s.estimate ||
         cause.band_s.estimate > kNothing * of.band_s.estimate;
}

/// All of one component, or the longest of all.
std::vector<PartTime> shown_causes(const Breakdown& breakdown, const std::string& component) {
  std::vector<PartTime> shown;
  for (const PartTime& cause : breakdown.causes) {
    const bool its = component.empty() ? matters(cause, breakdown) && shown.size() < kMostCauses
                                       : cause.component == component;
    if (its) shown.push_back(cause);
  }
  return shown;
}

std::string cause_table(const Breakdown& breakdown, const std::vector<PartTime>& causes,
                        const std::string& component, const Paint& paint) {
  Grid grid =
      times_grid(component.empty() ? "What for" : "What for in " + printable(component), false);
  for (const PartTime& cause : causes) {
    const std::string where = component.empty() ? cause.component + ": " : "";
    row(grid, {{printable(where + report::cause_words(cause))}}, cause.mean_s, cause.band_s,
        breakdown);
  }
  for (const sim::ComponentTime& own : breakdown.components)
    if (own.component == component) row(grid, {{"together"}}, own.mean_s, own.band_s, breakdown);
  return grid.text(paint);
}

std::string band_text(const Breakdown& breakdown) {
  const std::string count = report::number(breakdown.band_requests, 0);
  return "near p95: the " + count + " requests between the 94 % and the 96 % quantile, " +
         report::duration(breakdown.band_low_s) + " to " + report::duration(breakdown.band_high_s) +
         "; times of operations without what they call";
}

std::string heading(const std::string& text, const Paint& paint) {
  return "\n" + paint.paragraph({{text, Tone::strong}});
}

/// Lines of at most kWidth columns, the first after `mark`, the others below its end.
std::string item(const std::string& mark, const std::string& text) {
  std::string result;
  const std::size_t indent = columns(mark);
  for (const std::string& line : wrap(text, kWidth - indent))
    result += (result.empty() ? mark : std::string(indent, ' ')) + line + "\n";
  return result;
}

std::string figures_table(const report::Anatomy& anatomy, const Paint& paint) {
  Grid grid({{Align::left}, {Align::left}, {Align::left, 2, true}});
  grid.header({{"Figure"}, {"Value"}, {"Where from"}});
  for (const report::Origin& origin : anatomy.origins)
    grid.row({{printable(origin.name)}, {printable(origin.value)}, {printable(origin.source)}});
  return grid.text(paint);
}

std::string program_text(const report::OperationWords& operation) {
  std::string text;
  for (std::size_t i = 0; i < operation.lines.size(); ++i)
    text += item(right(std::to_string(i + 1), 4) + "  ", printable(operation.lines[i]));
  return text;
}

}  // namespace

std::string anatomy_text(const report::Anatomy& anatomy, const Paint& paint) {
  std::string text = paint.paragraph(
      {{printable(anatomy.component), Tone::strong},
       {": " + printable(anatomy.kind) + ", " + counted(anatomy.replicas, "replica")}});
  for (const std::string& caller : anatomy.callers) text += item("  ", printable(caller));
  if (!anatomy.origins.empty()) text += "\n" + figures_table(anatomy, paint);
  if (!anatomy.resources.empty()) text += heading("Resources of each replica", paint);
  for (const report::ResourceWords& resource : anatomy.resources)
    text += item("  ", printable(resource.label + ": " + resource.words));
  for (const report::OperationWords& operation : anatomy.operations)
    text += heading(printable("Operation " + operation.name), paint) + program_text(operation);
  return text;
}

std::string breakdown_text(const Breakdown& breakdown, const std::string& component,
                           const Paint& paint) {
  const std::vector<PartTime> causes = shown_causes(breakdown, component);
  if (!component.empty() && causes.empty()) return {};
  std::string text = heading(printable(breakdown.request_class), paint);
  if (breakdown.causes.empty()) return text + "No request of this class succeeded.\n";
  text += paint.paragraph(report::where_time_goes(breakdown));
  if (component.empty()) text += "\n" + path_table(breakdown, paint);
  text += "\n" + cause_table(breakdown, causes, component, paint);
  return text + paint.paragraph({{band_text(breakdown), Tone::weak}});
}

}  // namespace headroom::cli
