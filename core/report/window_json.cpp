#include "core/report/window_json.h"

#include "core/report/names.h"

namespace headroom::report {
namespace {

using network::ClassPerformance;
using network::ComponentPerformance;
using network::Latency;
using network::Performance;
using network::ResourcePerformance;
using projection::Window;

constexpr double kMilliseconds = 1000.0;  ///< in a second

/// Without a steady state there is no quantile, no mean and no ratio to tell.
void write_steady(JsonWriter& json, std::string_view key, const Estimate& value, bool stable,
                  double factor = 1.0) {
  if (stable)
    json.estimate(key, value, factor);
  else
    json.null(key);
}

void write_latency(JsonWriter& json, const Latency& latency, bool stable) {
  if (!stable) return json.null("latency_ms");
  json.object("latency_ms", [&] {
    json.estimate("mean", latency.mean, kMilliseconds);
    json.estimate("p50", latency.p50, kMilliseconds);
    json.estimate("p95", latency.p95, kMilliseconds);
    json.estimate("p99", latency.p99, kMilliseconds);
  });
}

void write_flow(JsonWriter& json, const ClassPerformance& flow, bool stable) {
  json.estimate("throughput_rps", flow.throughput_rps);
  json.estimate("goodput_rps", flow.goodput_rps);
  write_steady(json, "error_ratio", flow.error_ratio, stable);
  write_latency(json, flow.latency, stable);
}

void write_class(JsonWriter& json, const ClassPerformance& one, bool stable) {
  json.object(one.name, [&] {
    json.estimate("offered_rps", one.offered_rps);
    write_flow(json, one, stable);
    json.natural("requests", one.requests);
  });
}

void write_resource(JsonWriter& json, const ResourcePerformance& resource, bool stable) {
  json.object(resource.label, [&] {
    json.estimate("utilization", resource.utilization);
    json.number("offered_utilization", resource.offered_utilization);
    write_steady(json, "wait_ms", resource.mean_wait_s, stable, kMilliseconds);
    write_steady(json, "waiting", resource.mean_queue, stable);
    json.number("visits_per_s", resource.visits_per_s);
    json.estimate("refused_per_s", resource.refused_per_s);
    json.number("capacity", resource.capacity);
  });
}

void write_component(JsonWriter& json, const ComponentPerformance& component, bool stable) {
  json.object(component.name, [&] {
    json.natural("replicas", component.replicas);
    json.estimate("throughput_rps", component.throughput_rps);
    write_steady(json, "residence_ms", component.residence_s, stable, kMilliseconds);
    write_steady(json, "error_ratio", component.error_ratio, stable);
    json.object("resources", [&] {
      for (const ResourcePerformance& resource : component.resources)
        write_resource(json, resource, stable);
    });
  });
}

void write_overload(JsonWriter& json, const Performance& performance) {
  if (performance.stable) {
    json.null("backlog_growth_rps");
    return json.null("unstable");
  }
  json.estimate("backlog_growth_rps", performance.backlog_growth_rps);
  json.row("unstable", [&] {
    json.text("component", performance.unstable_component);
    json.text("resource", performance.unstable_resource);
  });
}

void write_parts(JsonWriter& json, const Performance& performance) {
  json.object("classes", [&] {
    for (const ClassPerformance& one : performance.classes)
      write_class(json, one, performance.stable);
  });
  json.object("components", [&] {
    for (const ComponentPerformance& component : performance.components)
      write_component(json, component, performance.stable);
  });
  json.array("notes", [&] {
    for (const std::string& note : performance.notes) json.text("", note);
  });
}

void write_range(JsonWriter& json, std::string_view key, std::optional<double> low,
                 std::optional<double> high, double factor = 1.0) {
  const auto write = [&](std::string_view end, std::optional<double> value) {
    if (value)
      json.number(end, *value * factor);
    else
      json.null(end);
  };
  json.row(key, [&] {
    write("at_least", low);
    write("at_most", high);
  });
}

void write_bounds(JsonWriter& json, const network::Bounds& bounds) {
  json.object("bounds", [&] {
    json.text("method", "bound");
    write_range(json, "throughput_rps", bounds.throughput_least_rps, bounds.throughput_most_rps);
    write_range(json, "mean_ms", bounds.mean_least_s, bounds.mean_most_s, kMilliseconds);
    json.text("component", bounds.component);
    json.text("resource", bounds.resource);
  });
}

void write_answer(JsonWriter& json, const Performance& performance) {
  write_flow(json, performance.total, performance.stable);
  json.flag("stable", performance.stable);
  write_overload(json, performance);
  json.flag("precision_reached", performance.precision_reached);
  json.natural("requests", performance.requests);
  json.text("path", name_of(performance.path));
  json.text("method", name_of(performance.method));
  json.text("quantile_method", name_of(performance.quantile_method));
  if (performance.bounds) write_bounds(json, *performance.bounds);
  write_parts(json, performance);
}

/// When and under which load. The load of users follows from the answer.
void write_question(JsonWriter& json, const Window& window, bool closed,
                    const Performance& performance) {
  json.text("at", to_string(window.at));
  json.text_or_null("surge", window.surge);
  if (!closed) {
    json.null("users");
    return json.estimate("offered_rps", Estimate::exact(window.offered_rps));
  }
  json.number("users", window.offered_rps);
  json.estimate("offered_rps", performance.total.offered_rps);
}

void write_queue_left(JsonWriter& json, const std::optional<projection::Overload>& overload) {
  if (!overload) return json.null("overload");
  json.row("overload", [&] {
    json.text("method", "fluid");
    json.text("begins", to_string(overload->begins));
    json.text("ends", to_string(overload->ends));
    json.number("peak_backlog_requests", overload->peak_backlog);
    json.number("longest_wait_s", overload->longest_wait.value());
  });
}

void write_course(JsonWriter& json, const std::optional<projection::SurgeCourse>& course) {
  if (!course) return json.null("course");
  json.object("course", [&] {
    json.text("method", name_of(network::Method::simulation));
    json.text("from", to_string(course->from));
    json.text("until", to_string(course->until));
    json.estimate("worst_p95_ms", course->worst_p95_s, kMilliseconds);
    json.text("worst_at", to_string(course->worst_at));
    if (course->slow)
      json.number("slow_s", course->slow->value());
    else
      json.null("slow_s");
    json.estimate("worst_error_ratio", course->worst_error_ratio);
    json.estimate("peak_backlog", course->peak_backlog);
    json.object("replicas", [&] {
      for (const projection::ScaledComponent& component : course->scaled)
        json.object(component.name, [&] {
          json.estimate("at_start", component.at_start);
          json.estimate("most", component.most);
        });
    });
    json.flag("recovered", course->recovered);
    json.natural("requests", course->requests);
  });
}

}  // namespace

bool is_closed(const projection::Scenario& scenario) {
  return std::holds_alternative<workload::Population>(scenario.load.now);
}

void write_subject(JsonWriter& json, const Subject& subject) {
  json.row("scenario", [&] {
    json.text("name", subject.scenario.name);
    json.text("fingerprint", subject.fingerprint);
  });
  json.text("rerun", subject.rerun);
}

void write_window(JsonWriter& json, std::string_view key, const Window& window, bool closed) {
  json.object(key, [&] {
    write_question(json, window, closed, window.simulated);
    write_answer(json, window.simulated);
    write_queue_left(json, window.overload);
    write_course(json, window.course);
    json.object("analytic", [&] { write_answer(json, window.analytic); });
  });
}

void write_solution(JsonWriter& json, std::string_view key, const Window& window, bool closed) {
  json.object(key, [&] {
    write_question(json, window, closed, window.analytic);
    write_answer(json, window.analytic);
    write_queue_left(json, window.overload);
    write_course(json, window.course);
  });
}

}  // namespace headroom::report
