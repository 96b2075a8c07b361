#include "core/io/target_fields.h"

namespace headroom::io {
namespace {

using architecture::Dimension;
using projection::Targets;

constexpr double kLargestMoney = 9e12;  // USD, of a 64-bit integer of millionths

constexpr ParameterSpec latency(std::string_view name, std::string_view doc) {
  return {.name = name, .dimension = Dimension::duration, .above_minimum = true, .doc = doc};
}

const Field<Targets> kTargetFields[] = {
    field<&Targets::latency_p50>(
        latency("latency_p50", "Half of the requests of a peak hour are answered within it.")),
    field<&Targets::latency_p95>(
        latency("latency_p95", "95 % of the requests of a peak hour are answered within it.")),
    field<&Targets::latency_p99>(
        latency("latency_p99", "99 % of the requests of a peak hour are answered within it.")),
    field<&Targets::error_ratio>({.name = "error_ratio",
                                  .dimension = Dimension::ratio,
                                  .maximum = 1.0,
                                  .doc = "Most requests of a peak hour that may fail."}),
    field<&Targets::utilization>(
        {.name = "utilization",
         .dimension = Dimension::ratio,
         .maximum = 1.0,
         .above_minimum = true,
         .doc = "Most that any CPU, disk or other station may be asked for in a peak "
                "hour, of what it has. Threads, connections and consumers "
                "are judged by latency, errors and stability."}),
    field<&Targets::monthly_cost>({.name = "monthly_cost",
                                   .dimension = Dimension::money,
                                   .maximum = kLargestMoney,
                                   .doc = "Most that a month may cost."})};

}  // namespace

Table<Targets> target_fields() { return kTargetFields; }

void read_value(Reader& reader, const Json& json, const ParameterSpec&, Targets& out) {
  read_object(reader, json, target_fields(), out);
}

std::optional<Json> write_value(const Writer& writer, const Targets& value, const ParameterSpec&) {
  return unless_empty(write_object(writer, value, target_fields()));
}

Json schema_of(const ParameterSpec&, Tag<Targets>) { return schema_of_object(target_fields()); }

}  // namespace headroom::io
