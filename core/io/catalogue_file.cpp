#include "core/io/catalogue_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "core/io/fields.h"
#include "core/io/format_name.h"
#include "core/io/json_parse.h"
#include "core/io/words.h"

namespace headroom::io {

using architecture::Dimension;
using architecture::ParameterType;

namespace {

/// Of one unit; kept for a million of them, so that tiny prices lose no digit.
struct UnitPrice {
  Money per_million;
};

/// "0.085", or a number.
void read_value(Reader& reader, const Json& json, const ParameterSpec&, UnitPrice& out) {
  if (!json.is(Json::Type::number) && !reader.expect(json, Json::Type::string)) return;
  // 10^12 millionths of the price of a million: the nearest integer of the decimal as typed.
  const std::string digits = json.text + "e12";
  double micros = 0.0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), micros);
  constexpr double kLargest = 9e18;  // of a 64-bit integer
  const bool whole_text = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
  if (!whole_text || !(micros >= 0.0) || micros > kLargest)
    return reader.mistake(json, "not-a-price", in_quotes(json.text) + " is not a price",
                          "write a decimal number of USD, 0 or more, for example \"0.085\"");
  out.per_million = Money::micros(std::llround(micros));
}

struct BracketRow {
  std::string from;
  UnitPrice price;
};

const Field<BracketRow> kBracketFields[] = {
    field_read_only<&BracketRow::from>({.name = "from",
                                        .type = ParameterType::text,
                                        .required = true,
                                        .doc = "quantity of a month from which the price holds"}),
    field_read_only<&BracketRow::price>(
        {.name = "price", .required = true, .doc = "USD of one unit"})};

std::optional<double> decimal(const std::string& text) {
  double value = 0.0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return whole && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

struct BracketList {
  std::vector<cost::Bracket> all;
};

void read_value(Reader& reader, const Json& json, const ParameterSpec&, BracketList& out) {
  if (!reader.expect(json, Json::Type::array)) return;
  for (const Json& element : json.items) {
    BracketRow row;
    if (!read_object(reader, element, Table<BracketRow>(kBracketFields), row)) continue;
    const std::optional<double> from = decimal(row.from);
    if (!from || (out.all.empty() ? *from != 0.0 : *from <= out.all.back().from))
      return reader.mistake(element, "brackets-out-of-order",
                            "\"from\" must be 0 in the first bracket and ascend");
    out.all.push_back({*from, row.price.per_million});
  }
}

constexpr std::string_view kUnits[] = {"hour",    "gib_month",  "gb",
                                       "request", "iops_month", "unit_month"};
constexpr std::string_view kConfidences[] = {"high", "medium", "low", "assumption", "believed"};

/// One row as typed.
struct CatalogueRow {
  std::string id, provider, region, family, engine, description, unit;
  std::optional<UnitPrice> price;
  BracketList brackets;
  std::optional<double> vcpus, memory_gib, network_gbps, max_connections;
  double relative_speed = 1.0;
  bool speed_measured = false;
  int gpus = 0;
  std::optional<double> cpu_baseline_ratio;
  std::string as_of, source, confidence;
};

constexpr ParameterSpec text_row(std::string_view name, bool required, std::string_view doc) {
  return {.name = name, .type = ParameterType::text, .required = required, .doc = doc};
}
constexpr ParameterSpec positive_row(std::string_view name, double maximum, std::string_view doc) {
  return {.name = name, .maximum = maximum, .above_minimum = true, .doc = doc};
}

const Field<CatalogueRow> kRowFields[] = {
    field_read_only<&CatalogueRow::id>(
        text_row("id", true, "\"provider:name\", as scenarios and bills name it")),
    field_read_only<&CatalogueRow::provider>(text_row("provider", true, "for example \"aws\"")),
    field_read_only<&CatalogueRow::region>(text_row("region", true, "for example \"us-east-1\"")),
    field_read_only<&CatalogueRow::family>(
        text_row("family", false, "rows that differ in size only")),
    field_read_only<&CatalogueRow::engine>(text_row("engine", false, "of a managed database")),
    field_read_only<&CatalogueRow::description>(text_row("description", false, "for people")),
    field_read_only<&CatalogueRow::unit>({.name = "unit",
                                          .type = ParameterType::choice,
                                          .required = true,
                                          .choices = kUnits,
                                          .doc = "what one unit is"}),
    field_read_only<&CatalogueRow::price>(
        {.name = "price", .type = ParameterType::text, .doc = "USD of one unit"}),
    field_read_only<&CatalogueRow::brackets>(
        {.name = "brackets", .doc = "marginal prices by the quantity of a month"}),
    field_read_only<&CatalogueRow::vcpus>(positive_row("vcpus", 1e4, "vCPUs of a size")),
    field_read_only<&CatalogueRow::memory_gib>(positive_row("memory_gib", 1e6, "GiB of a size")),
    field_read_only<&CatalogueRow::relative_speed>(
        positive_row("relative_speed", 100.0, "speed of a vCPU, AWS m6i = 1")),
    field_read_only<&CatalogueRow::speed_measured>(
        {.name = "speed_measured", .type = ParameterType::flag, .doc = "false: assumed"}),
    field_read_only<&CatalogueRow::network_gbps>(positive_row("network_gbps", 1e6, "baseline")),
    field_read_only<&CatalogueRow::max_connections>(
        positive_row("max_connections", 1e9, "the engine's default on this size")),
    field_read_only<&CatalogueRow::gpus>(
        {.name = "gpus", .dimension = Dimension::count, .maximum = 1e4, .doc = "in the size"}),
    field_read_only<&CatalogueRow::cpu_baseline_ratio>(
        positive_row("cpu_baseline_ratio", 1.0, "of a burstable size")),
    field_read_only<&CatalogueRow::as_of>(
        text_row("as_of", true, "date of the figures, for example \"2026-07-20\"")),
    field_read_only<&CatalogueRow::source>(text_row("source", true, "where they are from")),
    field_read_only<&CatalogueRow::confidence>({.name = "confidence",
                                                .type = ParameterType::choice,
                                                .required = true,
                                                .choices = kConfidences,
                                                .doc = "how well the figures are known"})};

/// "2026-07-20", "2026-07" or "2026".
bool is_date(const std::string& text) {
  constexpr std::size_t kMonth = 7;
  constexpr std::size_t kYear = 4;
  if (text.size() == kYear) return parse_month(text + "-01").has_value();
  if (text.size() == kMonth) return parse_month(text).has_value();
  return text.size() == 10 && parse_instant(text).has_value();
}

/// Checks that need more than one field, or that the type of a field does not make.
void check_row(Reader& reader, const Json& json, const CatalogueRow& row) {
  const Json* as_of = json.find("as_of");
  if (!is_date(row.as_of))
    reader.mistake(*as_of, "not-a-date", in_quotes(row.as_of) + " is not a date",
                   "write year, month and day: 2026-07-20");
  if (row.source.empty())
    reader.mistake(*json.find("source"), "missing-source", "a row needs the source of its figures");
  if (!row.id.starts_with(row.provider + ":") || row.id.size() == row.provider.size() + 1)
    reader.mistake(*json.find("id"), "id-of-another-provider",
                   in_quotes(row.id) + " does not start with " + in_quotes(row.provider + ":"));
  if (row.price.has_value() == !row.brackets.all.empty())
    reader.mistake(json, "price-or-brackets", "a row has either \"price\" or \"brackets\"");
  if (row.vcpus.has_value() != row.memory_gib.has_value())
    reader.mistake(json, "half-a-size", "a size has both \"vcpus\" and \"memory_gib\"");
}

architecture::Size size_of(const CatalogueRow& row) {
  return {row.id,
          *row.vcpus,
          *row.memory_gib,
          row.relative_speed,
          row.speed_measured,
          row.network_gbps,
          row.max_connections,
          row.cpu_baseline_ratio,
          row.engine};
}

cost::Price price_of(const CatalogueRow& row) {
  const auto* unit = std::ranges::find(kUnits, row.unit);
  std::vector<cost::Bracket> brackets = row.brackets.all;
  if (row.price) brackets = {{0.0, row.price->per_million}};
  return {row.id,
          static_cast<cost::PriceUnit>(unit - std::begin(kUnits)),
          std::move(brackets),
          row.region,
          row.as_of,
          row.source,
          row.confidence,
          row.description};
}

struct RowList {
  std::vector<CatalogueRow> all;
};

void read_value(Reader& reader, const Json& json, const ParameterSpec&, RowList& out) {
  if (!reader.expect(json, Json::Type::array)) return;
  for (const Json& element : json.items) {
    const std::size_t mistakes = reader.found().errors();
    CatalogueRow row;
    read_object(reader, element, Table<CatalogueRow>(kRowFields), row);
    if (reader.found().errors() == mistakes) check_row(reader, element, row);
    if (reader.found().errors() == mistakes) out.all.push_back(std::move(row));
  }
}

struct CatalogueText {
  std::string format, title, currency;
  RowList rows;
};

constexpr std::string_view kCurrencies[] = {"USD"};

const Field<CatalogueText> kCatalogueFields[] = {
    field_read_only<&CatalogueText::format>(text_row("format", true, "\"headroom-catalogue/1\"")),
    field_read_only<&CatalogueText::title>(text_row("title", false, "for people")),
    field_read_only<&CatalogueText::currency>({.name = "currency",
                                               .type = ParameterType::choice,
                                               .required = true,
                                               .choices = kCurrencies,
                                               .doc = "of all prices"}),
    field_read_only<&CatalogueText::rows>({.name = "rows", .required = true, .doc = "the prices"})};

}  // namespace

Result<cost::Catalogue> add_catalogue(cost::Catalogue base, std::string_view text,
                                      const std::string& file) {
  Result<ParsedText> result = parse_json(text, file, "catalogue");
  if (!result) return result.diagnostics();
  ParsedText& parsed = result.value();
  link_parents(parsed.root);
  Reader reader;
  CatalogueText content;
  if (check_format(reader, parsed.root, kCatalogueFormat))
    read_object(reader, parsed.root, Table<CatalogueText>(kCatalogueFields), content);
  if (reader.found().has_errors()) return reader.found();
  for (const CatalogueRow& row : content.rows.all) {
    base.prices.add(price_of(row));
    // A row of prices only keeps the size that is known under its id.
    if (row.vcpus) base.sizes.insert_or_assign(row.id, size_of(row));
  }
  return base;
}

}  // namespace headroom::io
