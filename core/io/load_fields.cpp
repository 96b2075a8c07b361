#include "core/io/load_fields.h"

#include <span>
#include <utility>

#include "core/io/arrival_fields.h"
#include "core/io/growth_fields.h"
#include "core/io/history_fields.h"
#include "core/io/named.h"
#include "core/io/season_fields.h"
#include "core/io/step_fields.h"
#include "core/io/target_fields.h"
#include "core/network/network.h"

namespace headroom::io {

using architecture::Dimension;
using architecture::ParameterType;
using workload::Surge;

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, ClassTargets& out);
std::optional<Json> write_value(const Writer& writer, const ClassTargets& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<ClassTargets>);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, ClassList& out);
std::optional<Json> write_value(const Writer& writer, const ClassList& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<ClassList>);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, SurgeList& out);
std::optional<Json> write_value(const Writer& writer, const SurgeList& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<SurgeList>);

namespace {

// Loads beyond any system, so that no time is spent on them and no number loses its meaning.
constexpr double kLargestRate = 1e9;
constexpr double kMostUsers = 1e6;
constexpr double kLargestMultiple = 1e6;
constexpr double kLongestSurge = 3650.0 * 86'400.0;  // seconds: the longest horizon
constexpr double kLargestResponse = 1e12;            // bytes

constexpr ParameterSpec surge_time(std::string_view name, std::string_view doc) {
  return {.name = name,
          .dimension = Dimension::duration,
          .default_text = "0 s",
          .maximum = kLongestSurge,
          .doc = doc};
}

const Field<Surge> kSurgeFields[] = {
    field<&Surge::at>({.name = "at",
                       .type = ParameterType::text,
                       .required = true,
                       .doc = "When the rise begins, UTC: \"2027-03-15T09:00\"."}),
    field<&Surge::peak>({.name = "peak",
                         .dimension = Dimension::factor,
                         .required = true,
                         .maximum = kLargestMultiple,
                         .above_minimum = true,
                         .doc = "Multiple of the ordinary load at the height of the surge."}),
    field<&Surge::ramp>(surge_time("ramp", "Time from the ordinary load to the peak.")),
    field<&Surge::hold>(surge_time("hold", "Time at the peak.")),
    field<&Surge::half_life>(
        surge_time("half_life", "After the peak, time in which half of the surge is gone.")),
    field<&Surge::stays>({.name = "stays",
                          .dimension = Dimension::ratio,
                          .default_text = "0 %",
                          .maximum = kLargestMultiple,
                          .doc = "Part of the ordinary load that is added for good."})};

const Field<ClassText> kClassFields[] = {
    field<&ClassText::share>({.name = "share",
                              .dimension = Dimension::ratio,
                              .maximum = 1.0,
                              .doc = "Part of all requests; all classes sum to 100 %. The only "
                                     "class has 100 %."}),
    field<&ClassText::enters>({.name = "enters",
                               .type = ParameterType::text,
                               .required = true,
                               .doc = "Where its requests come in: \"component.operation\"; the "
                                      "component alone where it has only one."}),
    field<&ClassText::targets>(
        {.name = "targets", .doc = "Targets of this class: latency and errors."}),
    field<&ClassText::response>({.name = "response",
                                 .dimension = Dimension::bytes,
                                 .maximum = kLargestResponse,
                                 .doc = "Mean size of a response to the user, for the cost of "
                                        "traffic. Without it nothing is billed."}),
    field<&ClassText::priority>({.name = "priority",
                                 .dimension = Dimension::count,
                                 .default_text = "1",
                                 .minimum = 1.0,
                                 .maximum = network::kPriorities,
                                 .doc = "1 goes first, where a component serves by priority; what "
                                        "a request calls and sends has its priority."}),
    field<&ClassText::deadline>({.name = "deadline",
                                 .dimension = Dimension::duration,
                                 .above_minimum = true,
                                 .doc = "Time after which a request has failed for its user: what "
                                        "has not begun by then is given up everywhere. Without it "
                                        "users wait."}),
    field<&ClassText::arrivals>({.name = "arrivals",
                                 .doc = "How its requests follow each other. Without it they are "
                                        "independent: a Poisson process."})};

const Field<LoadText> kLoadFields[] = {
    field<&LoadText::peak_hour_now>(
        {.name = "peak_hour_now",
         .dimension = Dimension::rate,
         .maximum = kLargestRate,
         .above_minimum = true,
         .doc = "Requests per second in the busiest hour of an ordinary week, at the start."}),
    field<&LoadText::as_of>({.name = "as_of",
                             .type = ParameterType::text,
                             .doc = "When the peak hour was so, UTC: growth counts from there. "
                                    "Without it: at the start."}),
    field<&LoadText::users_now>(
        {.name = "users_now",
         .dimension = Dimension::number,
         .maximum = kMostUsers,
         .above_minimum = true,
         .doc = "Users at the same time in the busiest hour, at the start. They enter at clients "
                "with a think time."}),
    field<&LoadText::history>(
        {.name = "history",
         .doc = "Measured load of the past, from which the load now is fitted."}),
    field<&LoadText::season>({.name = "season",
                              .doc = "Shape of the day and the week: a name or factors. Without it "
                                     "that of the history; without history every hour is alike."}),
    field<&LoadText::growth>({.name = "growth",
                              .doc = "How the load grows from month to month. Without it that of "
                                     "the history; without history it does not grow."}),
    field<&LoadText::surges>({.name = "surges", .doc = "One-off events, by name."}),
    field<&LoadText::classes>(
        {.name = "classes", .required = true, .doc = "Kinds of requests, by name."})};

Table<projection::Targets> class_target_fields() { return target_fields().first(kClassTargets); }

}  // namespace

void read_value(Reader& reader, const Json& json, const ParameterSpec&, ClassTargets& out) {
  read_object(reader, json, class_target_fields(), out.targets);
}

std::optional<Json> write_value(const Writer& writer, const ClassTargets& value,
                                const ParameterSpec&) {
  return unless_empty(write_object(writer, value.targets, class_target_fields()));
}

Json schema_of(const ParameterSpec&, Tag<ClassTargets>) {
  return schema_of_object(class_target_fields());
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, ClassList& out) {
  for_each_named(reader, json, "class", [&](const std::string& name, const Json& member) {
    ClassText& one = out.all.emplace_back();
    one.name = name;
    read_object(reader, member, Table<ClassText>(kClassFields), one);
  });
}

std::optional<Json> write_value(const Writer& writer, const ClassList& value,
                                const ParameterSpec&) {
  Json object = Json::object();
  for (const ClassText& one : value.all)
    object.add(one.name, write_object(writer, one, Table<ClassText>(kClassFields)));
  return object;
}

Json schema_of(const ParameterSpec&, Tag<ClassList>) {
  Json schema = map_schema(schema_of_object(Table<ClassText>(kClassFields)));
  schema.add("minProperties", Json::number("1"));
  schema.add("maxProperties", Json::number(std::to_string(network::kMaximumClasses)));
  return schema;
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, SurgeList& out) {
  for_each_named(reader, json, "surge", [&](const std::string& name, const Json& member) {
    Surge& surge = out.all.emplace_back();
    surge.name = name;
    read_object(reader, member, Table<Surge>(kSurgeFields), surge);
  });
}

std::optional<Json> write_value(const Writer& writer, const SurgeList& value,
                                const ParameterSpec&) {
  Json object = Json::object();
  for (const Surge& surge : value.all)
    object.add(surge.name, write_object(writer, surge, Table<Surge>(kSurgeFields)));
  return unless_empty(std::move(object));
}

Json schema_of(const ParameterSpec&, Tag<SurgeList>) {
  return map_schema(schema_of_object(Table<Surge>(kSurgeFields)));
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, LoadText& out) {
  read_object(reader, json, Table<LoadText>(kLoadFields), out);
}

std::optional<Json> write_value(const Writer& writer, const LoadText& value, const ParameterSpec&) {
  return write_object(writer, value, Table<LoadText>(kLoadFields));
}

Json schema_of(const ParameterSpec&, Tag<LoadText>) {
  return schema_of_object(Table<LoadText>(kLoadFields));
}

}  // namespace headroom::io
