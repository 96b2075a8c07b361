#include "core/io/history_fields.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "core/io/fields.h"
#include "core/workload/history_csv.h"

namespace headroom::io {

using architecture::ParameterType;
using workload::History;
using workload::HistoryUnit;

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, HistoryUnit& out);
std::optional<Json> write_value(const Writer& writer, HistoryUnit value, const ParameterSpec& row);

namespace {

/// In the order of HistoryUnit.
constexpr std::string_view kUnits[] = {"second", "step"};

const Field<History> kHistoryFields[] = {
    field<&History::file>({.name = "file",
                           .type = ParameterType::text,
                           .required = true,
                           .doc = "A CSV file beside the scenario: timestamp,value."}),
    field<&History::unit>({.name = "per",
                           .type = ParameterType::choice,
                           .default_text = "second",
                           .choices = kUnits,
                           .doc = "What a value counts: requests per second, or requests of the "
                                  "whole step that begins at the timestamp."})};

/// The samples, for fingerprints.
Json samples_json(const Writer& writer, const History& history) {
  constexpr ParameterSpec kNumber{.name = "samples", .doc = ""};
  Json list = Json::array();
  for (const workload::Sample& sample : history.samples) {
    list.items.push_back(Json::number(std::to_string(sample.at.seconds)));
    list.items.push_back(*write_value(writer, sample.value, kNumber));
  }
  return list;
}

}  // namespace

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, HistoryUnit& out) {
  std::string word(kUnits[0]);
  read_value(reader, json, row, word);
  out = word == kUnits[1] ? HistoryUnit::per_step : HistoryUnit::per_second;
}

std::optional<Json> write_value(const Writer&, HistoryUnit value, const ParameterSpec&) {
  return Json::string(std::string(kUnits[static_cast<std::size_t>(value)]));
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, History& out) {
  const std::size_t mistakes = reader.found().errors();
  History stated;
  read_object(reader, json, Table<History>(kHistoryFields), stated);
  if (reader.found().errors() != mistakes) return;
  const Json& name = *json.find("file");
  const auto file = reader.files()->read(name);
  reader.take(name, file.diagnostics());
  if (!file) return;
  auto history = workload::read_history(file->text, file->path, stated.unit);
  reader.take(name, history.diagnostics());
  if (!history) return;
  out = std::move(history).value();
  out.file = stated.file;
}

std::optional<Json> write_value(const Writer& writer, const History& value, const ParameterSpec&) {
  Json object = write_object(writer, value, Table<History>(kHistoryFields));
  if (writer.with_contents) object.add("samples", samples_json(writer, value));
  return object;
}

Json schema_of(const ParameterSpec&, Tag<History>) {
  return schema_of_object(Table<History>(kHistoryFields));
}

}  // namespace headroom::io
