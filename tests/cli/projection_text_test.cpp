// The text of hand-made projections: every case of the table of months and of the blocks below it.
#include "cli/render/projection_text.h"

#include <sstream>

#include <gtest/gtest.h>

#include "cli/render/breach_text.h"
#include "cli/render/cost_table.h"
#include "cli/render/text.h"
#include "cli/render/year_table.h"
#include "tests/report/projections.h"

namespace headroom::cli {
namespace {

using namespace report::testing;
using projection::Projection;
using projection::Scenario;
using projection::TargetKind;
using projection::Window;
using projection::WindowKind;
using report::Tone;

const Paint kPlain(false);

std::string line_with(const std::string& text, const std::string& part) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.find(part) != std::string::npos) return line;
  return "";
}

network::ComponentPerformance busy_database(double utilization) {
  network::ResourcePerformance iops;
  iops.label = "IOPS";
  iops.utilization = Estimate::exact(std::min(1.0, utilization));
  iops.offered_utilization = utilization;
  iops.mean_wait_s = Estimate::exact(0.097);
  network::ResourcePerformance connections;
  connections.label = "connections";
  connections.utilization = Estimate::exact(0.4);
  connections.mean_wait_s = Estimate::exact(0.118);
  network::ComponentPerformance database;
  database.name = "orders-db";
  database.resources = {connections, iops};
  return database;
}

void make_unstable(Window& window, double growth) {
  window.simulated.stable = false;
  window.simulated.backlog_growth_rps = Estimate::around(growth, 0.1);
  window.simulated.unstable_component = "orders-db";
  window.simulated.unstable_resource = "IOPS";
}

/// p95 is missed in June, the backlog grows from July on, the budget ends in September.
Projection breaking_year() {
  Projection projection = quiet_year();
  for (auto& month : projection.months) {
    Window& peak = month.windows[1];
    const double utilization = 0.5 + 0.08 * month.index;
    peak.simulated.components = {busy_database(utilization)};
    if (month.index > 6) make_unstable(peak, 3.0 + 10.0 * (month.index - 7));
    month.bill.total = Money::from_units(2578.0 + 180.0 * month.index);
  }
  projection.months[6].windows[1].simulated.total.latency.p95 = Estimate::around(0.64, 0.02);
  projection.months[6].windows[1].simulated.total.error_ratio = Estimate::around(0.009, 0.001);
  projection.breaches = {p95_breach(6), budget_breach(8)};
  projection.headroom_now = 0.73;
  projection.months[0].load.peak_rps = 180.0;
  return projection;
}

std::string table(const Projection& projection, const Paint& paint = kPlain) {
  return year_table(shop(), projection, paint);
}

TEST(YearTable, AMonthTellsLoadLatencyErrorsBusiestResourceAndCost) {
  EXPECT_EQ(line_with(table(breaking_year()), "Jun 2027"),
            " 6 Jun 2027       240  229 to 262  640 \u00b1 20  0.90 \u00b1 0.10    orders-db IOPS"
            "     98 %         3 658");
}

TEST(YearTable, UnstableMonthsTellGrowthInsteadOfLatencyAndErrors) {
  const std::string line = line_with(table(breaking_year()), "Aug 2027");
  EXPECT_NE(line.find("unstable, backlog +13/s"), std::string::npos) << line;
  EXPECT_EQ(line.find("\u00b1"), std::string::npos) << line;
}

TEST(YearTable, UsedIsAtMostAllAndWhatIsAskedForHasItsColumnOnlyWhenItIsMore) {
  const std::string text = table(breaking_year());
  EXPECT_NE(line_with(text, "Month").find("Used  Asked"), std::string::npos) << text;
  EXPECT_NE(line_with(text, "Aug 2027").find("100 %  114 %"), std::string::npos) << text;
  EXPECT_NE(line_with(text, "Jun 2027").find(" 98 %         3"), std::string::npos) << text;
  Projection quiet = breaking_year();
  for (auto& month : quiet.months) month.windows[1].simulated.components = {busy_database(0.5)};
  EXPECT_EQ(line_with(table(quiet), "Month").find("Asked"), std::string::npos);
}

TEST(YearTable, WhatIsMissedHotOrTooDearIsMarked) {
  const std::string text = table(breaking_year(), Paint(true));
  EXPECT_NE(line_with(text, "Jun 2027").find("\x1b[1;31m640\x1b[0m"), std::string::npos);
  EXPECT_NE(line_with(text, "Apr 2027").find("\x1b[33morders-db IOPS"), std::string::npos);
  EXPECT_EQ(line_with(text, "Jan 2027").find('\x1b'), std::string::npos);
  EXPECT_NE(line_with(text, "Jul 2027").find("\x1b[35munstable"), std::string::npos);
  EXPECT_NE(line_with(text, "Aug 2027").find("\x1b[33m4 018"), std::string::npos);
}

TEST(YearTable, SurgesStandUnderTheirMonth) {
  Projection projection = breaking_year();
  Window surge = window(WindowKind::surge, {2027, 3}, 610.0);
  surge.surge = "launch";
  surge.simulated.components = {busy_database(0.78)};
  projection.months[3].windows.push_back(surge);
  const std::string text = table(projection);
  const std::size_t march = text.find("Mar 2027");
  EXPECT_EQ(text.find("\n   launch         610", march), text.find('\n', march)) << text;
}

TEST(YearTable, LongNamesAndThousandsStillFit) {
  Projection projection = breaking_year();
  for (auto& month : projection.months) {
    month.windows[1].simulated.components[0].name = std::string(64, 'n');
    month.peak_rps = {1234567.0, 1034567.0, 1434567.0};
    month.bill.total = Money::from_units(12'345'678.0);
  }
  std::istringstream lines(table(projection));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), kWidth) << line;
}

TEST(BreachText, TellsWhatBreaksWhereAndHowMuchRoomThereIs) {
  Projection projection = breaking_year();
  projection.breaches[0].earliest = Month{2027, 5};
  projection.breaches[0].latest = Month{2027, 8};
  EXPECT_EQ(
      breach_text(projection, false, kPlain),
      "First breach    June 2027 (80 % interval: May 2027 to August 2027)\n"
      "  what breaks   p95 640 ms \u00b1 20, target 300 ms\n"
      "  where         orders-db, IOPS 98 % busy; 118 ms wait for connections, 97 ms for IOPS\n"
      "  headroom now  +73 % load, until 311 rps at the peak hour\n");
}

TEST(BreachText, AnUnstableHourHasNoWaits) {
  Projection projection = breaking_year();
  projection.breaches = {breach(TargetKind::stability, 7, Estimate::around(3.2, 0.4), 0.0)};
  const std::string text = breach_text(projection, false, kPlain);
  EXPECT_NE(text.find("more is asked than it can do, backlog +3 requests/s"), std::string::npos);
  EXPECT_NE(text.find("orders-db, IOPS 100 % busy, asked for 106 %\n"), std::string::npos) << text;
}

TEST(BreachText, WhatBreaksInTheSameMonthStandsBeside) {
  Projection projection = breaking_year();
  projection::Breach checkout = p95_breach(6);
  checkout.request_class = "checkout";
  checkout.value = Estimate::around(1.18, 0.04);
  checkout.limit = 0.8;
  projection.breaches.insert(projection.breaches.begin() + 1, checkout);
  EXPECT_NE(
      breach_text(projection, false, kPlain)
          .find("p95 640 ms \u00b1 20, target 300 ms; checkout p95 1 180 ms \u00b1 40, target "
                "800 ms\n"),
      std::string::npos);
}

TEST(BreachText, WithoutABreachOnlyTheRoomIsTold) {
  Projection projection = breaking_year();
  projection.breaches.clear();
  EXPECT_EQ(breach_text(projection, true, kPlain),
            "Headroom now    +73 % load, until 311 users at the peak hour\n");
  projection.headroom_now = std::nullopt;
  EXPECT_EQ(breach_text(projection, true, kPlain), "");
}

TEST(BreachText, WhatIsOverTargetNowSaysByHowMuchTheLoadIsTooHigh) {
  Projection projection = breaking_year();
  projection.headroom_now = -0.1;
  EXPECT_NE(breach_text(projection, false, kPlain)
                .find("none: the peak hour keeps every target up to 162 rps, 10 % less than now"),
            std::string::npos);
}

Projection year_of_costs(const std::vector<std::pair<std::string, double>>& monthly) {
  Projection projection = quiet_year();
  Money total;
  for (auto& month : projection.months) {
    month.bill = {};
    for (const auto& [component, usd] : monthly) {
      cost::BillLine line;
      line.component = component;
      line.detail = "1 x " + component;
      line.amount = Money::from_units(usd);
      month.bill.total += line.amount;
      month.bill.lines.push_back(line);
    }
    if (month.index < 12) total += month.bill.total;
  }
  projection.cost_total = total;
  return projection;
}

TEST(CostTable, TheDearestComeFirstOverTheMonthsOfTheHorizon) {
  const std::string text =
      cost_table(shop(), year_of_costs({{"web", 100.0}, {"orders-db", 300.0}}), kPlain);
  EXPECT_EQ(line_with(text, "Top costs"),
            "Top costs      12 months, USD; what for: the first month");
  EXPECT_TRUE(line_with(text, "orders-db").starts_with("  orders-db  3 600  75 %  \u2588"));
  EXPECT_TRUE(line_with(text, "web").starts_with("  web        1 200  25 %  \u2588"));
  EXPECT_LT(text.find("orders-db"), text.find("web"));
}

TEST(CostTable, WhatIsLessThanTheFirstFiveIsOneLineThatCompletesTheSum) {
  std::vector<std::pair<std::string, double>> monthly;
  for (int i = 1; i <= 9; ++i) monthly.emplace_back("part" + std::to_string(i), 100.0 * i);
  const std::string text = cost_table(shop(), year_of_costs(monthly), kPlain);
  EXPECT_TRUE(line_with(text, "4 others").starts_with("  4 others  12 000  22 %"))
      << line_with(text, "others");
  EXPECT_EQ(line_with(text, "part4"), "");
}

TEST(CostTable, IsAbsentWhenNothingCosts) {
  EXPECT_EQ(cost_table(shop(), year_of_costs({}), kPlain), "");
  EXPECT_EQ(cost_table(shop(), year_of_costs({{"web", 0.0}}), kPlain), "");
}

TEST(ProjectionText, CountsHowTheWindowsEnded) {
  Projection projection = breaking_year();
  projection.months[0].windows[0].simulated.precision_reached = false;
  projection.requests = 5'234'567;
  const std::string text =
      projection_text(shop(), projection, "headroom project shop.json", 6.14, kPlain);
  EXPECT_EQ(line_with(text, "26 windows"),
            "26 windows: 19 with p95 within 5 %, 1 less precise, 6 unstable; 5.2 million requests; "
            "6.1 s");
  EXPECT_EQ(line_with(text, "re-run"), "re-run: headroom project shop.json");
  EXPECT_EQ(line_with(text, "prices"), "prices aws us-east-1 as of 2026-11-02");
}

}  // namespace
}  // namespace headroom::cli
