#include "cli/render/window_text.h"

#include <algorithm>

#include "cli/render/grid.h"
#include "cli/render/text.h"
#include "core/report/names.h"
#include "core/report/numbers.h"

namespace headroom::cli {
namespace {

using network::ClassPerformance;
using network::ComponentPerformance;
using network::Performance;
using network::ResourcePerformance;
using projection::Window;
using projection::WindowKind;
using report::Digits;
using report::Tone;

constexpr double kHot = 0.8;

/// Value and half width, each in a column of its own.
void add(std::vector<Cell>& cells, const Digits& digits, Tone tone = Tone::plain) {
  cells.push_back({digits.value, tone});
  cells.push_back({digits.half_width.empty() ? "" : "\u00b1 " + digits.half_width, tone});
}

Digits milliseconds(const Estimate& seconds) {
  return report::digits(report::scaled(seconds, 1000.0));
}

std::vector<Column> estimates(std::vector<Column> columns, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    columns.push_back({Align::right});
    columns.push_back({Align::left, 1});
  }
  return columns;
}

/// Formulas have no interval; of a simulation every error ratio is shown with its own.
Digits error_digits(const Estimate& ratio, network::Method method) {
  Digits digits = report::error_digits(ratio);
  if (method != network::Method::simulation) digits.half_width.clear();
  return digits;
}

std::vector<Cell> class_cells(const ClassPerformance& flow, const std::string& name,
                              const Performance& answer) {
  std::vector<Cell> cells = {{printable(name)}};
  add(cells, report::digits(flow.throughput_rps));
  if (!answer.stable) return cells;
  add(cells, error_digits(flow.error_ratio, answer.method));
  const network::Latency& latency = flow.latency;
  for (const Estimate* value : {&latency.p95, &latency.p50, &latency.p99})
    add(cells, milliseconds(*value));
  return cells;
}

std::string class_table(const Performance& answer, const Paint& paint) {
  Grid grid(estimates({{Align::left, 0, true}}, 5));
  std::vector<Cell> header = {{"Requests"}};
  const std::vector<std::string> all = {"/s", "Errors, %", "p95, ms", "p50, ms", "p99, ms"};
  for (std::size_t i = 0; i < (answer.stable ? all.size() : 1); ++i)
    header.push_back({all[i], Tone::plain, 2});
  grid.header(header);
  grid.row(class_cells(answer.total, "all", answer));
  if (answer.classes.size() > 1)
    for (const ClassPerformance& one : answer.classes)
      grid.row(class_cells(one, "  " + one.name, answer));
  return grid.text(paint);
}

bool is_asked_for_more(const ResourcePerformance& resource) {
  return projection::asked_of(resource) > 1.0;
}

bool asks_for_more(const Performance& answer) {
  return std::ranges::any_of(answer.components, [](const ComponentPerformance& component) {
    return std::ranges::any_of(component.resources, is_asked_for_more);
  });
}

bool refuses(const Performance& answer) {
  return std::ranges::any_of(answer.components, [](const ComponentPerformance& component) {
    return std::ranges::any_of(component.resources, [](const ResourcePerformance& resource) {
      return resource.refused_per_s.estimate > 0.0;
    });
  });
}

void add_resource_rows(Grid& grid, const ComponentPerformance& component, bool stable,
                       bool with_asked, bool with_refused) {
  for (const ResourcePerformance& resource : component.resources) {
    const double asked = projection::asked_of(resource);
    const Tone tone = asked >= kHot ? Tone::warn : Tone::plain;
    std::vector<Cell> cells = {{printable(component.name + " " + resource.label), tone},
                               {report::percent(resource.utilization.estimate), tone}};
    if (with_asked) cells.push_back({asked > 1.0 ? report::percent(asked) : "", tone});
    if (stable) {
      add(cells, milliseconds(resource.mean_wait_s));
      add(cells, report::digits(resource.mean_queue));
    }
    if (with_refused) add(cells, report::digits(resource.refused_per_s));
    grid.row(cells);
  }
}

std::string resource_table(const Performance& answer, const Paint& paint) {
  const bool with_asked = asks_for_more(answer);
  std::vector<Column> columns = {{Align::left, 0, true}, {Align::right}};
  std::vector<Cell> header = {{"Resource"}, {"Used"}};
  if (with_asked) {
    columns.push_back({Align::right});
    header.push_back({"Asked"});
  }
  const bool with_refused = refuses(answer);
  std::size_t estimated = answer.stable ? 2 : 0;
  if (with_refused) ++estimated;
  Grid grid(estimates(columns, estimated));
  if (answer.stable) {
    header.push_back({"Wait, ms", Tone::plain, 2});
    header.push_back({"Waiting", Tone::plain, 2});
  }
  if (with_refused) header.push_back({"Refused/s", Tone::plain, 2});
  grid.header(header);
  for (const ComponentPerformance& component : answer.components)
    add_resource_rows(grid, component, answer.stable, with_asked, with_refused);
  return grid.text(paint);
}

report::Sentence stability(const Performance& answer) {
  if (answer.stable) return {};
  const std::string growth = report::coarse(answer.backlog_growth_rps.estimate);
  return {{answer.unstable_component, Tone::strong},
          {" (" + answer.unstable_resource + ") is asked for more than it can do: "},
          {"the backlog grows by " + growth + " requests/s", Tone::fatal},
          {"."}};
}

/// "bound: at most 155 requests/s (postgres CPU), mean at least 12 ms"
std::string bounds_text(const network::Bounds& bounds) {
  const Estimate most = Estimate::exact(bounds.throughput_most_rps);
  std::string text = "bound: at most " + report::digits(most).value + " requests/s (" +
                     printable(bounds.component + " " + bounds.resource) + ")";
  if (bounds.mean_least_s)
    text += ", mean at least " + report::latency(Estimate::exact(*bounds.mean_least_s));
  return text;
}

std::string when(const Window& window) {
  if (window.kind == WindowKind::typical)
    return "Typical hour of " + long_name(month_of(window.at));
  if (window.kind == WindowKind::surge)
    return window.surge + " at its highest, " + long_date(window.at);
  return "Busiest hour of " + long_name(month_of(window.at));
}

}  // namespace

std::string load_text(double load, bool users) {
  if (users) {
    const std::string count = report::number(load, 0);
    return count + (count == "1" ? " user" : " users");
  }
  return report::number(load, load >= 100.0 ? 0 : 1) + " rps";
}

std::string window_title(const Window& window, bool users) {
  return when(window) + ": " + load_text(window.offered_rps, users);
}

std::string performance_text(const Performance& answer, const Paint& paint) {
  const report::Sentence trouble = stability(answer);
  std::string text = trouble.empty() ? "" : paint.paragraph(trouble);
  text += "\n" + class_table(answer, paint) + "\n" + resource_table(answer, paint) + "\n";
  if (answer.path == network::Path::formulas)
    text += paint.paragraph({{report::how_answered(answer), Tone::weak}});
  if (answer.bounds) text += paint.paragraph({{bounds_text(*answer.bounds), Tone::weak}});
  for (const std::string& note : answer.notes) text += paint.paragraph({{note, Tone::weak}});
  return text;
}

}  // namespace headroom::cli
