#include <gtest/gtest.h>

#include "core/report/breach_words.h"
#include "core/report/report.h"
#include "tests/report/projections.h"

namespace headroom::report {
namespace {

using namespace testing;
using projection::Breach;
using projection::Projection;
using projection::Scenario;
using projection::TargetKind;

Projection year_with(std::vector<Breach> breaches) {
  Projection projection = quiet_year();
  projection.breaches = std::move(breaches);
  return projection;
}

std::string verdict_on(const Projection& projection) { return plain(verdict(shop(), projection)); }

std::string second_line_on(const Projection& projection) {
  return plain(second_line(shop(), projection));
}

Breach unstable(int month_index) {
  return breach(TargetKind::stability, month_index, Estimate::around(3.2, 0.4), 0.0);
}

/// p95 over target on 15 March 2027 only.
Breach launch() {
  Breach result = p95_breach(3);
  result.value = Estimate::around(0.62, 0.03);
  result.surge = "launch";
  result.date = *parse_instant("2027-03-15T09:00");
  result.critical_rps = 200.0;
  return result;
}

/// Load that the launch lifts from 100 to 400 requests/s for 20 minutes.
Scenario shop_with_launch() {
  Scenario scenario = shop();
  workload::Surge surge;
  surge.name = "launch";
  surge.at = *parse_instant("2027-03-15T09:00");
  surge.peak = Uncertain::exact(4.0);
  surge.ramp = Seconds(0.0);
  surge.hold = Seconds(1200.0);
  surge.half_life = Seconds(0.0);
  scenario.load.surges = {surge};
  return scenario;
}

TEST(Verdict, FineNamesTheTightestResourceAndItsRoom) {
  EXPECT_EQ(verdict_on(quiet_year()),
            "Fine for 12 months. The tightest is orders-db (IOPS): 79 % busy in December 2027, "
            "room for 12 % more load.");
}

TEST(Verdict, FineWithoutAnyResourceIsStillASentence) {
  Projection projection = quiet_year();
  for (auto& month : projection.months) month.components.clear();
  Scenario scenario = shop();
  scenario.horizon.months = 1;
  EXPECT_EQ(plain(verdict(scenario, projection)), "Fine for 1 month.");
}

TEST(Verdict, BreachNamesMonthComponentTargetValueAndLimit) {
  EXPECT_EQ(
      verdict_on(year_with({p95_breach(6)})),
      "Fine until June 2027. Then orders-db (IOPS) breaks p95: 640 ms \u00b1 20 against 300.");
}

TEST(Verdict, BreachOfOneClassNamesTheClass) {
  Breach checkout = p95_breach(6);
  checkout.request_class = "checkout";
  EXPECT_EQ(verdict_on(year_with({checkout})),
            "Fine until June 2027. Then orders-db (IOPS) breaks checkout p95: 640 ms \u00b1 20 "
            "against 300.");
}

TEST(Verdict, BreachNow) {
  Breach now = p95_breach(0);
  now.component = "web";
  now.resource = "CPU";
  now.value = Estimate::around(0.41, 0.012);
  EXPECT_EQ(verdict_on(year_with({now})),
            "Over target now: web (CPU) breaks p95: 410 ms \u00b1 12 against 300.");
}

TEST(Verdict, NothingIsBusyBeyondAllOfIt) {
  Breach asked = p95_breach(6);
  asked.target = TargetKind::utilization;
  asked.value = Estimate::exact(3.0);
  asked.limit = 0.6;
  EXPECT_EQ(verdict_on(year_with({asked})),
            "Fine until June 2027. Then orders-db (IOPS) is asked for 300 % of what it has against "
            "60.");
}

TEST(Verdict, LaterInTheFirstMonthTheDayIsTold) {
  Breach later = p95_breach(0);
  later.date.seconds += 9 * 86'400;
  EXPECT_TRUE(verdict_on(year_with({later})).starts_with("Fine until 10 December 2026. Then "));
}

TEST(Verdict, UnstableSaysHowFastTheBacklogGrowsAndNoLatency) {
  EXPECT_EQ(verdict_on(year_with({unstable(7)})),
            "Fine until July 2027. Then orders-db (IOPS) is asked for more than it can do: the "
            "backlog grows by 3 requests/s at the peak hour.");
}

TEST(Verdict, UtilizationAndErrorsHaveTheirOwnUnits) {
  EXPECT_EQ(
      verdict_on(year_with({breach(TargetKind::utilization, 6, Estimate::exact(0.82), 0.75)})),
      "Fine until June 2027. Then orders-db (IOPS) is 82 % busy against 75.");
  EXPECT_EQ(verdict_on(year_with(
                {breach(TargetKind::error_ratio, 6, Estimate::around(0.012, 0.001), 0.005)})),
            "Fine until June 2027. Then orders-db (IOPS) breaks errors: 1.20 % \u00b1 0.10 against "
            "0.5.");
}

TEST(Verdict, OnlyTheBudgetIsMissed) {
  EXPECT_EQ(
      verdict_on(year_with({budget_breach(9)})),
      "Fast enough for 12 months. Above the budget of 4 000 USD a month from September 2027.");
}

TEST(Verdict, AnEarlierBudgetBreachDoesNotHideThatTheSystemBreaks) {
  EXPECT_EQ(
      verdict_on(year_with({budget_breach(2), p95_breach(6)})),
      "Fine until June 2027. Then orders-db (IOPS) breaks p95: 640 ms \u00b1 20 against 300.");
}

TEST(Verdict, SurgeOnlySaysTheDayAndHowLong) {
  EXPECT_EQ(
      plain(verdict(shop_with_launch(), year_with({launch()}))),
      "Fine except on launch day, 15 March 2027: p95 620 ms \u00b1 30 against 300 for 20 min.");
}

TEST(Verdict, LimitThatIsTinyBesideTheValueHasItsOwnUnit) {
  Breach surge = p95_breach(3);
  surge.value = Estimate::around(63.0, 3.6);
  EXPECT_EQ(verdict_on(year_with({surge})),
            "Fine until March 2027. Then orders-db (IOPS) breaks p95: 1.05 min \u00b1 0.06 against "
            "300 ms.");
}

TEST(Verdict, SurgeBeyondCapacityNamesTheComponent) {
  Breach surge = unstable(3);
  surge.surge = "launch";
  surge.date = launch().date;
  surge.critical_rps = 200.0;
  EXPECT_EQ(plain(verdict(shop_with_launch(), year_with({surge}))),
            "Fine except on launch day, 15 March 2027: orders-db (IOPS) is asked for more than it "
            "can do for 20 min: the backlog grows by 3 requests/s.");
}

TEST(Verdict, SurgeBeforeAnOrdinaryBreachIsNotPassedOver) {
  EXPECT_EQ(verdict_on(year_with({launch(), unstable(7)})),
            "Fine except on launch day, 15 March 2027, until July 2027. Then orders-db (IOPS) is "
            "asked for more than it can do: the backlog grows by 3 requests/s at the peak hour.");
}

TEST(Verdict, MoreThanItCanDoSaysMoreThanTooBusyInTheSameMonth) {
  const Breach busy = breach(TargetKind::utilization, 7, Estimate::exact(1.03), 0.75);
  EXPECT_EQ(verdict_on(year_with({busy, unstable(7)})), verdict_on(year_with({unstable(7)})));
  EXPECT_EQ(verdict_on(year_with({busy, unstable(8)})), verdict_on(year_with({busy})));
}

TEST(Verdict, AnUnboundedLatencyIsAlsoMissedAndAloneHasItsUnit) {
  Breach unbounded = breach(TargetKind::latency_p95, 7, {}, 0.3);
  unbounded.unbounded = true;
  const Projection year = year_with({unbounded, unstable(7)});
  EXPECT_EQ(verdict_on(year), verdict_on(year_with({unstable(7)})));
  EXPECT_NE(plain(second_line(shop(), year, Style::ascii)).find("Also missed: p95 from July 2027."),
            std::string::npos);
  EXPECT_EQ(verdict_on(year_with({unbounded})),
            "Fine until July 2027. Then orders-db (IOPS) breaks p95: unbounded against 300 ms.");
}

TEST(Verdict, NotSureWhileTheTargetLiesInsideALooseInterval) {
  Projection projection = quiet_year();
  auto& peak = projection.months[6].windows[1].simulated;
  peak.total.latency.p95 = Estimate::around(0.29, 0.042);
  peak.precision_reached = false;
  EXPECT_EQ(verdict_on(projection),
            "Not sure yet: p95 in June 2027 is 290 ms \u00b1 40, the target is 300.");
}

TEST(Verdict, ALooseIntervalThatLeavesNoDoubtIsNotMentioned) {
  Projection projection = quiet_year();
  projection.months[6].windows[1].simulated.precision_reached = false;
  EXPECT_EQ(verdict_on(projection), verdict_on(quiet_year()));
}

TEST(Verdict, DoubtAfterACertainBreachChangesNothing) {
  Projection projection = year_with({p95_breach(4)});
  auto& peak = projection.months[6].windows[1].simulated;
  peak.total.latency.p95 = Estimate::around(0.29, 0.042);
  peak.precision_reached = false;
  EXPECT_EQ(verdict_on(projection), verdict_on(year_with({p95_breach(4)})));
}

TEST(Verdict, DoubtAboutAClassIsJudgedByTheTargetsOfTheClass) {
  Scenario scenario = shop();
  scenario.class_targets["checkout"].latency_p99 = Seconds(0.8);
  Projection projection = quiet_year();
  auto& peak = projection.months[5].windows[1].simulated;
  peak.precision_reached = false;
  peak.classes.resize(1);
  peak.classes[0].name = "checkout";
  peak.classes[0].latency.p99 = Estimate::around(0.81, 0.1);
  EXPECT_EQ(plain(verdict(scenario, projection)),
            "Not sure yet: checkout p99 in May 2027 is 810 ms \u00b1 100, the target is 800.");
}

TEST(Verdict, TypographicStyleChangesOnlySpacesAndMinus) {
  const std::string text =
      plain(verdict(shop(), year_with({budget_breach(9)}), Style::typographic));
  EXPECT_NE(text.find("4\u202f000\u202fUSD a month"), std::string::npos) << text;
}

TEST(Verdict, MeaningIsMarkedByTones) {
  const Sentence sentence = verdict(shop(), year_with({p95_breach(6)}));
  const auto tone_of = [&](const std::string& text) {
    for (const Span& span : sentence)
      if (span.text == text) return span.tone;
    return Tone::plain;
  };
  EXPECT_EQ(tone_of("Fine until June 2027."), Tone::strong);
  EXPECT_EQ(tone_of("orders-db"), Tone::strong);
  EXPECT_EQ(tone_of("640 ms \u00b1 20"), Tone::bad);
}

TEST(SecondLine, TellsTheYearsCostWithItsBandAndTheBudget) {
  EXPECT_EQ(second_line_on(year_with({p95_breach(6), budget_breach(9)})),
            "12 months cost 41 200 USD (38 900 to 44 300). Above the budget of 4 000 a month from "
            "September 2027.");
}

TEST(SecondLine, AnExactCostHasNoBand) {
  Projection projection = quiet_year();
  projection.cost_total_usd = Estimate::exact(41'203.4);
  EXPECT_EQ(second_line_on(projection), "12 months cost 41 203 USD.");
}

TEST(SecondLine, DoesNotRepeatWhatTheVerdictSaid) {
  EXPECT_EQ(second_line_on(year_with({budget_breach(9)})),
            "12 months cost 41 200 USD (38 900 to 44 300).");
}

TEST(SecondLine, ListsTheOtherTargetsMissed) {
  Breach checkout = p95_breach(7);
  checkout.request_class = "checkout";
  EXPECT_EQ(
      second_line_on(year_with({launch(), p95_breach(6), checkout, unstable(7)})),
      "12 months cost 41 200 USD (38 900 to 44 300). Also missed: p95 on launch day, 15 March "
      "2027, checkout p95 from July 2027, stability from July 2027.");
}

TEST(BreachWords, LimitsAreShownAsTyped) {
  EXPECT_EQ(limit_with_unit(p95_breach(1)), "300 ms");
  EXPECT_EQ(limit_with_unit(breach(TargetKind::latency_p99, 1, Estimate::exact(0.01), 0.0025)),
            "2.5 ms");
  EXPECT_EQ(limit_with_unit(budget_breach(1)), "4 000 USD");
  EXPECT_EQ(limit_with_unit(breach(TargetKind::error_ratio, 1, Estimate::exact(0.1), 0.001)),
            "0.1 %");
}

}  // namespace
}  // namespace headroom::report
