#include "core/report/breach_json.h"

#include <optional>

#include "core/report/names.h"

namespace headroom::report {
namespace {

using projection::Breach;
using projection::TargetKind;

struct Unit {
  std::string_view name;
  double factor;  ///< units in the internal unit
};

Unit unit_of(TargetKind target) {
  switch (target) {
    case TargetKind::latency_p50:
    case TargetKind::latency_p95:
    case TargetKind::latency_p99:
      return {"ms", 1000.0};
    case TargetKind::stability:
      return {"rps", 1.0};
    case TargetKind::monthly_cost:
      return {"usd", 1.0};
    default:
      return {"ratio", 1.0};
  }
}

void write_month_or_null(JsonWriter& json, std::string_view key,
                         const std::optional<Month>& month) {
  json.text_or_null(key, month ? to_string(*month) : std::string());
}

}  // namespace

void write_ratio_or_null(JsonWriter& json, std::string_view key,
                         const std::optional<double>& value) {
  if (value)
    json.number(key, *value);
  else
    json.null(key);
}

void write_breach(JsonWriter& json, std::string_view key, const Breach& breach, bool closed) {
  const Unit unit = unit_of(breach.target);
  json.object(key, [&] {
    json.integer("month", breach.month_index);
    json.text("date", date_string(breach.date));
    json.text("target", name_of(breach.target));
    json.text_or_null("class", breach.request_class);
    json.text_or_null("component", breach.component);
    json.text_or_null("resource", breach.resource);
    json.text_or_null("surge", breach.surge);
    json.flag("passing", breach.passing);
    json.text("unit", unit.name);
    if (breach.unbounded)
      json.null("value");
    else
      json.estimate("value", breach.value, unit.factor);
    json.number("limit", breach.limit * unit.factor);
    const bool by_load = breach.target != TargetKind::monthly_cost;
    write_ratio_or_null(json, closed ? "critical_users" : "critical_rps",
                        by_load ? std::optional(breach.critical_rps) : std::nullopt);
    write_month_or_null(json, "earliest", breach.earliest);
    write_month_or_null(json, "latest", breach.latest);
  });
}

}  // namespace headroom::report
