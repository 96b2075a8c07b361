#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/report/comparison_words.h"
#include "tests/report/projections.h"
#include "tests/support/json_schema.h"

namespace headroom::report {
namespace {

using namespace testing;
using headroom::testing::schema_problems;
using projection::Compared;
using projection::Contrast;
using projection::Gap;
using projection::Projection;
using projection::Scenario;
using projection::WindowKind;

struct Named {
  Scenario scenario = shop();
  Projection projection = quiet_year();

  explicit Named(const std::string& name, double cost_usd = 41'200.0, double p95_s = 0.118) {
    scenario.name = name;
    projection.cost_total = Money::from_units(cost_usd);
    for (projection::MonthResult& month : projection.months) {
      // Months 0 to 11 cost the total.
      month.bill.total = Money::from_units(cost_usd / 12.0);
      for (projection::Window& window : month.windows)
        window.simulated.total.latency.p95 = Estimate::around(p95_s, 0.004);
    }
  }
  [[nodiscard]] Compared compared() const { return {&scenario, &projection}; }
};

std::string sentence(const std::vector<Compared>& all) {
  return plain(comparison_verdict(all, projection::compare(all).value()));
}

TEST(GapWords, StateSignedDifferencesInTheUnitOfTheTable) {
  const GapText lower = latency_gap({Contrast::lower, Estimate::around(-0.488, 0.021), true});
  EXPECT_EQ(lower.words, "");
  EXPECT_EQ(lower.digits, (Digits{"-490", "20"}));
  EXPECT_EQ(lower.tone, Tone::good);
  const GapText unknown =
      latency_gap({Contrast::not_distinguishable, Estimate::around(0.004, 0.006), true});
  EXPECT_EQ(unknown.words, "not distinguishable");
  EXPECT_EQ(unknown.digits, (Digits{"+4", "6"}));
  const GapText errors = error_gap({Contrast::higher, Estimate::around(0.0087, 0.001), true});
  EXPECT_EQ(errors.digits, (Digits{"+0.87", "0.10"}));
  EXPECT_EQ(errors.tone, Tone::bad);
}

TEST(GapWords, StateNoFigureWhereThereIsNone) {
  EXPECT_EQ(latency_gap({Contrast::same, {}, false}).words, "same");
  EXPECT_EQ(latency_gap({Contrast::now_stable, {}, false}).words, "now stable");
  EXPECT_EQ(latency_gap({Contrast::undefined, {}, false}).words, "\u2013");
  const GapText nothing = error_gap({Contrast::not_distinguishable, Estimate::exact(0.0), false});
  EXPECT_EQ(nothing.digits, Digits{});
  EXPECT_EQ(money_gap(Money::from_units(840.0)), "+840");
  EXPECT_EQ(money_gap(Money::from_units(-840.0), Style::typographic), "\u2212840");
  EXPECT_EQ(money_gap(Money()), "0");
}

TEST(ComparisonVerdict, TellsTwoThatKeepTheTargetsApart) {
  const Named a("A");
  const Named b("B", 42'400.0, 0.098);
  EXPECT_EQ(
      sentence({a.compared(), b.compared()}),
      "Both keep every target to December 2027. In June 2027 p95 is 20 ms \u00b1 6 lower with "
      "B, which costs 1 200 USD more over the 12 months.");
}

TEST(ComparisonVerdict, NeverSaysThatThereIsNoDifference) {
  const Named a("A");
  const Named b("B", 42'400.0, 0.119);
  EXPECT_EQ(sentence({a.compared(), b.compared()}),
            "Both keep every target to December 2027. In June 2027 their p95 are not "
            "distinguishable; B costs 1 200 USD more over the 12 months.");
}

TEST(ComparisonVerdict, NamesWhoMissesWhat) {
  Named base("Base", 41'200.0, 0.640);
  base.projection.breaches = {p95_breach(6)};
  const Named fix("Fix", 40'000.0);
  EXPECT_EQ(
      sentence({base.compared(), fix.compared()}),
      "Fix keeps every target to December 2027; Base misses p95 in June 2027 (orders-db). In "
      "June 2027 p95 is 522 ms \u00b1 6 lower with Fix, which costs 1 200 USD less over the 12 "
      "months.");
  EXPECT_EQ(breach_words(base.projection), "June 2027, orders-db");
  EXPECT_EQ(breach_words(fix.projection), "none");
}

TEST(ComparisonVerdict, CountsTheCheaperOfTwoWhereTheFirstIsFaster) {
  const Named a("A", 41'200.0, 0.098);
  const Named b("B", 42'400.0);
  EXPECT_EQ(
      sentence({a.compared(), b.compared()}),
      "Both keep every target to December 2027. In June 2027 p95 is 20 ms \u00b1 6 lower with "
      "A, which costs 1 200 USD less over the 12 months.");
}

TEST(ComparisonVerdict, NamesTheCheapestOfMany) {
  const Named a("A");
  const Named b("B", 40'000.0);
  const Named c("C", 43'000.0);
  EXPECT_EQ(sentence({a.compared(), b.compared(), c.compared()}),
            "All three keep every target to December 2027. The cheapest of them is B: 40 000 USD.");
}

TEST(ComparisonJson, KeepsToItsSchema) {
  Named base("Base");
  base.projection.breaches = {p95_breach(6)};
  projection::Window& last = base.projection.months[12].windows[1];
  last.simulated.stable = false;
  const Named fix("Fix", 40'000.0);
  const std::vector<ComparedSubject> subjects = {
      {{base.scenario, "0123456789abcdef", ""}, base.projection},
      {{fix.scenario, "0123456789abcdef", ""}, fix.projection}};
  const auto comparison = projection::compare(std::vector{base.compared(), fix.compared()}).value();
  const std::string text = comparison_json(subjects, comparison, "headroom compare a b");
  for (const std::string& problem :
       schema_problems(nlohmann::json::parse(report_schema()), nlohmann::json::parse(text)))
    ADD_FAILURE() << problem;
  EXPECT_NE(text.find("\"now_stable\""), std::string::npos);
}

}  // namespace
}  // namespace headroom::report
