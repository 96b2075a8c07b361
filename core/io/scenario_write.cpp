// Scenarios as canonical JSON, their fingerprint, and the JSON Schema of their files.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/content.h"
#include "core/io/component_fields.h"
#include "core/io/load_text.h"
#include "core/io/scenario_fields.h"
#include "core/io/scenario_file.h"
#include "core/io/schema_parts.h"
#include "core/io/step_fields.h"

namespace headroom::io {
namespace {

std::string text_of(const Writer& writer, const projection::Scenario& scenario,
                    const network::KindList& kinds) {
  ScenarioText text;
  text.format = "headroom-scenario/1";
  text.name = scenario.name;
  text.description = scenario.description;
  text.horizon = scenario.horizon;
  text.prices = scenario.prices;
  text.targets = scenario.targets;
  text.load = load_text_of(scenario);
  text.components.written = write_components(writer, scenario.architecture, kinds);
  text.platform = scenario.platform;
  text.assumptions = scenario.assumptions;
  return to_text(write_object(writer, text, scenario_fields()));
}

std::string hexadecimal(std::uint64_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(16, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4U)
    *digit = kDigits[value & 0xFU];
  return text;
}

}  // namespace

std::string write_scenario(const projection::Scenario& scenario, const network::KindList& kinds) {
  return text_of({}, scenario, kinds);
}

std::string fingerprint(const projection::Scenario& scenario, const network::KindList& kinds) {
  // Another history or other samples in a file of the same name are another scenario.
  return hexadecimal(hash_of(text_of({.with_contents = true}, scenario, kinds)));
}

std::string scenario_schema(const network::KindList& kinds) {
  Json definitions = Json::object();
  definitions.add("scenario", schema_of_object(scenario_fields()));
  definitions.add("what_if", schema_of_object(what_if_fields()));
  definitions.add("components", components_schema(kinds));
  definitions.add("steps", steps_schema());
  add_definitions(definitions, to_text(definitions));
  Json root = Json::object();
  root.add("$schema", Json::string("https://json-schema.org/draft/2020-12/schema"));
  root.add("title", Json::string("Headroom scenario"));
  root.add("oneOf", Json::array({schema::reference("scenario"), schema::reference("what_if")}));
  root.add("$defs", std::move(definitions));
  return to_text(root);
}

}  // namespace headroom::io
