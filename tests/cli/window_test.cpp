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

class WindowCommands : public Scratch {
 protected:
  std::string shop() const { return write("shop.json", growing_shop()); }
  std::string users() const { return write("users.json", users_shop()); }

  static json window_of(const Outcome& outcome) {
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    const json document = json::parse(outcome.out);
    static const json schema = json::parse(run_here({"schema", "report"}).out);
    for (const std::string& problem : headroom::testing::schema_problems(schema, document))
      ADD_FAILURE() << problem;
    return document.at("window");
  }
};

TEST_F(WindowCommands, SimulateAnswersForTheLoadAsked) {
  const Outcome outcome = run_here({"simulate", shop(), "--rps", "120", "--precision", "20%"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(outcome.out.starts_with("120 rps\n")) << outcome.out;
  for (const char* part : {"Errors, %", "p95, ms", "web CPU", "formulas say p95",
                           "--rps 120 --seed 1 --precision 20%"})
    EXPECT_TRUE(contains(outcome.out, part)) << part << '\n' << outcome.out;
}

TEST_F(WindowCommands, SimulationAndFormulasAreBothInTheDocument) {
  const json window = window_of(
      run_here({"simulate", shop(), "--rps", "120 rps", "--precision", "20%", "--json", "-"}));
  EXPECT_EQ(window.at("method"), "simulation");
  EXPECT_NE(window.at("analytic").at("method"), "simulation");
  EXPECT_DOUBLE_EQ(window.at("offered_rps").at("estimate"), 120.0);
  EXPECT_NEAR(window["/components/web/resources/CPU/offered_utilization"_json_pointer], 0.6, 0.2);
}

TEST_F(WindowCommands, SolveAnswersByFormulasAlone) {
  const json window = window_of(run_here({"solve", shop(), "--rps", "0.12k", "--json", "-"}));
  EXPECT_NE(window.at("method"), "simulation");
  EXPECT_FALSE(window.contains("analytic"));
  const std::string steady = write("steady.json", growing_shop("0 %/month"));
  EXPECT_TRUE(contains(run_here({"solve", steady}).out, "Busiest hour of December 2026: 100 rps"));
}

TEST_F(WindowCommands, FormulasHaveNoIntervalAndWaitAtProcessorsAsSimulationsDo) {
  const std::string formulas = run_here({"solve", shop(), "--rps", "120"}).out;
  EXPECT_FALSE(contains(formulas, "\u00b1")) << formulas;
  EXPECT_TRUE(contains(formulas, "0.00")) << formulas;
  const auto wait = [&](std::vector<std::string> arguments) -> double {
    arguments.insert(arguments.end(), {"--rps", "120", "--json", "-"});
    const json window = window_of(run_here(arguments));
    return window.at("/components/web/resources/CPU/wait_ms/estimate"_json_pointer);
  };
  const double simulated = wait({"simulate", shop()});
  EXPECT_NEAR(wait({"solve", shop()}), simulated, 0.1 * simulated);
}

TEST_F(WindowCommands, AMonthAndAWindowNameTheLoadOfTheForecast) {
  const json peak = window_of(run_here({"solve", shop(), "--month", "3", "--json", "-"}));
  const json typical =
      window_of(run_here({"solve", shop(), "--month", "3", "--window", "typical", "--json", "-"}));
  EXPECT_GT(peak.at("offered_rps").at("estimate"), 130.0);
  EXPECT_LT(typical.at("offered_rps").at("estimate"), peak.at("offered_rps").at("estimate"));
  EXPECT_EQ(std::string(peak.at("at")).substr(0, 7), "2027-03");
}

TEST_F(WindowCommands, OverloadIsToldWithItsPlaceAndWithoutLatency) {
  const Outcome outcome = run_here({"solve", shop(), "--rps", "500"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(
      contains(outcome.out, "web (CPU) is asked for more than it can do: the backlog grows"))
      << outcome.out;
  EXPECT_FALSE(contains(outcome.out, "p95"));
}

TEST_F(WindowCommands, APopulationIsAskedForInUsers) {
  const json window = window_of(
      run_here({"simulate", users(), "--users", "20", "--precision", "20%", "--json", "-"}));
  EXPECT_EQ(window.at("users"), 20.0);
  EXPECT_LT(window.at("throughput_rps").at("estimate"), 20.0);
}

TEST_F(WindowCommands, ContradictionsExitWithTwo) {
  const std::vector<std::vector<std::string>> wrong = {{shop(), "--rps", "1", "--month", "2"},
                                                       {shop(), "--users", "3"},
                                                       {users(), "--rps", "3"},
                                                       {shop(), "--month", "13"},
                                                       {shop(), "--window", "surge"},
                                                       {shop(), "--window", "evening"},
                                                       {shop(), "--rps", "0"},
                                                       {shop(), "--rps", "5 ms"},
                                                       {shop(), "--rps", "10 to 20"}};
  for (std::vector<std::string> arguments : wrong) {
    arguments.insert(arguments.begin(), "solve");
    const Outcome outcome = run_here(arguments);
    EXPECT_EQ(outcome.code, 2) << arguments[2] << ' ' << arguments[3] << outcome.err;
    EXPECT_EQ(outcome.out, "");
  }
}

TEST_F(WindowCommands, NumbersOutOfRangeAreToldWithTheRange) {
  const auto refused = [&](const char* option, const char* value, const std::string& why) {
    const Outcome outcome = run_here({"simulate", shop(), option, value});
    const bool rate = std::string(option) == "--rps";
    const std::string range = rate ? "above 0 and at most 1000000000 rps, such as 120 or 1.2k"
                                   : "above 0 and at most 100 %, such as 5% or 0.05";
    EXPECT_EQ(outcome.code, 2) << value;
    EXPECT_TRUE(contains(outcome.err, std::string(option) + ": \"" + value + "\" is " + why +
                                          "; expected a value " + range))
        << outcome.err;
  };
  for (const char* value : {"0", "-1", "0 rps", "-1rps"}) refused("--rps", value, "not above 0");
  for (const char* value : {"1e400", "1e-400"}) refused("--rps", value, "out of range");
  for (const char* value : {"nan", "inf", "many"}) refused("--rps", value, "not a number");
  refused("--rps", "2e9", "too large");
  refused("--rps", "10 to 20", "an interval");
  for (const char* value : {"0", "0 %", "-0.1", "-5%"})
    refused("--precision", value, "not above 0");
  for (const char* value : {"1.5", "101 %"}) refused("--precision", value, "too large");
  for (const char* value : {"nan", "inf", "x"}) refused("--precision", value, "not a number");
}

TEST_F(WindowCommands, OneUserIsSingular) {
  EXPECT_TRUE(run_here({"solve", users(), "--users", "1"}).out.starts_with("1 user\n"));
  EXPECT_TRUE(run_here({"solve", users(), "--users", "2"}).out.starts_with("2 users\n"));
}

TEST_F(WindowCommands, NothingIsUsedBeyondAllOfItAndWhatIsAskedForIsTold) {
  std::string text = growing_shop("0 %/month");
  text.replace(text.find("\"replicas\": 1"), 13,
               "\"replicas\": 1, \"threads\": 2, \"max_queue\": 4");
  const std::string scenario = write("refusing.json", text);
  // More than two vCPUs can do, of whatever speed; those beyond two threads and four that wait are
  // refused.
  const auto used = [&](const char* command) {
    const json window = window_of(run_here({command, scenario, "--rps", "500", "--json", "-"}));
    EXPECT_TRUE(window.at("stable"));
    const json cpu = window["/components/web/resources/CPU"_json_pointer];
    EXPECT_LE(cpu["/utilization/estimate"_json_pointer], 1.0);
    EXPECT_GT(cpu.at("offered_utilization"), 1.2);
    return cpu["/utilization/estimate"_json_pointer].get<double>();
  };
  EXPECT_NEAR(used("solve"), used("simulate"), 0.05);
  const Outcome outcome = run_here({"simulate", scenario, "--rps", "500", "--precision", "20%"});
  EXPECT_TRUE(contains(outcome.out, "Used  Asked")) << outcome.out;
}

TEST_F(WindowCommands, StrictExitsWithFiveWhenThePrecisionIsNotReached) {
  const auto with = [&](const char* precision) {
    return run_here({"simulate", shop(), "--rps", "50", "--strict", "--precision", precision}).code;
  };
  EXPECT_EQ(with("30%"), 0);
  EXPECT_EQ(with("0.01%"), 5);
}

TEST_F(WindowCommands, StopWhenAskedTo) {
  std::stop_source stop;
  stop.request_stop();
  for (const char* command : {"simulate", "solve", "explain"})
    EXPECT_EQ(run_here({command, shop()}, {.stop = stop.get_token()}).code, 130) << command;
}

}  // namespace
}  // namespace headroom::cli
