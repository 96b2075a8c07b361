#include "core/io/growth_fields.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/io/schema_parts.h"
#include "core/io/words.h"

namespace headroom::io {

using architecture::Dimension;
using workload::Compound;
using workload::Linear;
using workload::Logistic;
using workload::NoGrowth;
using workload::Stepwise;

/// A law as an object: exactly one of these.
struct GrowthForms {
  std::optional<Uncertain> compound;
  std::optional<Uncertain> linear;
  std::optional<Logistic> logistic;
  std::optional<Stepwise> steps;
};

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Logistic& out);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Stepwise& out);
std::optional<Json> write_value(const Writer& writer, const Logistic& value,
                                const ParameterSpec& row);
std::optional<Json> write_value(const Writer& writer, const Stepwise& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<Logistic>);
Json schema_of(const ParameterSpec& row, Tag<Stepwise>);

namespace {

constexpr std::string_view kFitted = "fitted";
constexpr std::string_view kNone = "none";

constexpr ParameterSpec kCompoundRow{
    .name = "compound",
    .dimension = Dimension::growth,
    .minimum = -1.0,
    .above_minimum = true,
    .doc = "The same ratio every month, on top of the month before."};

constexpr ParameterSpec kStepRow{.name = "steps",
                                 .dimension = Dimension::factor,
                                 .above_minimum = true,
                                 .doc =
                                     "From the start of a month the load is this multiple of "
                                     "the load now: {\"2027-03\": \"1.5 x\"}."};

const Field<Logistic> kLogisticFields[] = {
    field<&Logistic::ceiling_factor>({.name = "ceiling",
                                      .dimension = Dimension::factor,
                                      .required = true,
                                      .minimum = 2.0,
                                      .above_minimum = true,
                                      .doc = "Multiple of the load now that is never exceeded."}),
    field<&Logistic::midpoint_months>({.name = "midpoint",
                                       .dimension = Dimension::months,
                                       .required = true,
                                       .above_minimum = true,
                                       .doc = "Months until half of the ceiling is reached."})};

const Field<GrowthForms> kGrowthFields[] = {
    field<&GrowthForms::compound>(kCompoundRow),
    field<&GrowthForms::linear>(
        {.name = "linear",
         .dimension = Dimension::growth,
         .minimum = -1.0,
         .doc = "The same amount every month, as a ratio of the load now."}),
    field<&GrowthForms::logistic>(
        {.name = "logistic", .doc = "An S-curve: fast in the middle, flat at the end."}),
    field<&GrowthForms::steps>(kStepRow)};

std::optional<workload::Growth> growth_of(const GrowthForms& forms) {
  if (forms.compound) return Compound{*forms.compound};
  if (forms.linear) return Linear{*forms.linear};
  if (forms.logistic) return *forms.logistic;
  if (forms.steps) return *forms.steps;
  return std::nullopt;
}

void read_forms(Reader& reader, const Json& json, GrowthText& out) {
  GrowthForms forms;
  const std::size_t mistakes = reader.found().errors();
  if (json.items.size() != 1)
    return reader.mistake(json, "one-growth",
                          "expected exactly one of: compound, linear, logistic, steps");
  read_object(reader, json, Table<GrowthForms>(kGrowthFields), forms);
  if (reader.found().errors() == mistakes) out.stated = growth_of(forms);
}

}  // namespace

void read_value(Reader& reader, const Json& json, const ParameterSpec&, Logistic& out) {
  read_object(reader, json, Table<Logistic>(kLogisticFields), out);
}

std::optional<Json> write_value(const Writer& writer, const Logistic& value, const ParameterSpec&) {
  return write_object(writer, value, Table<Logistic>(kLogisticFields));
}

Json schema_of(const ParameterSpec&, Tag<Logistic>) {
  return schema_of_object(Table<Logistic>(kLogisticFields));
}

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Stepwise& out) {
  if (!reader.expect(json, Json::Type::object)) return;
  out.steps.clear();
  for (const Json& member : json.items) {
    const auto month = parse_month(member.name);
    if (!month)
      reader.mistake(member, "not-a-month", in_quotes(member.name) + " is not a month",
                     "write year and month, for example 2027-03", Part::name);
    Uncertain factor = Uncertain::exact(1.0);
    read_value(reader, member, row, factor);
    if (month) out.steps.push_back({*month, factor});
  }
  std::ranges::sort(out.steps, {}, &workload::Step::month);
}

std::optional<Json> write_value(const Writer& writer, const Stepwise& value,
                                const ParameterSpec& row) {
  Json object = Json::object();
  for (const workload::Step& step : value.steps)
    object.add(to_string(step.month), *write_value(writer, step.factor, row));
  return object;
}

Json schema_of(const ParameterSpec& row, Tag<Stepwise>) {
  return schema::map_of(R"(^\d{4}-(0[1-9]|1[0-2])$)", schema_of_row(row));
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, GrowthText& out) {
  if (json.is(Json::Type::object)) return read_forms(reader, json, out);
  if (json.is(Json::Type::string) && json.text == kFitted) {
    out.fitted = true;
  } else if (json.is(Json::Type::string) && json.text == kNone) {
    out.stated = NoGrowth{};
  } else {
    std::optional<Uncertain> per_month;
    read_value(reader, json, kCompoundRow, per_month);
    if (per_month) out.stated = Compound{*per_month};
  }
}

std::optional<Json> write_value(const Writer& writer, const GrowthText& value,
                                const ParameterSpec&) {
  if (value.fitted) return Json::string(std::string(kFitted));
  if (!value.stated) return std::nullopt;
  if (std::holds_alternative<NoGrowth>(*value.stated)) return Json::string(std::string(kNone));
  // The shorthand.
  if (const auto* compound = std::get_if<Compound>(&*value.stated))
    return write_value(writer, compound->per_month, kCompoundRow);
  GrowthForms forms;
  if (const auto* linear = std::get_if<Linear>(&*value.stated)) forms.linear = linear->per_month;
  if (const auto* logistic = std::get_if<Logistic>(&*value.stated)) forms.logistic = *logistic;
  if (const auto* steps = std::get_if<Stepwise>(&*value.stated)) forms.steps = *steps;
  return write_object(writer, forms, Table<GrowthForms>(kGrowthFields));
}

Json schema_of(const ParameterSpec&, Tag<GrowthText>) {
  Json forms = schema_of_object(Table<GrowthForms>(kGrowthFields));
  forms.add("minProperties", Json::number("1"));
  forms.add("maxProperties", Json::number("1"));
  return schema::any_of({schema::one_word({std::string(kFitted), std::string(kNone)}),
                         schema_of_row(kCompoundRow), std::move(forms)});
}

}  // namespace headroom::io
