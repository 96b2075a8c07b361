#include "core/report/names.h"

#include "core/base/contracts.h"

namespace headroom::report {

std::string_view name_of(network::Method method) {
  using network::Method;
  if (method == Method::simulation) return "simulation";
  return method == Method::exact ? "exact" : "approximation";
}

std::string_view name_of(network::Path path) {
  using network::Path;
  if (path == Path::formulas) return "formulas";
  return path == Path::event_loop ? "event_loop" : "station_by_station";
}

std::string how_answered(const network::Performance& answer) {
  using network::Method;
  if (answer.path == network::Path::event_loop) return "event by event";
  if (answer.path == network::Path::station_by_station) return "station by station";
  if (answer.method != Method::exact) return "by formulas, an approximation";
  return answer.quantile_method == Method::exact
             ? "by formulas, exact"
             : "by formulas: means exact, quantiles an approximation";
}

std::string_view name_of(projection::TargetKind target) {
  using projection::TargetKind;
  switch (target) {
    case TargetKind::latency_p50:
      return "latency_p50";
    case TargetKind::latency_p95:
      return "latency_p95";
    case TargetKind::latency_p99:
      return "latency_p99";
    case TargetKind::error_ratio:
      return "error_ratio";
    case TargetKind::utilization:
      return "utilization";
    case TargetKind::stability:
      return "stability";
    case TargetKind::monthly_cost:
      return "monthly_cost";
  }
  HEADROOM_ENSURES(false);
}

std::string_view name_of(cost::PriceUnit unit) {
  using cost::PriceUnit;
  switch (unit) {
    case PriceUnit::hour:
      return "hour";
    case PriceUnit::gib_month:
      return "gib_month";
    case PriceUnit::gb:
      return "gb";
    case PriceUnit::request:
      return "request";
    case PriceUnit::iops_month:
      return "iops_month";
    case PriceUnit::unit_month:
      return "unit_month";
  }
  HEADROOM_ENSURES(false);
}

}  // namespace headroom::report
