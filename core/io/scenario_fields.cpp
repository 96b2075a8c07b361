#include "core/io/scenario_fields.h"

#include <utility>

#include "core/io/format_name.h"
#include "core/io/named.h"
#include "core/io/schema_parts.h"
#include "core/io/target_fields.h"

namespace headroom::io {

using architecture::Dimension;
using architecture::ParameterType;
using projection::Horizon;
using projection::PlatformCost;
using projection::Prices;
using PlatformMap = std::map<std::string, PlatformCost>;
using TextList = std::vector<std::string>;
using Changes = const Json*;

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Horizon& out);
std::optional<Json> write_value(const Writer& writer, const Horizon& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<Horizon>);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Prices& out);
std::optional<Json> write_value(const Writer& writer, const Prices& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<Prices>);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, PlatformMap& out);
std::optional<Json> write_value(const Writer& writer, const PlatformMap& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<PlatformMap>);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, TextList& out);
std::optional<Json> write_value(const Writer& writer, const TextList& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<TextList>);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, ComponentsText& out);
std::optional<Json> write_value(const Writer& writer, const ComponentsText& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<ComponentsText>);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Changes& out);
std::optional<Json> write_value(const Writer& writer, const Changes& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<Changes>);

namespace {

constexpr double kLongestHorizon = 120.0;  // months
constexpr std::string_view kCurrencies[] = {"USD"};
constexpr std::string_view kFormats[] = {"headroom-scenario/1"};

constexpr ParameterSpec text(std::string_view name, bool required, std::string_view doc) {
  return {.name = name, .type = ParameterType::text, .required = required, .doc = doc};
}

constexpr ParameterSpec kFormatRow{.name = "format",
                                   .type = ParameterType::choice,
                                   .required = true,
                                   .choices = kFormats,
                                   .doc = "What this file is, and for which version it was made."};
constexpr ParameterSpec kDescriptionRow =
    text("description", false, "What this scenario is about, for people.");

const Field<Horizon> kHorizonFields[] = {
    field<&Horizon::start>(text("start", true, "The first month: \"2026-12\".")),
    field<&Horizon::months>({.name = "months",
                             .dimension = Dimension::count,
                             .default_text = "12",
                             .minimum = 1.0,
                             .maximum = kLongestHorizon,
                             .doc = "Months after the start that are looked at."})};

const Field<Prices> kPricesFields[] = {
    field<&Prices::provider>({.name = "provider",
                              .type = ParameterType::text,
                              .default_text = "aws",
                              .doc = "Whose prices hold where a size does not tell."}),
    field<&Prices::region>({.name = "region",
                            .type = ParameterType::text,
                            .default_text = "us-east-1",
                            .doc = "Where the system runs."}),
    field<&Prices::currency>({.name = "currency",
                              .type = ParameterType::choice,
                              .default_text = "USD",
                              .choices = kCurrencies,
                              .doc = "Of all prices."}),
    field<&Prices::overlay>(
        text("overlay", false, "A catalogue file with own prices, beside the scenario."))};

const Field<PlatformCost> kPlatformFields[] = {
    field<&PlatformCost::item>(text("item", true, "An id of the price list.")),
    field<&PlatformCost::quantity>({.name = "quantity",
                                    .default_text = "1",
                                    .doc = "How many: at a time for items by the hour, of a month "
                                           "for others."}),
    field<&PlatformCost::note>(text("note", false, "For people."))};

const Field<ScenarioText> kScenarioFields[] = {
    field<&ScenarioText::format>(kFormatRow),
    field<&ScenarioText::name>(text("name", true, "What people call this scenario.")),
    field<&ScenarioText::description>(kDescriptionRow),
    field<&ScenarioText::horizon>(
        {.name = "horizon", .required = true, .doc = "The months that are looked at."}),
    field<&ScenarioText::prices>({.name = "prices", .doc = "Whose prices hold."}),
    field<&ScenarioText::targets>(
        {.name = "targets", .doc = "Limits to keep; what is not there is not judged."}),
    field<&ScenarioText::load>({.name = "load", .required = true, .doc = "What users ask for."}),
    field<&ScenarioText::components>(
        {.name = "components", .required = true, .doc = "What the system is made of, by name."}),
    field<&ScenarioText::platform>(
        {.name = "platform", .doc = "Monthly costs that belong to no component, by name."}),
    field<&ScenarioText::assumptions>(
        {.name = "assumptions", .doc = "Sentences that the results shall be read with."})};

const Field<WhatIfText> kWhatIfFields[] = {
    field<&WhatIfText::format>(kFormatRow),
    field<&WhatIfText::name>(text("name", false, "Instead of the name of what it extends.")),
    field<&WhatIfText::description>(kDescriptionRow),
    field<&WhatIfText::extends>(
        text("extends", true, "The scenario that is changed, a file beside this one.")),
    field<&WhatIfText::changes>({.name = "changes",
                                 .required = true,
                                 .doc = "A JSON Merge Patch (RFC 7396): fields that replace those "
                                        "of the scenario; null removes a field."})};

}  // namespace

Table<ScenarioText> scenario_fields() { return kScenarioFields; }
Table<WhatIfText> what_if_fields() { return kWhatIfFields; }

void read_value(Reader& reader, const Json& json, const ParameterSpec&, Horizon& out) {
  read_object(reader, json, Table<Horizon>(kHorizonFields), out);
}
std::optional<Json> write_value(const Writer& writer, const Horizon& value, const ParameterSpec&) {
  return write_object(writer, value, Table<Horizon>(kHorizonFields));
}
Json schema_of(const ParameterSpec&, Tag<Horizon>) {
  return schema_of_object(Table<Horizon>(kHorizonFields));
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, Prices& out) {
  read_object(reader, json, Table<Prices>(kPricesFields), out);
}
std::optional<Json> write_value(const Writer& writer, const Prices& value, const ParameterSpec&) {
  return unless_empty(write_object(writer, value, Table<Prices>(kPricesFields)));
}
Json schema_of(const ParameterSpec&, Tag<Prices>) {
  return schema_of_object(Table<Prices>(kPricesFields));
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, PlatformMap& out) {
  for_each_named(reader, json, "platform cost", [&](const std::string& name, const Json& member) {
    read_object(reader, member, Table<PlatformCost>(kPlatformFields), out[name]);
  });
}
std::optional<Json> write_value(const Writer& writer, const PlatformMap& value,
                                const ParameterSpec&) {
  Json object = Json::object();
  for (const auto& [name, cost] : value)
    object.add(name, write_object(writer, cost, Table<PlatformCost>(kPlatformFields)));
  return unless_empty(std::move(object));
}
Json schema_of(const ParameterSpec&, Tag<PlatformMap>) {
  return map_schema(schema_of_object(Table<PlatformCost>(kPlatformFields)));
}

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, TextList& out) {
  if (!reader.expect(json, Json::Type::array)) return;
  for (const Json& element : json.items) read_value(reader, element, row, out.emplace_back());
}
std::optional<Json> write_value(const Writer&, const TextList& value, const ParameterSpec&) {
  Json list = Json::array();
  for (const std::string& one : value) list.items.push_back(Json::string(one));
  return unless_empty(std::move(list));
}
Json schema_of(const ParameterSpec&, Tag<TextList>) {
  return schema::array_of(schema_of_row(text("assumptions", false, "")));
}

void read_value(Reader&, const Json& json, const ParameterSpec&, ComponentsText& out) {
  out.typed = &json;
}
std::optional<Json> write_value(const Writer&, const ComponentsText& value, const ParameterSpec&) {
  return value.written;
}
Json schema_of(const ParameterSpec&, Tag<ComponentsText>) {
  return schema::reference("components");
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, Changes& out) {
  if (reader.expect(json, Json::Type::object)) out = &json;
}
std::optional<Json> write_value(const Writer&, const Changes&, const ParameterSpec&) {
  return std::nullopt;
}
Json schema_of(const ParameterSpec&, Tag<Changes>) {
  Json schema = Json::object();
  schema.add("type", Json::string("object"));
  return schema;
}

}  // namespace headroom::io
