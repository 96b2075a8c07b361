#include <algorithm>
#include <variant>

#include "core/report/breach_json.h"
#include "core/report/breach_words.h"
#include "core/report/json_writer.h"
#include "core/report/names.h"
#include "core/report/report.h"
#include "core/report/window_json.h"

namespace headroom::report {
namespace {

using projection::Breach;
using projection::MonthResult;
using projection::Projection;
using projection::Scenario;
using projection::Window;
using projection::WindowKind;

void write_breaches(JsonWriter& json, const Projection& projection, bool closed) {
  if (const Breach* first = first_breach(projection))
    write_breach(json, "first_breach", *first, closed);
  else
    json.null("first_breach");
  json.array("breaches", [&] {
    for (const Breach& breach : projection.breaches) write_breach(json, "", breach, closed);
  });
}

// Months

/// For a population: the throughput of the window that has this load.
void write_rate_or_null(JsonWriter& json, std::string_view key, const MonthResult& month,
                        WindowKind kind) {
  if (const Window* window = month.window(kind))
    json.estimate(key, window->simulated.total.throughput_rps);
  else
    json.null(key);
}

void write_surge_load(JsonWriter& json, std::string_view key, const MonthResult& month) {
  if (month.load.surge_rps)
    json.estimate(key, Estimate::exact(*month.load.surge_rps));
  else
    json.null(key);
}

void write_load(JsonWriter& json, const MonthResult& month, bool closed) {
  json.object("load", [&] {
    if (closed) {
      write_rate_or_null(json, "mean_rps", month, WindowKind::typical);
      write_rate_or_null(json, "peak_rps", month, WindowKind::peak);
      write_rate_or_null(json, "surge_rps", month, WindowKind::surge);
    }
    json.estimate(closed ? "mean_users" : "mean_rps", month.mean_rps);
    json.estimate(closed ? "peak_users" : "peak_rps", month.peak_rps);
    write_surge_load(json, closed ? "surge_users" : "surge_rps", month);
  });
}

std::vector<const Window*> surges_of(const MonthResult& month) {
  std::vector<const Window*> surges;
  for (const Window& window : month.windows)
    if (window.kind == WindowKind::surge) surges.push_back(&window);
  std::ranges::stable_sort(surges, std::greater(), &Window::offered_rps);
  return surges;
}

void write_windows(JsonWriter& json, const MonthResult& month, bool closed) {
  const std::vector<const Window*> surges = surges_of(month);
  json.object("windows", [&] {
    for (const auto& [key, kind] :
         {std::pair{"typical", WindowKind::typical}, {"peak", WindowKind::peak}})
      if (const Window* window = month.window(kind)) write_window(json, key, *window, closed);
    if (surges.empty()) return json.null("surge");
    write_window(json, "surge", *surges.front(), closed);
    if (surges.size() == 1) return;
    json.array("lesser_surges", [&] {
      for (std::size_t i = 1; i < surges.size(); ++i) write_window(json, "", *surges[i], closed);
    });
  });
}

void write_component(JsonWriter& json, const projection::ComponentMonth& component) {
  json.object("", [&] {
    json.text("name", component.name);
    json.text("kind", component.kind);
    json.text_or_null("resource", component.resource);
    json.number("peak_utilization", component.peak_utilization);
    json.number("peak_offered_utilization", component.peak_asked);
    json.number("mean_utilization", component.mean_utilization);
    json.number("operations", component.operations);
    json.number("stored_gib", component.stored_gib);
    json.natural("peak_replicas", component.peak_replicas);
    json.number("mean_replicas", component.mean_replicas);
    write_ratio_or_null(json, "headroom_ratio", component.headroom);
  });
}

void write_cost_line(JsonWriter& json, const cost::BillLine& line) {
  json.object("", [&] {
    json.text_or_null("component", line.component);
    json.text("item", line.item);
    json.text("detail", line.detail);
    json.number("quantity", line.quantity);
    json.text("unit", name_of(line.unit));
    json.number("unit_price_usd", line.unit_price.units());
    json.number("amount_usd", line.amount.units());
    json.text("evidence", line.evidence);
    json.text("price_source", line.price_source);
    json.text_or_null("price_as_of", line.price_as_of);
  });
}

void write_cost(JsonWriter& json, const MonthResult& month) {
  json.object("cost", [&] {
    json.number("total_usd", month.bill.total.units());
    json.estimate("worlds_usd", month.cost_usd);
    json.number("per_thousand_requests_usd", month.cost_per_thousand_requests.units());
    json.array("lines", [&] {
      for (const cost::BillLine& line : month.bill.lines) write_cost_line(json, line);
    });
  });
}

void write_month(JsonWriter& json, const MonthResult& month, bool closed) {
  json.object("", [&] {
    json.integer("month", month.index);
    json.text("date", date_string(start_of(month.month)));
    write_load(json, month, closed);
    write_windows(json, month, closed);
    json.array("components", [&] {
      for (const projection::ComponentMonth& component : month.components)
        write_component(json, component);
    });
    write_cost(json, month);
  });
}

// The whole

void write_how(JsonWriter& json, const Scenario& scenario, const Projection& projection) {
  json.natural("seed", projection.seed);
  json.number("precision", projection.precision);
  json.flag("precision_reached", projection.precision_reached());
  json.natural("requests", projection.requests);
  json.row("catalogue", [&] { json.text("as_of", projection.catalogue_as_of); });
  json.array("assumptions", [&] {
    for (const std::string& assumption : projection.assumptions) json.text("", assumption);
  });
  json.row("horizon", [&] {
    json.text("start", to_string(scenario.horizon.start));
    json.integer("months", scenario.horizon.months);
  });
}

void write_bottlenecks(JsonWriter& json, const Projection& projection) {
  json.array("bottlenecks", [&] {
    for (const projection::Bottleneck& bottleneck : projection.bottlenecks)
      json.row("", [&] {
        json.text("component", bottleneck.component);
        json.text("resource", bottleneck.resource);
        json.number("utilization", bottleneck.utilization);
        json.number("gain_ms", bottleneck.gain_s * 1000.0);
      });
  });
}

void write_answers(JsonWriter& json, const Scenario& scenario, const Projection& projection) {
  json.text("verdict", plain(verdict(scenario, projection)));
  write_breaches(json, projection, is_closed(scenario));
  json.row("headroom_ratio", [&] {
    write_ratio_or_null(json, "now", projection.headroom_now);
    write_ratio_or_null(json, "end", projection.headroom_end);
  });
  write_bottlenecks(json, projection);
  json.object("cost", [&] {
    json.number("total_usd", projection.cost_total.units());
    json.estimate("worlds_usd", projection.cost_total_usd);
  });
  json.row("solver_gap", [&] {
    json.number("p95_ratio", projection.solver_gap.p95);
    json.number("mean_ratio", projection.solver_gap.mean);
    json.number("utilization", projection.solver_gap.utilization);
    json.integer("windows", projection.solver_gap.windows);
  });
}

}  // namespace

std::string report_json(const Subject& subject, const Projection& projection) {
  JsonWriter json;
  json.object("", [&] {
    json.text("format", "headroom-report/1");
    write_subject(json, subject);
    write_how(json, subject.scenario, projection);
    write_answers(json, subject.scenario, projection);
    json.array("months", [&] {
      for (const MonthResult& month : projection.months)
        write_month(json, month, is_closed(subject.scenario));
    });
  });
  return json.document();
}

std::string window_json(const Subject& subject, const Window& window, std::uint64_t seed,
                        double precision) {
  JsonWriter json;
  json.object("", [&] {
    json.text("format", "headroom-window/1");
    write_subject(json, subject);
    json.natural("seed", seed);
    json.number("precision", precision);
    write_window(json, "window", window, is_closed(subject.scenario));
  });
  return json.document();
}

std::string solution_json(const Subject& subject, const Window& window) {
  JsonWriter json;
  json.object("", [&] {
    json.text("format", "headroom-window/1");
    write_subject(json, subject);
    write_solution(json, "window", window, is_closed(subject.scenario));
  });
  return json.document();
}

}  // namespace headroom::report
