// Writing scenarios: canonical, complete, and equal when it is read again.
#include <locale>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/io/scenario_file.h"
#include "tests/io/scenarios.h"

namespace headroom::io {
namespace {

std::string written(const projection::Scenario& scenario) {
  return write_scenario(scenario, shipped().kinds);
}

std::vector<std::string> scenarios() {
  std::vector<std::string> all{std::string(kSmall), std::string(kRich)};
  for (const char* growth :
       {R"("6 to 14 %/month")", R"({"linear": "-3.3333333333333 %/month"})",
        R"({"logistic": {"ceiling": "2.5 to 10 x", "midpoint": "7.5 months"}})"})
    all.push_back(
        small_with("\"classes\"", std::string("\"growth\": ") + growth + ", \"classes\""));
  for (const char* season : {R"("business-hours")", R"({"day_of_week": [1, 2, 3, 4, 5, 6, 7]})",
                             R"({"hour_of_day": [0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,
                                 19,20,21,22,23.7]})"})
    all.push_back(
        small_with("\"classes\"", std::string("\"season\": ") + season + ", \"classes\""));
  return all;
}

TEST(ScenarioWrite, ReadingWhatWasWrittenGivesAnEqualScenario) {
  for (const std::string& text : scenarios()) {
    const projection::Scenario scenario = scenario_in(text);
    EXPECT_EQ(scenario_in(written(scenario)), scenario) << written(scenario);
  }
}

TEST(ScenarioWrite, WritingIsCanonical) {
  for (const std::string& text : scenarios()) {
    const std::string once = written(scenario_in(text));
    EXPECT_EQ(written(scenario_in(once)), once);
  }
}

TEST(ScenarioWrite, QuantitiesStayAsTyped) {
  const std::string text = written(scenario_in(kRich));
  for (const char* typed : {"\"threads\": 1E2", "\"2.50 s\"", "\"lognormal(4 ms, cv 1.2)\"",
                            "\"replicas\": \"2 to 4\"", "\"0.5 %\""})
    EXPECT_NE(text.find(typed), std::string::npos) << typed;
}

TEST(ScenarioWrite, KeysHaveTheOrderOfTheFormat) {
  const std::string text = written(scenario_in(kRich));
  std::size_t last = 0;
  for (const char* key : {"format", "name", "description", "horizon", "prices", "targets", "load",
                          "components", "platform", "assumptions"}) {
    const std::size_t at = text.find("\n  \"" + std::string(key) + "\":");
    ASSERT_NE(at, std::string::npos) << key;
    EXPECT_GT(at, last) << key;
    last = at;
  }
}

/// Decimal commas and grouped digits, as a German locale has them.
class German : public std::numpunct<char> {
 protected:
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

TEST(ScenarioWrite, TheLocaleChangesNoByte) {
  const projection::Scenario before = scenario_in(kRich);
  const std::string text = written(before);
  const std::string print = fingerprint(before, shipped().kinds);
  const std::locale old = std::locale::global(std::locale(std::locale::classic(), new German));
  const projection::Scenario after = scenario_in(kRich);
  EXPECT_EQ(after, before);
  EXPECT_EQ(written(after), text);
  EXPECT_EQ(fingerprint(after, shipped().kinds), print);
  std::locale::global(old);
}

TEST(Fingerprint, IsOfTheScenarioAndNotOfItsText) {
  const std::string a = fingerprint(scenario_in(kSmall), shipped().kinds);
  EXPECT_EQ(a.size(), 16U);
  EXPECT_EQ(a.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(fingerprint(scenario_in(written(scenario_in(kSmall))), shipped().kinds), a);
  EXPECT_NE(fingerprint(scenario_in(small_with("60 rps", "61 rps")), shipped().kinds), a);
  EXPECT_NE(fingerprint(scenario_in(small_with("4 ms", "4.1 ms")), shipped().kinds), a);
}

}  // namespace
}  // namespace headroom::io
