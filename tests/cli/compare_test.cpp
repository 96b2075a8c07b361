#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/report/report.h"
#include "tests/cli/in_process.h"
#include "tests/cli/scenarios.h"
#include "tests/cli/scratch.h"
#include "tests/support/json_schema.h"

namespace headroom::cli {
namespace {

using namespace testing;
using nlohmann::json;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class CompareCommand : public Scratch {
 protected:
  std::string shop() const { return write("shop.json", growing_shop()); }
  std::string what_if(const std::string& name, const std::string& changes) const {
    return write(name + ".json",
                 R"({"format": "headroom-scenario/1", "extends": "shop.json", "name": ")" + name +
                     R"(", "changes": )" + changes + "}");
  }
  std::string two() const { return what_if("Two", R"({"components": {"web": {"replicas": 2}}})"); }

  static Outcome compare(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "compare");
    arguments.insert(arguments.end(), {"--precision", "20%"});
    return run_here(arguments);
  }
};

TEST_F(CompareCommand, ShowsFiguresAndPairedDifferences) {
  const Outcome outcome = compare({shop(), two()});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(contains(outcome.out, "Two keeps every target to December 2027; Small shop misses"))
      << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "Two against Small shop"));
  EXPECT_TRUE(contains(outcome.out, "now stable"));
  EXPECT_TRUE(contains(outcome.out, "re-run: headroom compare "));
  EXPECT_FALSE(contains(outcome.out, "adjusted"));
}

TEST_F(CompareCommand, SaysSameWhereNothingDiffers) {
  const std::string named = what_if("Same", "{}");
  const Outcome outcome = compare({shop(), named});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(contains(outcome.out, "same")) << outcome.out;
  EXPECT_FALSE(contains(outcome.out, "not distinguishable"));
}

TEST_F(CompareCommand, WritesJsonOfEveryPair) {
  const std::string three = what_if("Three", R"({"components": {"web": {"replicas": 3}}})");
  const Outcome outcome = compare({shop(), two(), three, "--json", "-"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  const json document = json::parse(outcome.out);
  for (const std::string& problem :
       headroom::testing::schema_problems(json::parse(report::report_schema()), document))
    ADD_FAILURE() << problem;
  EXPECT_EQ(document["format"], "headroom-comparison/1");
  EXPECT_EQ(document["scenarios"].size(), 3U);
  ASSERT_EQ(document["pairs"].size(), 3U);
  EXPECT_EQ(document["pairs"][0]["months"][0]["p95_ms"]["contrast"], "lower");
  EXPECT_EQ(document["pairs"][0]["months"][2]["p95_ms"]["contrast"], "now_stable");
  EXPECT_DOUBLE_EQ(document["confidence"].get<double>(), 1.0 - 0.05 / 3.0);
}

TEST_F(CompareCommand, FiguresAreThoseOfProject) {
  shop();
  two();
  const json alone =
      json::parse(run_here({"project", path("Two.json"), "--precision", "20%", "--json", "-"}).out);
  const json document =
      json::parse(compare({path("shop.json"), path("Two.json"), "--json", "-"}).out);
  const json& beside = document["scenarios"][1];
  EXPECT_EQ(beside["fingerprint"], alone["scenario"]["fingerprint"]);
  EXPECT_EQ(beside["verdict"], alone["verdict"]);
  EXPECT_EQ(beside["months"][1]["p95_ms"],
            alone["months"][6]["windows"]["peak"]["latency_ms"]["p95"]);
  EXPECT_EQ(beside["cost_total_usd"], alone["cost"]["total_usd"]);
}

TEST_F(CompareCommand, ChecksTheTargetsOfTheLast) {
  const std::string base = shop();
  EXPECT_EQ(compare({base, two(), "--check"}).code, 0);
  EXPECT_EQ(compare({two(), base, "--check"}).code, 4);
}

TEST_F(CompareCommand, RefusesWhatCannotBeCompared) {
  const std::string base = shop();
  EXPECT_EQ(compare({base}).code, 2);
  EXPECT_EQ(compare({base, path("missing.json")}).code, 6);
  const std::string later = what_if("Later", R"({"horizon": {"start": "2027-02"}})");
  const Outcome outcome = compare({base, later});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_TRUE(contains(outcome.err, "let both horizons start in the same month")) << outcome.err;
  EXPECT_EQ(compare({base, two(), "--json", base}).code, 6);
}

}  // namespace
}  // namespace headroom::cli
