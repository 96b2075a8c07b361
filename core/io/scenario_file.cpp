#include "core/io/scenario_file.h"

#include <memory>
#include <utility>

#include "core/io/catalogue_file.h"
#include "core/io/component_fields.h"
#include "core/io/document.h"
#include "core/io/files.h"
#include "core/io/files_beside.h"
#include "core/io/load_text.h"
#include "core/io/scenario_checks.h"
#include "core/io/scenario_fields.h"

namespace headroom::io {
namespace {

using projection::Scenario;

/// False when there are own prices but they could not be read.
bool add_overlay(Reader& reader, const Json& root, ScenarioFile& file) {
  if (file.scenario.prices.overlay.empty()) return true;
  const Json& typed = find_nearest(root, "/prices/overlay");
  const auto text = reader.files()->read(typed);
  reader.take(typed, text.diagnostics());
  if (!text) return false;
  auto catalogue = add_catalogue(std::move(file.catalogue), text->text, text->path);
  reader.take(typed, catalogue.diagnostics());
  if (!catalogue) return false;
  file.catalogue = std::move(catalogue).value();
  return true;
}

ScenarioText read_fields(Reader& reader, const Json& root) {
  ScenarioText text;
  read_object(reader, root, scenario_fields(), text);
  const Json* components = text.components.typed;
  if (components != nullptr && components->is(Json::Type::object) && components->items.empty())
    reader.mistake(*components, "no-component", "expected at least one component");
  return text;
}

/// What needs more than the fields: components by kind, the load as a whole.
Scenario scenario_of(Reader& reader, const Json& root, ScenarioText text,
                     const network::KindList& kinds) {
  Scenario scenario;
  scenario.name = std::move(text.name);
  scenario.description = std::move(text.description);
  scenario.horizon = text.horizon;
  scenario.prices = std::move(text.prices);
  scenario.targets = text.targets;
  scenario.platform = std::move(text.platform);
  scenario.assumptions = std::move(text.assumptions);
  if (const Json* load = root.find("load")) take_load(reader, *load, text.load, scenario);
  if (text.components.typed != nullptr)
    read_components(reader, *text.components.typed, kinds, scenario.architecture);
  return scenario;
}

void check(Reader& reader, const Json& root, const ScenarioFile& file,
           const network::KindList& kinds) {
  check_prices(reader, root, file);
  check_surges(reader, root, file.scenario);
  if (!file.scenario.architecture.components.empty()) check_architecture(reader, root, file, kinds);
}

}  // namespace

Result<ScenarioFile> read_scenario(const std::string& path, const Known& known) {
  const auto text = read_file(path);
  if (!text) return text.diagnostics();
  return read_scenario_text(*text, path, known);
}

Result<ScenarioFile> read_scenario_text(std::string_view text, const std::string& name,
                                        const Known& known) {
  ReadScenario read = read_what_is_there(text, name, known);
  if (read.problems.has_errors()) return read.problems;
  return {std::move(read.file), std::move(read.problems)};
}

ReadScenario read_what_is_there(std::string_view text, const std::string& name,
                                const Known& known) {
  const Result<Document> document = load_document(text, name);
  if (!document) return {{{}, known.catalogue}, document.diagnostics()};
  const Json& root = *document->root;
  const FilesBeside files;
  Reader reader(&files);
  reader.take(root, document.diagnostics());
  ScenarioFile file{scenario_of(reader, root, read_fields(reader, root), known.kinds),
                    known.catalogue};
  // Without its own prices nothing can be said of sizes and regions.
  if (add_overlay(reader, root, file)) check(reader, root, file, known.kinds);
  Diagnostics found = reader.found();
  found.sort();
  return {std::move(file), std::move(found)};
}

}  // namespace headroom::io
