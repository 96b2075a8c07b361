// Every example and template is read, projected and reported; the key figures of the report are
// those kept beside this file. HEADROOM_UPDATE_GOLDEN=1 in the environment writes them anew: do
// that only for a change that the changelog explains.
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/golden/scenarios.h"

namespace headroom::golden {
namespace {

using nlohmann::json;

/// Far less precise than the command's default: the figures are pinned, not judged.
constexpr projection::Options kQuick{
    .precision = 0.3, .max_requests_per_window = 60'000, .threads = 2, .worlds = 40};

json report_of(const Case& each) {
  const Read scenario(each);
  return scenario.ok() ? json::parse(report_text(scenario, kQuick)) : json();
}

/// The estimate without its interval; null where there is none.
json estimate(const json& value) { return value.is_object() ? value["estimate"] : json(); }

json figures_of_month(const json& month) {
  const json& peak = month["windows"]["peak"];
  return {{"month", month["month"]},
          {"peak_rps", estimate(month["load"]["peak_rps"])},
          {"stable", peak["stable"]},
          {"p95_ms", peak["stable"] ? estimate(peak["latency_ms"]["p95"]) : json()},
          {"error_ratio", estimate(peak["error_ratio"])},
          {"cost_usd", month["cost"]["total_usd"]}};
}

json key_figures(const json& report) {
  json figures = {{"scenario", report["scenario"]["name"]},
                  {"verdict", report["verdict"]},
                  {"first_breach", report["first_breach"]},
                  {"months", json::array()}};
  for (const json& month : report["months"]) figures["months"].push_back(figures_of_month(month));
  return figures;
}

/// Equal, numbers up to a millionth: mathematical libraries may differ in a last digit.
void expect_same(const json& found, const json& kept, const std::string& where) {
  if (found.is_number() && kept.is_number()) {
    const double tolerance = 1e-6 * std::abs(kept.get<double>()) + 1e-12;
    EXPECT_NEAR(found.get<double>(), kept.get<double>(), tolerance) << where;
  } else if (found.is_structured() && found.type() == kept.type() && found.size() == kept.size()) {
    const json all = found.flatten();
    for (const auto& [pointer, value] : all.items())
      expect_same(value, kept.flatten().value(pointer, json()), where + pointer);
  } else {
    EXPECT_EQ(found, kept) << where;
  }
}

class Golden : public testing::TestWithParam<Case> {};

TEST_P(Golden, KeyFiguresStayAsTheyAre) {
  const json found = key_figures(report_of(GetParam()));
  const std::string path = HEADROOM_SOURCE_DIR "/tests/golden/" + GetParam().name + ".json";
  if (std::getenv("HEADROOM_UPDATE_GOLDEN") != nullptr)
    std::ofstream(path) << found.dump(1) << '\n';
  std::ifstream file(path);
  ASSERT_TRUE(file) << path << " is missing";
  expect_same(found, json::parse(file), "");
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Golden, testing::ValuesIn(examples_and_templates()),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace headroom::golden
