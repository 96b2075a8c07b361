#include "core/io/season_fields.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "core/base/did_you_mean.h"
#include "core/io/schema_parts.h"
#include "core/io/words.h"
#include "core/workload/season.h"

namespace headroom::io {

using workload::Season;

template <std::size_t n>
void read_value(Reader& reader, const Json& json, const ParameterSpec& row,
                std::array<double, n>& out) {
  if (!reader.expect(json, Json::Type::array)) return;
  if (json.items.size() != n)
    return reader.mistake(
        json, "wrong-length",
        "expected " + std::to_string(n) + " factors, got " + std::to_string(json.items.size()));
  const std::size_t mistakes = reader.found().errors();
  for (std::size_t i = 0; i < n; ++i) read_value(reader, json.items[i], row, out[i]);
  const bool nothing = std::ranges::all_of(out, [](double factor) { return factor == 0.0; });
  if (nothing && reader.found().errors() == mistakes)
    reader.mistake(json, "no-load", "all factors are 0; expected some load");
}

template <std::size_t n>
std::optional<Json> write_value(const Writer& writer, const std::array<double, n>& value,
                                const ParameterSpec& row) {
  Json list = Json::array();
  for (const double factor : value) list.items.push_back(*write_value(writer, factor, row));
  return list;
}

template <std::size_t n>
Json schema_of(const ParameterSpec& row, Tag<std::array<double, n>>) {
  Json schema = schema::array_of(schema_of_row(row));
  schema.add("minItems", Json::number(std::to_string(n)));
  schema.add("maxItems", Json::number(std::to_string(n)));
  return schema;
}

namespace {

constexpr std::string_view kFitted = "fitted";
constexpr double kLargestFactor = 1e6;

const Field<Season> kSeasonFields[] = {
    field<&Season::hour_of_day>({.name = "hour_of_day",
                                 .maximum = kLargestFactor,
                                 .doc = "24 factors, from midnight UTC; scaled to an average of 1. "
                                        "Without them every hour is alike."}),
    field<&Season::day_of_week_mon_to_sun>(
        {.name = "day_of_week",
         .maximum = kLargestFactor,
         .doc = "7 factors, from Monday; scaled to an average of 1. Without them every day is "
                "alike."})};

template <std::size_t n>
bool averages_one(const std::array<double, n>& factors) {
  constexpr double kRounding = 1e-12;
  const double sum = std::accumulate(factors.begin(), factors.end(), 0.0);
  return std::abs(sum / static_cast<double>(n) - 1.0) <= kRounding;
}

/// What is scaled already stays as it is, so that writing and reading change no digit.
Season scaled(const Season& season) {
  const bool done = averages_one(season.hour_of_day) && averages_one(season.day_of_week_mon_to_sun);
  return done ? season : workload::normalised(season);
}

std::vector<std::string> known_names() {
  std::vector<std::string> names{std::string(kFitted)};
  for (const auto& profile : workload::season_profiles()) names.push_back(profile.season.name);
  return names;
}

void read_name(Reader& reader, const Json& json, SeasonText& out) {
  out.fitted = json.text == kFitted;
  if (out.fitted) return;
  const workload::SeasonProfile* profile = workload::find_season(json.text);
  if (profile != nullptr) {
    out.stated = profile->season;
    return;
  }
  const std::vector<std::string> names = known_names();
  reader.mistake(json, "unknown-season",
                 in_quotes(json.text) + " is not a season; expected one of: " + listed(names),
                 did_you_mean(json.text, names));
}

}  // namespace

void read_value(Reader& reader, const Json& json, const ParameterSpec&, SeasonText& out) {
  if (json.is(Json::Type::string)) return read_name(reader, json, out);
  Season season;
  season.name = "custom";
  const std::size_t mistakes = reader.found().errors();
  read_object(reader, json, Table<Season>(kSeasonFields), season);
  if (reader.found().errors() == mistakes) out.stated = scaled(season);
}

std::optional<Json> write_value(const Writer& writer, const SeasonText& value,
                                const ParameterSpec&) {
  if (value.fitted) return Json::string(std::string(kFitted));
  if (!value.stated) return std::nullopt;
  const workload::SeasonProfile* profile = workload::find_season(value.stated->name);
  if (profile != nullptr && profile->season == *value.stated)
    return Json::string(value.stated->name);
  return write_object(writer, *value.stated, Table<Season>(kSeasonFields));
}

Json schema_of(const ParameterSpec&, Tag<SeasonText>) {
  return schema::any_of(
      {schema::one_word(known_names()), schema_of_object(Table<Season>(kSeasonFields))});
}

}  // namespace headroom::io
