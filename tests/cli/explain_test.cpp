#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

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

/// A shop over a database with few connections, and mails that nobody waits for.
std::string shop_over_database() {
  return R"json({
  "format": "headroom-scenario/1",
  "name": "Shop",
  "horizon": {"start": "2026-12", "months": 1},
  "load": {
    "peak_hour_now": "140 rps",
    "classes": {
      "page": {"share": "60 %", "enters": "web.page"},
      "status": {"share": "40 %", "enters": "web.status"}
    }
  },
  "components": {
    "web": {
      "kind": "service", "size": "aws:m6i.large", "threads": 40,
      "evidence": {"threads": "measured: production, 2026-11"},
      "operations": {
        "page": [{"cpu": "exponential(4 ms)"},
                 {"call": "db.read", "timeout": "2 s", "retries": 1, "backoff": "10 ms"},
                 {"send": "mails"}],
        "status": [{"cpu": "1 ms"}]
      }
    },
    "db": {
      "kind": "database", "vcpus": 2, "memory": "8 GiB", "connections": 2, "data": "10 GiB",
      "operations": {"read": [{"cpu": "exponential(20 ms)"}]}
    },
    "mails": {"kind": "message_queue"},
    "mailer": {
      "kind": "worker", "from": "mails", "size": "aws:m6i.large", "concurrency": 4,
      "operations": {"handle": [{"cpu": "5 ms"}]}
    }
  }
}
)json";
}

class Explain : public Scratch {
 protected:
  std::string shop() const { return write("shop.json", shop_over_database()); }

  Outcome explained(std::vector<std::string> more) const {
    std::vector<std::string> arguments = {"explain", shop(), "--precision", "10%"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_here(arguments);
  }
  json document(std::vector<std::string> more) const {
    more.insert(more.end(), {"--json", "-"});
    const Outcome outcome = explained(more);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    const json document = json::parse(outcome.out);
    static const json schema = json::parse(run_here({"schema", "report"}).out);
    for (const std::string& problem : headroom::testing::schema_problems(schema, document))
      ADD_FAILURE() << problem;
    return document;
  }
};

TEST_F(Explain, NamesTheLongestPartOfTheP95) {
  const Outcome outcome = explained({});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  for (const char* part :
       {"Busiest hour of December 2026: 140 rps", "waiting for connections in db", "web.page",
        "  db.read", "together", "near p95: the", "re-run: headroom explain"})
    EXPECT_TRUE(contains(outcome.out, part)) << part << '\n' << outcome.out;
}

TEST_F(Explain, PartsOfEveryClassAddUpToItsResponse) {
  const json found = document({});
  EXPECT_TRUE(found.at("component").is_null());
  ASSERT_EQ(found.at("classes").size(), 2U);
  for (const json& one : found.at("classes"))
    for (const char* time : {"mean_ms", "near_p95_ms"}) {
      double path = 0.0;
      double causes = 0.0;
      for (const json& node : one.at("path")) path += node.at(time).at("estimate").get<double>();
      for (const json& cause : one.at("causes"))
        causes += cause.at(time).at("estimate").get<double>();
      const json& whole = std::string(time) == "mean_ms" ? one : one.at("near_p95");
      const double truth = whole.at("mean_ms").at("estimate");
      EXPECT_NEAR(path, truth, 1e-9 * truth);
      EXPECT_NEAR(causes, truth, 1e-9 * truth);
    }
}

TEST_F(Explain, FiguresAreThoseOfSimulate) {
  const json simulated =
      json::parse(run_here({"simulate", shop(), "--precision", "10%", "--json", "-"}).out);
  EXPECT_EQ(document({}).at("window"), simulated.at("window"));
}

TEST_F(Explain, SaysHowAComponentWasCompiled) {
  const Outcome outcome = explained({"--component", "web", "--class", "page"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  for (const char* part :
       {"web: service, 1 replica", "typed, measured: production, 2026-11", "catalogue",
        "threads: 40 tokens, first in first out", "Operation page", "take a token of threads",
        "CPU: exponential(4 ms)", "call db.read", "timeout 2 s", "spend 10 ms",
        "ignore the failure", "send to mails", "What for in web"})
    EXPECT_TRUE(contains(outcome.out, part)) << part << '\n' << outcome.out;
  EXPECT_FALSE(contains(outcome.out, "\nstatus\n")) << outcome.out;
}

TEST_F(Explain, DocumentsHoldTheAnatomyOfAComponent) {
  const json component = document({"--component", "db"}).at("component");
  EXPECT_EQ(component.at("name"), "db");
  EXPECT_EQ(component.at("operations").at(0).at("name"), "read");
  EXPECT_EQ(component.at("resources").at(0).at("label"), "CPU");
}

TEST_F(Explain, SaysSoWhereNobodyWaits) {
  const Outcome outcome = explained({"--component", "mailer"});
  EXPECT_TRUE(contains(outcome.out, "No response contains time of mailer")) << outcome.out;
}

TEST_F(Explain, UnknownNamesAreRefusedWithASuggestion) {
  const Outcome component = explained({"--component", "wbe"});
  EXPECT_EQ(component.code, 2);
  EXPECT_TRUE(contains(component.err, "did you mean \"web\"?")) << component.err;
  EXPECT_TRUE(component.out.empty());
  const Outcome request_class = explained({"--class", "nothing"});
  EXPECT_EQ(request_class.code, 2);
  EXPECT_TRUE(contains(request_class.err, "page, status")) << request_class.err;
}

TEST_F(Explain, OverloadIsToldInsteadOfTimes) {
  const Outcome outcome = explained({"--rps", "400"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(contains(outcome.out, "the backlog grows by")) << outcome.out;
  EXPECT_TRUE(document({"--rps", "400"}).at("classes").empty());
}

}  // namespace
}  // namespace headroom::cli
