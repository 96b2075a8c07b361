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

/// Every kind of step, every distribution, every field.
constexpr std::string_view kRich = R"json({
  "format": "headroom-scenario/1",
  "name": "Rich",
  "description": "Caf\u00e9 \"X\" \\ 100 %",
  "horizon": {"start": "2028-02", "months": 36},
  "prices": {"provider": "gcp", "region": "us-central1"},
  "targets": {
    "latency_p50": "0.1 s", "latency_p95": "300 ms", "latency_p99": "1.25 s",
    "error_ratio": "0.1 %", "utilization": "75 %", "monthly_cost": "4000.01 USD"
  },
  "load": {
    "peak_hour_now": "1.2k to 1.5k rps",
    "season": "elb",
    "growth": {"steps": {"2028-03": "1.5 x", "2029-01": "2 to 3 x"}},
    "surges": {
      "launch": {"at": "2028-03-15T09:00", "peak": "4 to 8 x", "ramp": "10 min", "stays": "15 %"},
      "again": {"at": "2028-02-29", "peak": "2 x", "hold": "1 h", "half_life": "90 s"}
    },
    "classes": {
      "browse": {"share": "80 %", "enters": "web.page", "response": "60 KiB"},
      "buy": {"share": "20 %", "enters": "web.order", "targets": {"latency_p95": "800 ms"}}
    }
  },
  "components": {
    "web": {
      "kind": "service", "owner": "core", "note": "the shop", "size": "gcp:n2-standard-4",
      "replicas": "2 to 4", "threads": 1E2, "queue_timeout": "2.50 s",
      "network": "exponential(1 ms)",
      "operations": {
        "page": [
          {"cpu": "lognormal(4 ms, cv 1.2)"},
          {"cpu": "erlang(3, 4 ms)"},
          {"cpu": "gamma(4 ms, cv 0.5)"},
          {"wait": "lognormal(p50 4 ms, p99 20 ms)"},
          {"wait": "hyperexponential(4 ms, cv 2)"},
          {"wait": "uniform(1 ms, 2 ms)"},
          {"wait": "weibull(1.5, 4 ms)"},
          {"wait": "pareto(2.5, 1 ms, 1 s)"},
          {"wait": "empirical(1 ms, 2 ms, 4 ms)"},
          {"wait": "mixture(0.9: exponential(1 ms), 0.1: 50 ms)"},
          {"call": "api.get", "timeout": "500 ms", "retries": 2, "backoff": "exponential(50 ms)",
           "times": 3, "optional": true},
          {"parallel": [[{"call": "api.get"}], [{"call": "api.put"}, {"cpu": "1 ms"}]]},
          {"choose": [{"probability": "60 %", "steps": [{"cpu": "1 ms"}]},
                      {"probability": "40 %", "steps": []}]},
          {"repeat": [{"cpu": "1 ms"}], "again": "25 %"},
          {"fail": "0.5 %"}
        ],
        "order": [{"cpu": "6 ms"}]
      },
      "evidence": {"threads": "vendor: its manual", "page/0": "measured: traces of May"}
    },
    "api": {
      "kind": "service", "vcpus": 0.25,
      "operations": {"get": [{"cpu": "6 ms"}], "put": [{"cpu": "1 us"}]}
    }
  },
  "platform": {"cluster": {"item": "gcp:gke.cluster-hour", "quantity": 2, "note": "two zones"}},
  "assumptions": ["Users behave as last year.", "So do machines."]
})json";

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
