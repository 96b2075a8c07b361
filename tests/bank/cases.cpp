#include "tests/bank/cases.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace headroom::bank {
namespace {

using nlohmann::json;

const std::string kFolder = HEADROOM_SOURCE_DIR "/tests/bank/";
constexpr std::uint64_t kRequests = 8'000'000;

json read(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + " cannot be read");
  return json::parse(file);
}

/// Fields that nobody reads would be mistakes that nobody sees.
void expect_only(const json& object, std::initializer_list<const char*> known) {
  for (const auto& [name, value] : object.items())
    if (std::ranges::find(known, name) == known.end())
      throw std::runtime_error("unknown field \"" + name + "\" in " + object.dump());
}

double tolerance_of(const std::string& kind) {
  if (kind == "exact") return 1e-8;
  if (kind == "chain") return 1e-6;
  throw std::runtime_error("unknown kind \"" + kind + "\"");
}

Expectation expectation_of(const json& typed) {
  expect_only(typed, {"metric", "value", "kind", "path"});
  Expectation result;
  result.metric = typed.at("metric");
  result.value = typed.at("value");
  result.tolerance = tolerance_of(typed.value("kind", "exact"));
  const std::string path = typed.value("path", "both");
  if (path != "both" && path != "solve" && path != "project")
    throw std::runtime_error("unknown path \"" + path + "\"");
  result.simulated = path == "both";
  result.projected = path == "project";
  return result;
}

/// What the case extends and changes, as a document of its own.
std::string document_of(const json& typed, const std::string& id) {
  json document = typed;
  document["format"] = "headroom-scenario/1";
  document["name"] = id;
  return document.dump(1);
}

Case case_of(const json& typed, const std::string& family) {
  expect_only(typed, {"id", "source", "scenario", "expect", "precision", "requests",
                      "not_simulated", "left_out"});
  Case result;
  result.id = typed.at("id");
  result.family = family;
  result.source = typed.at("source");
  result.scenario = document_of(typed.at("scenario"), result.id);
  result.folder = kFolder + "systems/";
  result.precision = typed.value("precision", 0.01);
  result.requests = typed.value("requests", kRequests);
  result.not_simulated = typed.value("not_simulated", "");
  for (const json& each : typed.at("expect")) result.expectations.push_back(expectation_of(each));
  return result;
}

}  // namespace

std::string Case::oracle() const { return id.substr(0, id.find('/')); }

void PrintTo(const Case& each, std::ostream* out) { *out << each.id; }

std::vector<Case> read_cases() {
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(kFolder + "cases"))
    if (file.path().extension() == ".json") files.push_back(file.path());
  std::ranges::sort(files);
  std::vector<Case> cases;
  for (const auto& file : files) {
    const json typed = read(file.string());
    for (const json& each : typed.at("cases")) cases.push_back(case_of(each, file.stem().string()));
  }
  return cases;
}

std::vector<Inexpressible> read_inexpressible() {
  std::vector<Inexpressible> result;
  const json typed = read(kFolder + "not_expressible.json");
  for (const json& each : typed) result.push_back({each.at("id"), each.at("why")});
  return result;
}

std::vector<Family> read_families() {
  std::vector<Family> families;
  const json typed = read(kFolder + "oracles.json");
  for (const auto& [name, ids] : typed.items())
    families.push_back({name, ids.get<std::vector<std::string>>()});
  return families;
}

}  // namespace headroom::bank
