// Scenarios whose load is measured, and distributions of measured times.
#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "core/base/calendar.h"
#include "core/io/scenario_file.h"
#include "tests/io/scenarios.h"
#include "tests/io/scratch.h"

namespace headroom::io {
namespace {

using workload::History;
using workload::HistoryUnit;

/// Five weeks of hours, 1 % more every day; 3600 times as much where it counts per step.
std::string history_csv(double factor = 1.0) {
  std::string text = "timestamp,value\n";
  double rate = 10.0;
  const Instant start = start_of({2026, 10});
  for (int hour = 0; hour < 5 * 7 * 24; ++hour) {
    text += to_string(Instant{start.seconds + 3600L * hour}) + "," +
            std::to_string(rate * factor * (hour % 24 < 12 ? 0.5 : 1.5)) + "\n";
    if (hour % 24 == 23) rate *= 1.01;
  }
  return text;
}

std::string small_with_load(const std::string& load) {
  return small_with("\"peak_hour_now\": \"60 rps\"", load);
}

/// JSON of the distribution of the samples in a file.
std::string samples_of(const std::string& file) { return "\"empirical(\\\"" + file + "\\\")\""; }

class MeasuredLoad : public ::testing::Test {
 protected:
  MeasuredLoad() { folder.put("rps.csv", history_csv()); }
  Result<ScenarioFile> read(const std::string& text) const {
    folder.put("shop.json", text);
    return read_scenario(folder.path("shop.json"), shipped().known());
  }
  workload::Load load(const std::string& text) const {
    const auto file = read(small_with_load(text));
    EXPECT_TRUE(file.ok()) << shown(file.diagnostics());
    return file.ok() ? file->scenario.load : workload::Load{};
  }
  Scratch folder;
};

TEST_F(MeasuredLoad, IsFittedUnlessStated) {
  const auto choice = [&](const std::string& more) {
    return std::get<History>(load(R"("history": {"file": "rps.csv"})" + more).now).choice;
  };
  EXPECT_EQ(choice(""), (workload::HistoryChoice{true, true}));
  EXPECT_EQ(choice(R"(, "growth": "fitted", "season": "fitted")"),
            (workload::HistoryChoice{true, true}));
  EXPECT_EQ(choice(R"(, "growth": "none", "season": "flat")"),
            (workload::HistoryChoice{false, false}));
}

TEST_F(MeasuredLoad, CountsPerSecondOrPerStep) {
  folder.put("steps.csv", history_csv(3600.0));
  const History seconds = std::get<History>(load(R"("history": {"file": "rps.csv"})").now);
  const History steps =
      std::get<History>(load(R"("history": {"file": "steps.csv", "per": "step"})").now);
  ASSERT_EQ(seconds.samples.size(), steps.samples.size());
  EXPECT_EQ(steps.unit, HistoryUnit::per_step);
  EXPECT_NEAR(steps.samples[100].value, seconds.samples[100].value, 1e-6);  // digits written
}

TEST_F(MeasuredLoad, IsWrittenAsTheFileThatItCameFrom) {
  for (const char* text :
       {R"("history": {"file": "rps.csv"})", R"("history": {"file": "rps.csv", "per": "step"})",
        R"("history": {"file": "rps.csv"}, "growth": "none", "season": "flat")",
        R"("history": {"file": "rps.csv"}, "growth": "5 %/month", "season": "elb")"}) {
    const auto first = read(small_with_load(text));
    ASSERT_TRUE(first.ok()) << shown(first.diagnostics());
    const auto again = read(write_scenario(first->scenario, shipped().kinds));
    ASSERT_TRUE(again.ok()) << shown(again.diagnostics());
    EXPECT_EQ(again->scenario, first->scenario) << text;
  }
}

TEST_F(MeasuredLoad, AnotherMeasurementIsAnotherScenario) {
  const std::string text = small_with_load(R"("history": {"file": "rps.csv"})");
  const auto before = read(text);
  folder.put("rps.csv", history_csv(2.0));
  const auto after = read(text);
  EXPECT_EQ(write_scenario(after->scenario, shipped().kinds),
            write_scenario(before->scenario, shipped().kinds));
  EXPECT_NE(fingerprint(after->scenario, shipped().kinds),
            fingerprint(before->scenario, shipped().kinds));
}

TEST_F(MeasuredLoad, MistakesOfTheHistoryPointIntoIt) {
  folder.put("rps.csv", "timestamp,value\n2026-10-01T00:00Z,1\n2026-10-01T01:00Z,\"1,5\"\n");
  const auto file = read(small_with_load(R"("history": {"file": "rps.csv"})"));
  ASSERT_EQ(file.diagnostics().errors(), 1U) << shown(file.diagnostics());
  EXPECT_EQ(file.diagnostics().all()[0].where.file, folder.path("rps.csv"));
  EXPECT_EQ(file.diagnostics().all()[0].where.line, 3U);
}

TEST_F(MeasuredLoad, WhatCannotBeFittedIsAWarning) {
  folder.put("rps.csv", "timestamp,value\n2026-10-01T00:00Z,1\n2026-10-01T01:00Z,2\n");
  const auto file = read(small_with_load(R"("history": {"file": "rps.csv"})"));
  EXPECT_TRUE(file.ok());
  EXPECT_GT(file.diagnostics().warnings(), 0U);
}

TEST_F(MeasuredLoad, ThePeakHourMayHaveADate) {
  const auto now = load(R"("peak_hour_now": "60 rps", "as_of": "2026-09-01")").now;
  EXPECT_EQ(std::get<workload::PeakHourRate>(now).as_of, parse_instant("2026-09-01"));
}

TEST_F(MeasuredLoad, FilesOutsideTheFolderAreRefused) {
  const auto file = read(small_with_load(R"("history": {"file": "../rps.csv"})"));
  ASSERT_EQ(file.diagnostics().errors(), 1U) << shown(file.diagnostics());
  EXPECT_EQ(file.diagnostics().all()[0].code, "outside-folder");
  EXPECT_EQ(file.diagnostics().all()[0].pointer, "/load/history/file");
}

TEST_F(MeasuredLoad, SamplesOfTimesAreReadFromAFile) {
  const std::string text = small_with("\"4 ms\"", samples_of("data/cpu.csv"));
  const auto distribution = [&] {
    const auto file = read(text);
    EXPECT_TRUE(file.ok()) << shown(file.diagnostics());
    const auto steps = file->scenario.architecture.components.at("web").operations.at("page");
    return std::get<architecture::CpuWork>(steps[0].action).demand.distribution;
  };
  const auto expected = random::Distribution::empirical({0.001, 0.002, 0.004});
  folder.put("data/cpu.csv", "cpu (ms)\r\n1\r\n2\r\n\r\n4\r\n");
  EXPECT_EQ(distribution(), expected);
  folder.put("data/cpu.csv", "1 ms\n2 ms\n4 ms");
  EXPECT_EQ(distribution(), expected);
}

TEST_F(MeasuredLoad, SamplesWithoutUnitAreToldWithTheirLine) {
  folder.put("cpu.csv", "1 ms\n2\nx\n");
  const auto file = read(small_with("\"4 ms\"", samples_of("cpu.csv")));
  ASSERT_EQ(file.diagnostics().errors(), 2U) << shown(file.diagnostics());
  EXPECT_EQ(file.diagnostics().all()[0].code, "missing-unit");
  EXPECT_EQ(file.diagnostics().all()[0].where.file, folder.path("cpu.csv"));
  EXPECT_EQ(file.diagnostics().all()[0].where.line, 2U);
  EXPECT_EQ(file.diagnostics().all()[1].where.line, 3U);
}

TEST_F(MeasuredLoad, OwnPricesAreReadFromAnOverlay) {
  folder.put("own.json", R"({"format": "headroom-catalogue/1", "currency": "USD", "rows": [
      {"id": "own:rack", "provider": "own", "region": "cellar", "unit": "hour", "price": "1",
       "vcpus": 8, "memory_gib": 32, "as_of": "2026-11", "source": "invoice",
       "confidence": "high"}]})");
  const auto file = read(replaced(small_with("aws:m6i.large", "own:rack"), "\"load\"",
                                  R"("prices": {"provider": "own", "region": "cellar",
                                                "overlay": "own.json"}, "load")"));
  ASSERT_TRUE(file.ok()) << shown(file.diagnostics());
  EXPECT_EQ(file->catalogue.sizes.at("own:rack").vcpus, 8.0);
  EXPECT_NE(file->catalogue.prices.find("aws:m6i.large"), nullptr);
}

}  // namespace
}  // namespace headroom::io
