#include "core/report/breach_words.h"

#include <algorithm>

#include "core/base/contracts.h"

namespace headroom::report {
namespace {

using projection::Breach;
using projection::TargetKind;

std::string_view bare_name(TargetKind target) {
  switch (target) {
    case TargetKind::latency_p50:
      return "p50";
    case TargetKind::latency_p95:
      return "p95";
    case TargetKind::latency_p99:
      return "p99";
    case TargetKind::error_ratio:
      return "errors";
    case TargetKind::utilization:
      return "utilization";
    case TargetKind::stability:
      return "stability";
    case TargetKind::monthly_cost:
      return "monthly cost";
  }
  HEADROOM_ENSURES(false);
}

/// The unit of value and limit beside each other, and how many of it one internal unit is.
Scale scale_of(const Breach& breach) {
  switch (breach.target) {
    case TargetKind::error_ratio:
    case TargetKind::utilization:
      return {100.0, "%"};
    case TargetKind::stability:
      return {1.0, "requests/s"};
    case TargetKind::monthly_cost:
      return {1.0, "USD"};
    default:
      return time_scale(breach.unbounded ? breach.limit : breach.value.estimate);
  }
}

/// Of a latency whose value is read in minutes, say: 300 ms are 0.005 of them.
bool too_small_beside(const Breach& breach) {
  constexpr double kLeast = 0.1;
  const bool latency = breach.target == TargetKind::latency_p50 ||
                       breach.target == TargetKind::latency_p95 ||
                       breach.target == TargetKind::latency_p99;
  return latency && breach.limit * scale_of(breach).factor < kLeast;
}

/// Three significant digits without zeros at the end: limits are typed, not measured.
std::string typed_number(double value, Style style) {
  std::string text = number(value, std::max(0, decimals_for(value, 3)), style);
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

const Breach* first_breach_that(const projection::Projection& projection,
                                bool (*wanted)(const Breach&)) {
  const auto& breaches = projection.breaches;
  const auto first = std::ranges::find_if(breaches, wanted);
  if (first == breaches.end()) return nullptr;
  if (first->target != TargetKind::utilization && !first->unbounded) return &*first;
  const auto unstable = std::ranges::find_if(breaches, [&](const Breach& other) {
    return other.target == TargetKind::stability && other.month_index == first->month_index &&
           other.surge == first->surge;
  });
  return unstable == breaches.end() ? &*first : &*unstable;
}

const Breach* first_breach(const projection::Projection& projection) {
  const Breach* of_system = first_breach_that(
      projection, [](const Breach& breach) { return breach.target != TargetKind::monthly_cost; });
  return of_system ? of_system : projection.first_breach();
}

std::string target_name(const Breach& breach) {
  const std::string name(bare_name(breach.target));
  return breach.request_class.empty() ? name : breach.request_class + " " + name;
}

std::string place_name(const Breach& breach) {
  if (breach.resource.empty()) return breach.component;
  return breach.component + " (" + breach.resource + ")";
}

std::string value_text(const Breach& breach, Style style) {
  if (breach.unbounded) return "unbounded";
  const Scale scale = scale_of(breach);
  const double value = breach.value.estimate * scale.factor;
  switch (breach.target) {
    case TargetKind::error_ratio:
      return error_percent(breach.value, style);
    case TargetKind::utilization:
      return percent(breach.value.estimate, style);
    case TargetKind::monthly_cost:
      return with_unit(number(value, 0, style), scale.unit, style);
    case TargetKind::stability:
      // A growing backlog has no steady value: its rate is shown coarsely and without interval.
      return with_unit(coarse(value, style), scale.unit, style);
    default:
      return latency(breach.value, style);
  }
}

std::string limit_text(const Breach& breach, Style style) {
  if (too_small_beside(breach)) return limit_with_unit(breach, style);
  return typed_number(breach.limit * scale_of(breach).factor, style);
}

std::string limit_with_unit(const Breach& breach, Style style) {
  const Scale scale = too_small_beside(breach) ? time_scale(breach.limit) : scale_of(breach);
  return with_unit(typed_number(breach.limit * scale.factor, style), scale.unit, style);
}

}  // namespace headroom::report
