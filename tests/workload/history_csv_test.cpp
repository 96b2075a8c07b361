#include "core/workload/history_csv.h"

#include <locale>
#include <string>

#include <gtest/gtest.h>

namespace headroom::workload {
namespace {

Result<History> read(std::string_view text, HistoryUnit unit = HistoryUnit::per_second) {
  return read_history(text, "load.csv", unit);
}

/// "line:column code" of every diagnostic.
std::string findings(std::string_view text, HistoryUnit unit = HistoryUnit::per_second) {
  std::string all;
  const auto result = read(text, unit);
  for (const Diagnostic& each : result.diagnostics().all()) {
    EXPECT_EQ(each.where.file, "load.csv");
    all += std::to_string(each.where.line) + ":" + std::to_string(each.where.column) + " " +
           each.code + "\n";
  }
  return all;
}

const Instant kNewYear = start_of({2027, 1});

TEST(HistoryCsv, ReadsRowsWithAndWithoutAHeader) {
  for (const std::string header : {"", "timestamp,value\n"}) {
    const auto history = read(header + "2027-01-01T00:00,1.5\n2027-01-01 01:00:00Z,0\n");
    ASSERT_TRUE(history.ok());
    EXPECT_EQ(history->file, "load.csv");
    EXPECT_EQ(history->samples,
              (std::vector<Sample>{{kNewYear, 1.5}, {Instant{kNewYear.seconds + 3600}, 0.0}}));
    EXPECT_EQ(history->step, Seconds(3600.0));
    EXPECT_TRUE(history.diagnostics().empty());
  }
}

TEST(HistoryCsv, AcceptsWhatExportsLookLike) {
  const auto history = read(
      "\xEF\xBB\xBF\"timestamp\",\"value\"\r\n"
      "\"2027-01-01T00:00:00.000Z\",\"1e2\"\r\n"
      "\r\n"
      " 2027-01-01T02:00:00+01:00 , 7 \r\n"
      "2026-12-31T20:30-0530,8\r\n");
  ASSERT_TRUE(history.ok());
  ASSERT_EQ(history->samples.size(), 3U);
  for (std::int64_t hour = 0; hour < 3; ++hour)
    EXPECT_EQ(history->samples[static_cast<std::size_t>(hour)].at.seconds,
              kNewYear.seconds + hour * 3600);
  EXPECT_EQ(history->samples[0].value, 100.0);
}

TEST(HistoryCsv, EpochSecondsAreTimestamps) {
  const auto history = read("1798761600,1\n1798765200.75,2");
  ASSERT_TRUE(history.ok());
  EXPECT_EQ(history->samples[0].at, kNewYear);
  EXPECT_EQ(history->samples[1].at.seconds, kNewYear.seconds + 3600);
}

TEST(HistoryCsv, CountsPerStepBecomeRates) {
  const auto history =
      read("2027-01-01,864\n2027-01-02,1728\n2027-01-05,864", HistoryUnit::per_step);
  ASSERT_TRUE(history.ok());
  EXPECT_EQ(history->step, Seconds(3 * 86400.0));  // the upper of two medians
  const auto months =
      read("2027-01-01,2678400\n2027-02-01,2419200\n2027-03-01,2678400\n", HistoryUnit::per_step);
  for (const Sample& month : months->samples) EXPECT_DOUBLE_EQ(month.value, 1.0);
  EXPECT_EQ(months->unit, HistoryUnit::per_step);
}

TEST(HistoryCsv, ADecimalCommaIsPointedOut) {
  EXPECT_EQ(findings("2027-01-01,1,5\n2027-01-02,2\n"), "1:12 history-columns\n");
  EXPECT_EQ(findings("timestamp,value\n2027-01-01,\"1,5\"\n2027-01-02,2\n"),
            "2:13 history-value\n");
  EXPECT_EQ(read("2027-01-01,1,5\n").diagnostics().all()[0].hint, "write a decimal point: 1.5");
}

TEST(HistoryCsv, TimesThatDoNotRiseAreNamedByRow) {
  const std::string text =
      "timestamp,value\n2027-01-02,1\n2027-01-01,1\n2027-01-03,1\n2027-01-03,1\n";
  EXPECT_EQ(findings(text), "3:1 history-order\n5:1 history-order\n");
  const auto result = read(text);
  EXPECT_EQ(result.diagnostics().all()[0].message,
            "\"2027-01-01\" is before the timestamp of row 2");
  EXPECT_EQ(result.diagnostics().all()[1].message, "\"2027-01-03\" repeats the timestamp of row 4");
}

TEST(HistoryCsv, NoRowsAreAnErrorAndOneIsAWarning) {
  EXPECT_EQ(findings(""), "1:1 history-empty\n");
  EXPECT_EQ(findings("timestamp,value\n\n"), "1:1 history-empty\n");
  const auto one = read("2027-01-01,4\n");
  ASSERT_TRUE(one.ok());
  EXPECT_EQ(one.diagnostics().warnings(), 1U);
  EXPECT_GT(one->step.value(), 0.0);
  EXPECT_EQ(findings("2027-01-01,4\n", HistoryUnit::per_step),
            "1:1 history-one-row\n1:1 history-step\n");
  EXPECT_EQ(findings("2027-01-01,1,5\n"), "1:12 history-columns\n")
      << "no word on a row that is wrong";
}

TEST(HistoryCsv, EveryMistakeIsFoundAtOnce) {
  EXPECT_EQ(findings("timestamp,value\n"
                     "2027-01-01,x\n"
                     "01/02/2027,1\n"
                     "2027-01-03,-1\n"
                     "2027-01-04,nan\n"
                     "2027-01-05,inf\n"
                     "2027-01-06,1e400\n"
                     "2027-01-07,\n"
                     "2027-01-08\n"
                     "2027-02-30,1 2\n"),
            "2:12 history-value\n3:1 history-timestamp\n4:12 history-value\n5:12 history-value\n"
            "6:12 history-value\n7:12 history-value\n8:12 history-value\n9:1 history-columns\n"
            "10:1 history-timestamp\n10:12 history-value\n");
}

TEST(HistoryCsv, SaysWhatToDo) {
  const auto hint = [](std::string_view text) { return read(text).diagnostics().all().at(0).hint; };
  EXPECT_EQ(hint("timestamp;value\n2027-01-01;1\n"), "separate the columns by commas");
  EXPECT_EQ(hint("1798761600000,1\n1798765200000,1\n"), "divide milliseconds by 1000");
  EXPECT_EQ(hint("2027-01-01,\n2027-01-02,1"), "leave the row out where nothing was measured");
}

TEST(HistoryCsv, HeadersHaveTheTwoNames) {
  EXPECT_EQ(findings("time,requests\n2027-01-01,1\n2027-01-02,1\n"), "1:1 history-header\n");
  EXPECT_EQ(findings("timestamp;value\n2027-01-01;1\n2027-01-02;1\n"), "1:1 history-header\n");
  EXPECT_EQ(findings("value,timestamp\n2027-01-01,1\n2027-01-02,1\n"), "1:1 history-header\n");
}

TEST(HistoryCsv, OffsetsThatAreNoneAreNoTimestamps) {
  for (const std::string time : {"2027-01-01T00:00+1", "2027-01-01T00:00+99:00",
                                 "2027-01-01T00:00+01:75", "2027-01-01T00:00+a1:00"})
    EXPECT_EQ(findings(time + ",1\n2027-01-02,1\n"), "1:1 history-timestamp\n") << time;
}

TEST(HistoryCsv, TheLocaleDoesNotMatter) {
  struct DecimalComma : std::numpunct<char> {
    [[nodiscard]] char do_decimal_point() const override { return ','; }
    [[nodiscard]] char do_thousands_sep() const override { return '.'; }
  };
  const std::locale before =
      std::locale::global(std::locale(std::locale::classic(), new DecimalComma));
  const auto history = read("2027-01-01,1.5\n2027-01-02,2\n");
  std::locale::global(before);
  ASSERT_TRUE(history.ok());
  EXPECT_EQ(history->samples[0].value, 1.5);
}

// A reader of whatever a user has must end in a value or in errors.
TEST(HistoryCsv, EveryPrefixAndEveryByteEndsInAValueOrAnError) {
  const std::string text =
      "timestamp,value\r\n\"2027-01-01T00:00:00+01:00\",\"1.5\"\n1798765200,2e3\n";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const auto result = read(std::string_view(text).substr(0, length));
    EXPECT_NE(result.ok(), result.diagnostics().has_errors());
  }
  for (std::size_t at = 0; at < text.size(); ++at)
    for (int byte = 0; byte < 256; ++byte) {
      std::string changed = text;
      changed[at] = static_cast<char>(byte);
      const auto result = read(changed);
      EXPECT_NE(result.ok(), result.diagnostics().has_errors());
    }
}

}  // namespace
}  // namespace headroom::workload
