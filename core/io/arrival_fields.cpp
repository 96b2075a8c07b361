#include "core/io/arrival_fields.h"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/architecture/notation.h"
#include "core/io/schema_parts.h"

namespace headroom::io {

using architecture::Amount;
using architecture::Dimension;
using architecture::ParameterType;
using workload::Arrivals;
using workload::Bursts;
using workload::Replay;

/// As typed.
struct ArrivalsText {
  Amount spacing;
  Amount together;
  std::optional<Bursts> bursts;
  std::optional<Replay> replay;
};

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Bursts& out);
std::optional<Json> write_value(const Writer& writer, const Bursts& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<Bursts>);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Replay& out);
std::optional<Json> write_value(const Writer& writer, const Replay& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<Replay>);

namespace {

constexpr double kLongest = 3650.0 * 86'400.0;  // seconds: the longest horizon
constexpr double kMostTogether = 1e5;
constexpr std::size_t kMostTimes = 10'000'000;
constexpr double kLargestPeak = 1e6;
constexpr double kLargestCv = 1e3;

const Field<Bursts> kBurstFields[] = {
    field<&Bursts::peak>({.name = "peak",
                          .dimension = Dimension::factor,
                          .required = true,
                          .minimum = 1.0,
                          .maximum = kLargestPeak,
                          .doc = "Rate in a burst as a multiple of the mean rate, which stays: at "
                                 "most every / length, then nothing comes between bursts."}),
    field<&Bursts::length>({.name = "length",
                            .dimension = Dimension::duration,
                            .required = true,
                            .maximum = kLongest,
                            .above_minimum = true,
                            .doc = "Mean length of a burst; lengths are exponential."}),
    field<&Bursts::every>({.name = "every",
                           .dimension = Dimension::duration,
                           .required = true,
                           .maximum = kLongest,
                           .above_minimum = true,
                           .doc = "Mean time from the start of a burst to the start of the next; "
                                  "longer than a burst."})};

const Field<ArrivalsText> kArrivalFields[] = {
    field<&ArrivalsText::spacing>(
        {.name = "spacing",
         .type = ParameterType::distribution,
         .dimension = Dimension::duration,
         .default_text = "exponential(1 s)",
         .above_minimum = true,
         .doc =
             "Time from one arrival to the next. Only its shape counts, the rate of the class "
             "says how long it is: deterministic for a clock, exponential for independent users."}),
    field<&ArrivalsText::together>(
        {.name = "together",
         .type = ParameterType::distribution,
         .dimension = Dimension::number,
         .default_text = "1",
         .minimum = 1.0,
         .maximum = kMostTogether,
         .doc = "Requests that arrive at once: a whole number, geometric(4), or whole numbers "
                "with weights. The rate of the class counts requests."}),
    field<&ArrivalsText::bursts>(
        {.name = "bursts", .doc = "A busy and a calm state that follow each other at random."}),
    field<&ArrivalsText::replay>(
        {.name = "replay",
         .type = ParameterType::text,
         .doc = "A file beside the scenario with the times of recorded arrivals, one a line, "
                "ascending, from any start: \"1.25 s\", or numbers below a line such as "
                "\"time (s)\". They are repeated in their order, from a random place on; the "
                "rate of the class says how fast. Instead of all else here."})};

void check_bursts(Reader& reader, const Json& json, const Bursts& bursts) {
  if (bursts.length >= bursts.every)
    return reader.mistake(*json.find("every"), "endless-burst",
                          "bursts last as long as from one to the next",
                          "give an \"every\" longer than the \"length\"");
  if (bursts.peak * bursts.busy() > 1.0 + 1e-9)
    reader.mistake(
        *json.find("peak"), "more-than-everything",
        "bursts alone would bring more than the mean rate; the largest peak is " +
            architecture::write_quantity(Uncertain::exact(1.0 / bursts.busy()), Dimension::factor));
}

void check_together(Reader& reader, const Json& json, const Amount& together) {
  if (workload::counts_from_one(together.distribution)) return;
  reader.mistake(*json.find("together"), "not-a-count",
                 "requests that arrive at once are whole numbers from 1 on",
                 "write 5, \"geometric(4)\" or \"discrete(90 %: 1, 10 %: 20)\"");
}

/// nullopt after a mistake.
std::optional<Replay> replay_of(Reader& reader, const Json& json,
                                const std::vector<double>& times) {
  if (times.size() > kMostTimes) {
    reader.mistake(json, "too-many-arrivals",
                   std::to_string(times.size()) + " arrivals; expected at most 10 million",
                   "leave a part of the recording out");
    return std::nullopt;
  }
  for (std::size_t i = 1; i < times.size(); ++i) {
    if (times[i] >= times[i - 1]) continue;
    reader.mistake(json, "times-go-back",
                   "arrival " + std::to_string(i + 1) + " is before the one above it",
                   "sort the file by time");
    return std::nullopt;
  }
  if (times.size() < 2 || times.front() == times.back()) {
    reader.mistake(json, "nothing-to-replay", "expected at least two different times",
                   "record more arrivals");
    return std::nullopt;
  }
  return Replay::of_times(json.text, times);
}

void check_alone(Reader& reader, const Json& json) {
  for (const char* other : {"spacing", "together", "bursts"})
    if (const Json* also = json.find(other); also != nullptr)
      reader.mistake(*also, "replay-and-more",
                     std::string(other) + " says nothing of arrivals that were recorded",
                     "remove it, or replay", Part::name);
}

void check_spacing(Reader& reader, const Json& json, const Amount& spacing) {
  if (spacing.distribution.scv() <= kLargestCv * kLargestCv) return;
  reader.mistake(*json.find("spacing"), "too-variable",
                 "the gaps have a coefficient of variation above 1000: no mean would ever settle",
                 "give an upper bound, as in pareto(alpha, low, high)");
}

Amount amount_of(const random::Distribution& distribution, Dimension dimension) {
  return {distribution, architecture::write_distribution(distribution, dimension)};
}

ArrivalsText text_of(const Arrivals& arrivals) {
  if (arrivals.replay) {
    ArrivalsText text = text_of({});
    text.replay = arrivals.replay;
    return text;
  }
  return {amount_of(arrivals.spacing, Dimension::duration),
          amount_of(arrivals.together, Dimension::number), arrivals.bursts, arrivals.replay};
}

}  // namespace

void read_value(Reader& reader, const Json& json, const ParameterSpec&, Bursts& out) {
  const std::size_t mistakes = reader.found().errors();
  Bursts stated;
  read_object(reader, json, Table<Bursts>(kBurstFields), stated);
  if (reader.found().errors() != mistakes) return;
  check_bursts(reader, json, stated);
  out = stated;
}

std::optional<Json> write_value(const Writer& writer, const Bursts& value, const ParameterSpec&) {
  return write_object(writer, value, Table<Bursts>(kBurstFields));
}

Json schema_of(const ParameterSpec&, Tag<Bursts>) {
  return schema_of_object(Table<Bursts>(kBurstFields));
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, Replay& out) {
  if (!reader.expect(json, Json::Type::string)) return;
  const auto files = reader.files() == nullptr ? nullptr : reader.files()->samples(json);
  if (files == nullptr)
    return reader.mistake(json, "no-files", "files cannot be read here",
                          "give the scenario as a file");
  const auto times = files->read(json.text, Dimension::duration);
  reader.take(json, times.diagnostics());
  if (!times) return;
  if (auto replay = replay_of(reader, json, *times)) out = std::move(*replay);
}

std::optional<Json> write_value(const Writer&, const Replay& value, const ParameterSpec&) {
  return Json::string(value.file);
}

Json schema_of(const ParameterSpec&, Tag<Replay>) { return schema::pattern(".+"); }

void read_value(Reader& reader, const Json& json, const ParameterSpec&, Arrivals& out) {
  const std::size_t mistakes = reader.found().errors();
  ArrivalsText text = text_of({});
  read_object(reader, json, Table<ArrivalsText>(kArrivalFields), text);
  if (reader.found().errors() != mistakes) return;
  if (text.replay) {
    check_alone(reader, json);
    out = {random::Distribution::deterministic(1.0), text.together.distribution, std::nullopt,
           text.replay};
    return;
  }
  if (json.find("spacing") != nullptr) check_spacing(reader, json, text.spacing);
  if (json.find("together") != nullptr) check_together(reader, json, text.together);
  out = {text.spacing.distribution, text.together.distribution, text.bursts, std::nullopt};
}

std::optional<Json> write_value(const Writer& writer, const Arrivals& value, const ParameterSpec&) {
  return unless_empty(write_object(writer, text_of(value), Table<ArrivalsText>(kArrivalFields)));
}

Json schema_of(const ParameterSpec&, Tag<Arrivals>) {
  return schema_of_object(Table<ArrivalsText>(kArrivalFields));
}

}  // namespace headroom::io
