#include <csignal>
#include <sys/resource.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/render/text.h"
#include "tests/cli/in_process.h"
#include "tests/cli/scenarios.h"
#include "tests/cli/scratch.h"
#include "tests/support/comma_locale.h"
#include "tests/support/json_schema.h"

namespace headroom::cli {
namespace {

using namespace testing;
using nlohmann::json;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// But for the line that is to be copied: it is as long as the file's name.
void expect_lines_fit(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("re-run: ")) continue;
    EXPECT_LE(columns(line), kWidth) << line;
  }
}

void expect_valid(const json& document) {
  static const json schema = json::parse(run_here({"schema", "report"}).out);
  for (const std::string& problem : headroom::testing::schema_problems(schema, document))
    ADD_FAILURE() << problem;
}

/// With a precision that ends soon.
Outcome project(std::vector<std::string> arguments, const Surroundings& surroundings = {}) {
  arguments.insert(arguments.begin(), "project");
  arguments.insert(arguments.end(), {"--precision", "30%"});
  return run_here(arguments, surroundings);
}

class ProjectCommand : public Scratch {
 protected:
  std::string shop() const { return write("shop.json", growing_shop()); }
  std::string calm_shop() const { return write("calm.json", growing_shop("0 %/month")); }
};

TEST_F(ProjectCommand, TellsTheYearOnStandardOutputAndNothingElse) {
  const Outcome outcome = project({shop()});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_TRUE(outcome.out.starts_with("Fine until ")) << outcome.out;
  for (const char* part : {" 0 Dec 2026", "12 Dec 2027", "web CPU", "unstable, backlog +",
                           "First breach", "what breaks", "headroom now", "Top costs",
                           "prices aws us-east-1 as of ", "--seed 1 --precision 30%"})
    EXPECT_TRUE(contains(outcome.out, part)) << part;
  expect_lines_fit(outcome.out);
  EXPECT_FALSE(has_escapes(outcome.out));
}

TEST_F(ProjectCommand, ColourAndElapsedTimeAreForTerminals) {
  const Outcome outcome = project({shop(), "--months", "1"}, {.terminal = true});
  EXPECT_TRUE(has_escapes(outcome.out));
  EXPECT_TRUE(contains(outcome.out, " s\x1b[0m\n"));
  EXPECT_TRUE(contains(outcome.err, "4 of 4 windows"));
  EXPECT_TRUE(outcome.err.ends_with("\r\x1b[K")) << "the progress line is erased";
}

TEST_F(ProjectCommand, TheReRunLineGivesTheSameOutput) {
  const Outcome first = project({shop(), "--months", "2", "--seed", "7"});
  EXPECT_TRUE(contains(first.out, "re-run: headroom project " + path("shop.json") +
                                      " --months 2 --seed 7 --precision 30%"))
      << first.out;
  EXPECT_EQ(project({shop(), "--months", "2", "--seed", "7"}).out, first.out);
  EXPECT_NE(project({shop(), "--months", "2", "--seed", "8"}).out, first.out);
}

TEST_F(ProjectCommand, WritesTheReportToAFileBesideTheText) {
  const Outcome outcome = project({shop(), "--months", "2", "--json", path("report.json")});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(contains(outcome.out, "Top costs"));
  const json report = json::parse(read("report.json"));
  expect_valid(report);
  EXPECT_EQ(report.at("months").size(), 3U);
  EXPECT_EQ(report.at("horizon").at("months"), 2);
  EXPECT_TRUE(outcome.out.starts_with(std::string(report.at("verdict"))));
  EXPECT_EQ(files(), 2U) << "no temporary file is left";
}

TEST_F(ProjectCommand, TheReportOnStandardOutputStandsAlone) {
  const Outcome outcome = project({shop(), "--months", "1", "--json", "-"});
  EXPECT_EQ(outcome.code, 0);
  expect_valid(json::parse(outcome.out));
}

TEST_F(ProjectCommand, ThreadsChangeNoByte) {
  const auto with = [&](const char* threads) {
    return project({shop(), "--months", "2", "--json", "-", "--threads", threads}).out;
  };
  EXPECT_EQ(with("1"), with("2"));
}

TEST_F(ProjectCommand, AShortSurgeIsToldAsItPasses) {
  std::string flash = growing_shop("0 %/month");
  const std::string classes = "\"classes\":";
  flash.insert(flash.find(classes),
               R"("surges": {"flash": {"at": "2027-03-15T09:00", "peak": "3 x", "ramp": "10 s", )"
               R"("hold": "20 s", "half_life": "10 s"}}, )");
  const std::string file = write("flash.json", flash);
  const Outcome outcome = project({file});
  EXPECT_TRUE(contains(outcome.out, "Simulated as it passes, the flash on 15 March 2027"))
      << outcome.out << outcome.err;
  expect_lines_fit(outcome.out);
  const json report = json::parse(project({file, "--json", "-"}).out);
  expect_valid(report);
  const json& course = report.at("/months/3/windows/surge/course"_json_pointer);
  EXPECT_GT(course.at("worst_p95_ms").at("estimate"), 300.0);
  EXPECT_GT(course.at("slow_s"), 10.0);
}

TEST_F(ProjectCommand, CheckExitsWithFourWhenATargetIsMissed) {
  EXPECT_EQ(project({shop(), "--check"}).code, 4);
  EXPECT_EQ(project({calm_shop(), "--months", "1", "--check"}).code, 0);
}

TEST_F(ProjectCommand, StrictExitsWithFiveWhenThePrecisionIsNotReached) {
  EXPECT_EQ(project({calm_shop(), "--months", "1", "--strict"}).code, 0);
  const Outcome outcome =
      run_here({"project", calm_shop(), "--months", "1", "--strict", "--precision", "0.0001"});
  EXPECT_EQ(outcome.code, 5);
  EXPECT_TRUE(contains(outcome.out, "0 with p95 within 0.01 %, 4 less precise")) << outcome.out;
}

TEST_F(ProjectCommand, MistakesAreToldOnStandardErrorAndNothingIsWritten) {
  const std::string bad = write("bad.json", growing_shop("10 %/fortnight"));
  const Outcome outcome = project({bad, "--json", path("report.json")});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(contains(outcome.err, "bad.json:")) << outcome.err;
  EXPECT_TRUE(contains(outcome.err, "/load/growth")) << outcome.err;
  EXPECT_TRUE(contains(outcome.err, "^~")) << outcome.err;
  EXPECT_TRUE(outcome.err.ends_with("1 error. Nothing was simulated.\n")) << outcome.err;
  EXPECT_EQ(files(), 1U);
  const Outcome machine = project({bad, "--json", "-"});
  expect_valid(json::parse(machine.out));
  EXPECT_EQ(json::parse(machine.out).at("errors"), 1);
}

TEST_F(ProjectCommand, FilesThatCannotBeReadOrWrittenExitWithSix) {
  EXPECT_EQ(project({path("missing.json")}).code, 6);
  EXPECT_EQ(project({path("")}).code, 6);
  const Outcome outcome = project({shop(), "--json", path("nowhere/report.json")});
  EXPECT_EQ(outcome.code, 6);
  EXPECT_EQ(outcome.out, "") << "probed before simulating";
}

TEST_F(ProjectCommand, WhatCannotBeWrittenAfterTheWorkIsStillShown) {
  rlimit before = {};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small = {10, before.rlim_max};
  const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
  const std::string scenario = shop();
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const Outcome outcome = project({scenario, "--json", path("report.json")});
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, ignored);
  EXPECT_EQ(outcome.code, 6);
  EXPECT_TRUE(contains(outcome.out, "12 months cost")) << outcome.out;
  EXPECT_TRUE(contains(outcome.err, "File too large")) << outcome.err;
  EXPECT_FALSE(contains(outcome.err, "Nothing was")) << outcome.err;
}

TEST_F(ProjectCommand, ADecimalCommaOfTheSystemChangesNoByte) {
  const auto answers = [&] {
    return project({shop(), "--json", "-"}).out + project({shop()}).out +
           run_here({"validate", shop()}).out + run_here({"schema"}).out;
  };
  const std::string plain = answers();
  const headroom::testing::CommaLocale locale;
  if (!locale.valid()) GTEST_SKIP() << "this system cannot make a locale";
  EXPECT_EQ(answers(), plain);
}

TEST_F(ProjectCommand, NeverOverwritesItsScenario) {
  const Outcome outcome = project({shop(), "--json", path("./shop.json")});
  EXPECT_EQ(outcome.code, 6);
  EXPECT_EQ(read("shop.json"), growing_shop());
}

TEST_F(ProjectCommand, StopsWhenAskedTo) {
  std::stop_source stop;
  stop.request_stop();
  const Outcome outcome =
      project({shop(), "--json", path("report.json")}, {.stop = stop.get_token()});
  EXPECT_EQ(outcome.code, 130);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "Stopped. Nothing was written.\n");
  EXPECT_EQ(files(), 1U);
}

TEST_F(ProjectCommand, WrongValuesOfOptionsExitWithTwo) {
  const std::vector<std::vector<std::string>> wrong = {{"--seed", "-1"},
                                                       {"--seed", "18446744073709551616"},
                                                       {"--seed", "1.5"},
                                                       {"--seed", ""},
                                                       {"--seed", "1", "--seed", "2"},
                                                       {"--months", "0"},
                                                       {"--months", "121"},
                                                       {"--months", "two"},
                                                       {"--threads", "0"},
                                                       {"--precision", "0"},
                                                       {"--precision", "-5%"},
                                                       {"--precision", "500%"},
                                                       {"--precision", "5 mss"},
                                                       {"--json"},
                                                       {"surplus"}};
  for (std::vector<std::string> options : wrong) {
    options.insert(options.begin(), {"project", shop()});
    const Outcome outcome = run_here(options);
    EXPECT_EQ(outcome.code, 2) << options[2] << ' ' << options.back();
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(outcome.err.starts_with("headroom: ")) << outcome.err;
  }
}

TEST_F(ProjectCommand, TheLargestSeedIsTaken) {
  const Outcome outcome =
      project({calm_shop(), "--months", "1", "--seed", "18446744073709551615", "--json", "-"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(json::parse(outcome.out).at("seed"), 18446744073709551615U);
}

TEST_F(ProjectCommand, NamesInFilesCannotSteerTheTerminal) {
  const std::string evil = growing_shop();
  std::string renamed = evil;
  renamed.replace(renamed.find("Small shop"), 10, "\\u001b[2J\\u202e");
  const Outcome outcome = project({write("evil.json", renamed), "--months", "1"});
  EXPECT_FALSE(has_escapes(outcome.out));
  EXPECT_FALSE(has_escapes(outcome.err));
}

TEST_F(ProjectCommand, APopulationIsToldInUsers) {
  const Outcome outcome = project({write("users.json", users_shop())});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_TRUE(contains(outcome.out, "Peak users")) << outcome.out;
  expect_lines_fit(outcome.out);
}

}  // namespace
}  // namespace headroom::cli
