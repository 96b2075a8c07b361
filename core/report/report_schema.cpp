// The schema is put together here, next to the writers it describes, and not typed as text: an
// object lists each member once, and all listed members are required unless said otherwise.
#include <initializer_list>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/report/report.h"

namespace headroom::report {
namespace {

using Json = nlohmann::ordered_json;
using Members = std::initializer_list<std::pair<const char*, Json>>;

Json type(const char* name) { return {{"type", name}}; }
Json text() { return type("string"); }
Json number() { return type("number"); }
Json flag() { return type("boolean"); }
Json null() { return type("null"); }
Json natural() { return {{"type", "integer"}, {"minimum", 0}}; }
Json amount() { return {{"type", "number"}, {"minimum", 0}}; }  // of what cannot be negative
Json constant(Json value) { return {{"const", std::move(value)}}; }
Json one_of(std::initializer_list<const char*> words) { return {{"enum", Json(words)}}; }
Json pattern(const char* expression) { return {{"type", "string"}, {"pattern", expression}}; }
Json date() { return pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"); }
Json month() { return pattern("^[0-9]{4}-[0-9]{2}$"); }
Json ref(const std::string& definition) { return {{"$ref", "#/$defs/" + definition}}; }
Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Json or_null(Json schema) { return {{"anyOf", {std::move(schema), null()}}}; }

/// Keyed by names that the user chose.
Json by_name(Json members) {
  return {{"type", "object"}, {"additionalProperties", std::move(members)}};
}

Json object(Members required, Members optional = {}) {
  Json properties = Json::object();
  Json names = Json::array();
  for (const auto& [name, schema] : required) {
    properties[name] = schema;
    names.push_back(name);
  }
  for (const auto& [name, schema] : optional) properties[name] = schema;
  return {{"type", "object"},
          {"properties", properties},
          {"required", names},
          {"additionalProperties", false}};
}

Json described(const char* words, Json schema) {
  schema["description"] = words;
  return schema;
}

Json estimate() {
  return described("95 % interval of the estimate, or 90 % of the worlds where said so.",
                   object({{"estimate", number()}, {"low", number()}, {"high", number()}}));
}

constexpr const char* kAsked =
    "What is asked for of what there is; above 1 requests wait or are refused.";

Json latency() {
  const Json value = ref("estimate");
  return object({{"mean", value}, {"p50", value}, {"p95", value}, {"p99", value}});
}

Json request_class() {
  return object({{"offered_rps", ref("estimate")},
                 {"throughput_rps", ref("estimate")},
                 {"goodput_rps", ref("estimate")},
                 {"error_ratio", or_null(ref("estimate"))},
                 {"latency_ms", or_null(ref("latency_ms"))},
                 {"requests", natural()}});
}

Json resource() {
  return object(
      {{"utilization", described("Busy share of the capacity, at most 1.", ref("estimate"))},
       {"offered_utilization", described(kAsked, amount())},
       {"wait_ms", or_null(ref("estimate"))},
       {"waiting", or_null(ref("estimate"))},
       {"visits_per_s", amount()},
       {"refused_per_s",
        described("Turned away, out of patience, or not let through by a gate.", ref("estimate"))},
       {"capacity", amount()}});
}

Json component() {
  return object({{"replicas", natural()},
                 {"throughput_rps", ref("estimate")},
                 {"residence_ms", or_null(ref("estimate"))},
                 {"error_ratio", or_null(ref("estimate"))},
                 {"resources", by_name(ref("resource"))}});
}

/// Without a steady state there are no quantiles; with one there is no growing backlog.
Json steady_or_not() {
  const auto either = [](bool stable, const Json& steady, const Json& growing) {
    return Json{{"properties",
                 {{"stable", constant(stable)},
                  {"error_ratio", steady},
                  {"latency_ms", steady},
                  {"backlog_growth_rps", growing},
                  {"unstable", growing}}}};
  };
  const Json present = type("object");
  return {either(true, present, null()), either(false, null(), present)};
}

constexpr const char* kPath =
    "What computed the answer; both ways of simulating give the same figures.";
constexpr const char* kMethod = "Kind of the figures, quantiles apart: exact is a theorem.";

Json method() { return one_of({"simulation", "exact", "approximation"}); }

constexpr const char* kBounds =
    "Operational bounds of what can be served while nobody is turned away or gives up; open "
    "classes "
    "in their present mix.";

Json bounds() {
  const Json range = object({{"at_least", or_null(amount())}, {"at_most", or_null(amount())}});
  return object({{"method", constant("bound")},
                 {"throughput_rps", range},
                 {"mean_ms", range},
                 {"component", text()},
                 {"resource", text()}});
}

/// Adds what windows and the analytic answer inside them have in common.
Json answer(Json schema) {
  const Json shared =
      object({{"throughput_rps", ref("estimate")},
              {"goodput_rps", ref("estimate")},
              {"error_ratio", or_null(ref("estimate"))},
              {"latency_ms", or_null(ref("latency_ms"))},
              {"stable", flag()},
              {"backlog_growth_rps", or_null(ref("estimate"))},
              {"unstable", or_null(ref("place"))},
              {"precision_reached", flag()},
              {"requests", natural()},
              {"path", described(kPath, one_of({"event_loop", "station_by_station", "formulas"}))},
              {"method", described(kMethod, method())},
              {"quantile_method", method()},
              {"classes", by_name(ref("class"))},
              {"components", by_name(ref("component"))},
              {"notes", list_of(text())}},
             {{"bounds", described(kBounds, bounds())}});
  schema["properties"].update(shared.at("properties"));
  for (const Json& name : shared.at("required")) schema["required"].push_back(name);
  schema["anyOf"] = steady_or_not();
  return schema;
}

Json instant() { return pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$"); }

/// The queue that a surge beyond capacity leaves behind, as a fluid.
Json overload() {
  return object({{"method", constant("fluid")},
                 {"begins", instant()},
                 {"ends", described("The horizon's end if the backlog is never gone.", instant())},
                 {"peak_backlog_requests", amount()},
                 {"longest_wait_s", amount()}});
}

/// A short surge simulated as it passes.
Json course() {
  return object(
      {{"method", constant("simulation")},
       {"from", instant()},
       {"until", instant()},
       {"worst_p95_ms", ref("estimate")},
       {"worst_at", instant()},
       {"slow_s",
        described("Time above the target of the p95; null without one.", or_null(amount()))},
       {"worst_error_ratio", ref("estimate")},
       {"peak_backlog", ref("estimate")},
       {"replicas",
        described("Of components with an autoscaler: those that serve.",
                  by_name(object({{"at_start", ref("estimate")}, {"most", ref("estimate")}})))},
       {"recovered", flag()},
       {"requests", natural()}});
}

Json window() {
  Json schema = object(
      {{"at", instant()},
       {"surge", or_null(text())},
       {"users", described("The population; null where the load is a rate.", or_null(amount()))},
       {"offered_rps", ref("estimate")},
       {"overload", or_null(overload())},
       {"course", or_null(course())}},
      {{"analytic", ref("analytic")}});
  return answer(std::move(schema));
}

Json breach() {
  return object({{"month", natural()},
                 {"date", date()},
                 {"target", one_of({"latency_p50", "latency_p95", "latency_p99", "error_ratio",
                                    "utilization", "stability", "monthly_cost"})},
                 {"class", or_null(text())},
                 {"component", or_null(text())},
                 {"resource", or_null(text())},
                 {"surge", or_null(text())},
                 {"passing", flag()},
                 {"unit", one_of({"ms", "ratio", "rps", "usd"})},
                 {"value", described("null: a latency while the backlog grows, beyond any limit.",
                                     or_null(ref("estimate")))},
                 {"limit", amount()},
                 {"earliest", described("80 % of the worlds break between earliest and latest.",
                                        or_null(month()))},
                 {"latest", or_null(month())}},
                {{"critical_rps", or_null(amount())}, {"critical_users", or_null(amount())}});
}

Json load() {
  return described(
      "Estimates hold 90 % of the worlds; where the load is a population, the rates are "
      "measured with their 95 % interval and the numbers of users hold the worlds.",
      object({{"mean_rps", or_null(ref("estimate"))},
              {"peak_rps", or_null(ref("estimate"))},
              {"surge_rps", or_null(ref("estimate"))}},
             {{"mean_users", ref("estimate")},
              {"peak_users", ref("estimate")},
              {"surge_users", or_null(ref("estimate"))}}));
}

Json component_month() {
  return object(
      {{"name", text()},
       {"kind", text()},
       {"resource", or_null(text())},
       {"peak_utilization", described("Busy share at the peak hour, at most 1.", amount())},
       {"peak_offered_utilization", described(kAsked, amount())},
       {"mean_utilization", described("Busy share over the month, at most 1.", amount())},
       {"operations", amount()},
       {"stored_gib", amount()},
       {"peak_replicas", described("At the peak hour.", natural())},
       {"mean_replicas", described("Over the month's hours.", amount())},
       {"headroom_ratio", or_null(number())}});
}

Json cost_line() {
  return object(
      {{"component", or_null(text())},
       {"item", text()},
       {"detail", text()},
       {"quantity", amount()},
       {"unit", one_of({"hour", "gib_month", "gb", "request", "iops_month", "unit_month"})},
       {"unit_price_usd", number()},
       {"amount_usd", number()},
       {"evidence", text()},
       {"price_source", text()},
       {"price_as_of", or_null(text())}});
}

Json month_result() {
  const Json windows = object(
      {{"typical", ref("window")},
       {"peak", ref("window")},
       {"surge",
        described("The highest surge that culminates in the month.", or_null(ref("window")))}},
      {{"lesser_surges", list_of(ref("window"))}});
  return object({{"month", natural()},
                 {"date", date()},
                 {"load", load()},
                 {"windows", windows},
                 {"components", list_of(component_month())},
                 {"cost", object({{"total_usd", number()},
                                  {"worlds_usd", ref("estimate")},
                                  {"per_thousand_requests_usd", number()},
                                  {"lines", list_of(cost_line())}})}});
}

Json time_part() {
  return object({{"component", text()},
                 {"kind", one_of({"service", "waiting", "pause", "network", "lost"})},
                 {"label", described("The resource, or what the pause is.", or_null(text()))},
                 {"mean_ms", ref("estimate")},
                 {"near_p95_ms", ref("estimate")}});
}

Json definitions() {
  return {{"estimate", estimate()},
          {"latency_ms", latency()},
          {"class", request_class()},
          {"resource", resource()},
          {"component", component()},
          {"place", object({{"component", text()}, {"resource", text()}})},
          {"analytic", answer(object({}))},
          {"window", window()},
          {"breach", breach()},
          {"time_part", time_part()}};
}

Json subject() { return object({{"name", text()}, {"fingerprint", pattern("^[0-9a-f]{16}$")}}); }

Json report() {
  const Json bottleneck = object({{"component", text()},
                                  {"resource", text()},
                                  {"utilization", amount()},
                                  {"gain_ms", number()}});
  return object(
      {{"format", constant("headroom-report/1")},
       {"scenario", subject()},
       {"rerun", text()},
       {"seed", natural()},
       {"precision", amount()},
       {"precision_reached", flag()},
       {"requests", natural()},
       {"catalogue", object({{"as_of", text()}})},
       {"assumptions", list_of(text())},
       {"horizon", object({{"start", month()}, {"months", natural()}})},
       {"verdict", text()},
       {"first_breach", or_null(ref("breach"))},
       {"breaches", list_of(ref("breach"))},
       {"headroom_ratio", object({{"now", or_null(number())}, {"end", or_null(number())}})},
       {"bottlenecks", list_of(bottleneck)},
       {"cost", object({{"total_usd", number()}, {"worlds_usd", ref("estimate")}})},
       {"solver_gap", object({{"p95_ratio", amount()},
                              {"mean_ratio", amount()},
                              {"utilization", amount()},
                              {"windows", natural()}})},
       {"months", list_of(month_result())}});
}

Json single_window() {
  return object({{"format", constant("headroom-window/1")},
                 {"scenario", subject()},
                 {"rerun", text()},
                 {"window", ref("window")}},
                {{"seed", natural()}, {"precision", amount()}});
}

Json path_node() {
  return object({{"parent", described("Position in the path; null where requests enter.",
                                      or_null(natural()))},
                 {"component", text()},
                 {"operation", or_null(text())},
                 {"visits", ref("estimate")},
                 {"near_p95_visits", ref("estimate")},
                 {"mean_ms", ref("estimate")},
                 {"near_p95_ms", ref("estimate")},
                 {"parts", list_of(ref("time_part"))}});
}

Json breakdown() {
  const Json band = described("Requests between the 94 % and the 96 % quantile.",
                              object({{"from_ms", amount()},
                                      {"to_ms", amount()},
                                      {"requests", amount()},
                                      {"mean_ms", ref("estimate")}}));
  return object({{"class", text()},
                 {"requests", natural()},
                 {"mean_ms", ref("estimate")},
                 {"p95_ms", ref("estimate")},
                 {"near_p95", band},
                 {"causes", list_of(ref("time_part"))},
                 {"path", list_of(path_node())}});
}

Json anatomy() {
  const Json figure = object({{"name", text()}, {"value", text()}, {"source", text()}});
  return object(
      {{"name", text()},
       {"kind", text()},
       {"replicas", natural()},
       {"callers", list_of(text())},
       {"figures", list_of(figure)},
       {"resources", list_of(object({{"label", text()}, {"words", text()}}))},
       {"operations", list_of(object({{"name", or_null(text())}, {"lines", list_of(text())}}))}});
}

Json explanation() {
  return object({{"format", constant("headroom-explanation/1")},
                 {"scenario", subject()},
                 {"rerun", text()},
                 {"seed", natural()},
                 {"precision", amount()},
                 {"component", or_null(anatomy())},
                 {"window", ref("window")},
                 {"classes", described("Empty without a steady state.", list_of(breakdown()))}});
}

Json gap() {
  return object(
      {{"contrast", described("Of the second to the first. lower and higher: by more than "
                              "the interval.",
                              one_of({"same", "lower", "higher", "not_distinguishable",
                                      "now_stable", "now_unstable", "undefined"}))},
       {"difference", or_null(ref("estimate"))},
       {"paired", described("By replications that met the same random numbers.", flag())}});
}

Json compared() {
  const Json month = object({{"month", natural()},
                             {"stable", flag()},
                             {"p95_ms", or_null(ref("estimate"))},
                             {"error_ratio", or_null(ref("estimate"))},
                             {"cost_usd", number()}});
  return object({{"name", text()},
                 {"fingerprint", pattern("^[0-9a-f]{16}$")},
                 {"verdict", text()},
                 {"first_breach", or_null(ref("breach"))},
                 {"cost_total_usd", number()},
                 {"months", described("At their peak hours.", list_of(month))}});
}

Json comparison() {
  const Json month = object(
      {{"month", natural()}, {"p95_ms", gap()}, {"error_ratio", gap()}, {"cost_usd", number()}});
  const Json pair = object({{"first", described("Index into scenarios.", natural())},
                            {"second", natural()},
                            {"cost_total_usd", number()},
                            {"months", list_of(month)}});
  return object({{"format", constant("headroom-comparison/1")},
                 {"rerun", text()},
                 {"seed", natural()},
                 {"precision", amount()},
                 {"confidence", described("Of each interval of a difference.", amount())},
                 {"verdict", text()},
                 {"scenarios", list_of(compared())},
                 {"pairs", described("Second minus first.", list_of(pair))}});
}

Json diagnostics() {
  const Json diagnostic = object({{"severity", one_of({"error", "warning"})},
                                  {"fault", one_of({"input", "unreadable", "limit_reached"})},
                                  {"code", text()},
                                  {"file", text()},
                                  {"line", natural()},
                                  {"column", natural()},
                                  {"length", natural()},
                                  {"pointer", text()},
                                  {"message", text()},
                                  {"hint", text()}});
  return object({{"format", constant("headroom-diagnostics/1")},
                 {"errors", natural()},
                 {"warnings", natural()},
                 {"diagnostics", list_of(diagnostic)}});
}

}  // namespace

std::string report_schema() {
  const Json schema = {
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"title", "Headroom report"},
      {"description",
       "What the command writes with --json: a report of the year, a single "
       "window, where the time of its requests goes, how scenarios differ, or the "
       "mistakes in a scenario. Units stand last in names."},
      {"anyOf", {report(), single_window(), explanation(), comparison(), diagnostics()}},
      {"$defs", definitions()}};
  return schema.dump(2) + "\n";
}

}  // namespace headroom::report
