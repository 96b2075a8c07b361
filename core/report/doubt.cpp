#include "core/report/doubt.h"

#include <algorithm>
#include <array>
#include <string>

namespace headroom::report {
namespace {

using projection::Breach;
using projection::Projection;
using projection::Scenario;
using projection::TargetKind;
using projection::Targets;
using projection::Window;
using projection::WindowKind;

bool same_target(const Breach& a, const Breach& b) {
  return a.target == b.target && a.request_class == b.request_class;
}

struct Judged {
  TargetKind target;
  Estimate value;
  std::optional<double> limit;
};

template <class Quantity>
std::optional<double> plain_value(const std::optional<Quantity>& limit) {
  return limit ? std::optional(limit->value()) : std::nullopt;
}

std::array<Judged, 4> judged(const network::ClassPerformance& performance, const Targets& targets) {
  const network::Latency& latency = performance.latency;
  return {{{TargetKind::latency_p50, latency.p50, plain_value(targets.latency_p50)},
           {TargetKind::latency_p95, latency.p95, plain_value(targets.latency_p95)},
           {TargetKind::latency_p99, latency.p99, plain_value(targets.latency_p99)},
           {TargetKind::error_ratio, performance.error_ratio, plain_value(targets.error_ratio)}}};
}

/// A target inside the interval of its estimate, in the form of a breach.
std::optional<Breach> doubt_about(const network::ClassPerformance& performance,
                                  const Targets& targets, const std::string& request_class) {
  for (const Judged& j : judged(performance, targets)) {
    if (!j.limit || *j.limit <= j.value.low || *j.limit >= j.value.high) continue;
    Breach doubt;
    doubt.target = j.target;
    doubt.request_class = request_class;
    doubt.value = j.value;
    doubt.limit = *j.limit;
    return doubt;
  }
  return std::nullopt;
}

std::optional<Breach> doubt_in(const network::Performance& performance, const Scenario& scenario) {
  if (auto doubt = doubt_about(performance.total, scenario.targets, "")) return doubt;
  for (const network::ClassPerformance& one : performance.classes) {
    const auto targets = scenario.class_targets.find(one.name);
    if (targets == scenario.class_targets.end()) continue;
    if (auto doubt = doubt_about(one, targets->second, one.name)) return doubt;
  }
  return std::nullopt;
}

bool is_loose_peak(const Window& window) {
  return window.kind == WindowKind::peak && window.simulated.stable &&
         !window.simulated.precision_reached;
}

std::optional<Breach> doubt_in(const projection::MonthResult& month, const Scenario& scenario) {
  const auto peak = std::find_if(month.windows.begin(), month.windows.end(), is_loose_peak);
  if (peak == month.windows.end()) return std::nullopt;
  std::optional<Breach> doubt = doubt_in(peak->simulated, scenario);
  if (!doubt) return std::nullopt;
  doubt->month_index = month.index;
  doubt->month = month.month;
  return doubt;
}

}  // namespace

std::optional<Breach> first_doubt(const Scenario& scenario, const Projection& projection) {
  for (const projection::MonthResult& month : projection.months)
    if (auto doubt = doubt_in(month, scenario)) return doubt;
  return std::nullopt;
}

bool decides(const Breach& doubt, const Breach* breach) {
  if (!breach || doubt.month_index < breach->month_index) return true;
  return doubt.month_index == breach->month_index && same_target(doubt, *breach);
}

}  // namespace headroom::report
