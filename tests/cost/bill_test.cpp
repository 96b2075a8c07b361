#include "core/cost/bill.h"

#include <limits>

#include <gtest/gtest.h>

#include "core/base/contracts.h"

namespace headroom::cost {
namespace {

Price flat(const std::string& id, double usd_per_unit) {
  Price price;
  price.id = id;
  price.brackets = {{0.0, Money::from_units(usd_per_unit * 1e6)}};
  price.as_of = "2026-07-20";
  price.source = "list of " + id;
  return price;
}

/// Internet egress of AWS us-east-1 with the monthly allowance of 100 GB.
Price egress() {
  Price price = flat("aws:egress.gb", 0.0);
  price.unit = PriceUnit::gb;
  for (const auto& [from, usd] :
       {std::pair{100.0, 0.09}, {10'000.0, 0.085}, {50'000.0, 0.07}, {150'000.0, 0.05}})
    price.brackets.push_back({from, Money::from_units(usd * 1e6)});
  return price;
}

PriceList list(const std::vector<Price>& prices) {
  PriceList result;
  for (const Price& price : prices) result.add(price);
  return result;
}

architecture::Usage use(const std::string& component, const std::string& item, double quantity) {
  return {component, item, quantity, "", "assumption"};
}

Money egress_of(double gb) {
  return bill({use("edge", "aws:egress.gb", gb)}, list({egress()})).value().total;
}

TEST(Bill, BracketsPriceOnlyThePartThatLiesInThem) {
  EXPECT_EQ(egress_of(0.0), Money());
  EXPECT_EQ(egress_of(100.0), Money());
  EXPECT_EQ(egress_of(101.0), Money::from_units(0.09));
  EXPECT_EQ(egress_of(10'000.0), Money::from_units(891.0));
  EXPECT_EQ(egress_of(50'000.0), Money::from_units(891.0 + 3'400.0));
  EXPECT_EQ(egress_of(150'000.0), Money::from_units(891.0 + 3'400.0 + 7'000.0));
  EXPECT_EQ(egress_of(200'000.0), Money::from_units(891.0 + 3'400.0 + 7'000.0 + 2'500.0));
}

TEST(Bill, BracketsAreFilledByAllComponentsTogether) {
  const Bill shared =
      bill({use("edge", "aws:egress.gb", 9'000.0), use("files", "aws:egress.gb", 3'000.0)},
           list({egress()}))
          .value();
  EXPECT_EQ(shared.total, egress_of(12'000.0));
  EXPECT_EQ(shared.lines[0].amount, Money::from_units(1'061.0 * 0.75));
  EXPECT_EQ(shared.lines[1].amount, Money::from_units(1'061.0 * 0.25));
}

TEST(Bill, AStatedPriceComesBeforeThePriceList) {
  architecture::Usage fee = use("mail", "aws:m6i.large", 1'000'000.0);
  fee.stated_price = architecture::StatedPrice{PriceUnit::request, Money::from_units(400.0)};
  const Bill stated =
      bill({fee, use("api", "aws:m6i.large", 730.0)}, list({flat("aws:m6i.large", 0.096)})).value();
  EXPECT_EQ(stated.lines[0].amount, Money::from_units(400.0));
  EXPECT_EQ(stated.lines[0].unit, PriceUnit::request);
  EXPECT_EQ(stated.lines[0].price_source, "stated in the scenario");
  EXPECT_EQ(stated.lines[1].amount, Money::from_units(70.08));
  EXPECT_EQ(stated.total, Money::from_units(470.08));
}

TEST(Bill, LinesSumToTheTotalWhenThirdsDoNotDivide) {
  const Bill thirds = bill({use("a", "x", 1.0), use("b", "x", 1.0), use("c", "x", 1.0)},
                           list({flat("x", 1e-6 / 3.0 * 5.0)}))
                          .value();
  EXPECT_EQ(thirds.total, Money::micros(5));
  EXPECT_EQ(thirds.lines[0].amount, Money::micros(2));
  EXPECT_EQ(thirds.lines[1].amount, Money::micros(2));
  EXPECT_EQ(thirds.lines[2].amount, Money::micros(1));
}

TEST(Bill, TheLargestRemainderTakesTheSpareMicro) {
  const Bill uneven =
      bill({use("a", "x", 1.0), use("b", "x", 3.0)}, list({flat("x", 1.5e-6)})).value();
  EXPECT_EQ(uneven.total, Money::micros(6));
  EXPECT_EQ(uneven.lines[0].amount + uneven.lines[1].amount, uneven.total);
  const Bill fifths =
      bill({use("a", "x", 1.0), use("b", "x", 4.0)}, list({flat("x", 1.4e-6)})).value();
  EXPECT_EQ(fifths.lines[0].amount, Money::micros(1));  // 1.4
  EXPECT_EQ(fifths.lines[1].amount, Money::micros(6));  // 5.6
}

TEST(Bill, TinyUnitPricesLoseNoDigit) {
  const Bill requests =
      bill({use("queue", "aws:sqs.request", 12'345'678.0)}, list({flat("aws:sqs.request", 4e-7)}))
          .value();
  EXPECT_EQ(requests.total, Money::micros(4'938'271));
}

TEST(Bill, EveryUnknownItemIsNamedWithTheNearestKnownOne) {
  const auto result = bill({use("api", "aws:m6i.larg", 730.0), use("q", "zzz", 1.0)},
                           list({flat("aws:m6i.large", 0.096)}));
  ASSERT_FALSE(result.ok());
  ASSERT_EQ(result.diagnostics().errors(), 2U);
  const Diagnostic& first = result.diagnostics().all()[0];
  EXPECT_EQ(first.code, "unknown-price");
  EXPECT_NE(first.message.find("\"api\""), std::string::npos);
  EXPECT_NE(first.hint.find("aws:m6i.large"), std::string::npos);
  EXPECT_TRUE(result.diagnostics().all()[1].hint.empty());
}

TEST(Bill, BeyondAnySystemItIsRefusedAtItsLargestUse) {
  const PriceList prices = list({flat("x", 1.0)});
  for (const double quantity : {1.1e10, 1e300, std::numeric_limits<double>::infinity()}) {
    const auto refused = bill({use("a", "x", 1.0), use("b", "x", quantity)}, prices);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.diagnostics().gravest_fault(), Fault::limit_reached);
    EXPECT_EQ(refused.diagnostics().all()[0].pointer, "/components/b");
  }
  EXPECT_TRUE(bill({use("a", "x", 9e9)}, prices).ok());
}

TEST(Bill, NegativeQuantitiesBreakAContract) {
  EXPECT_THROW((void)bill({use("a", "x", -1.0)}, list({flat("x", 1.0)})), ContractViolation);
}

TEST(PriceList, LaterEntriesReplaceEarlierOnesAndTheNewestDateIsTold) {
  Price overlay = flat("x", 2.0);
  overlay.as_of = "2026-07-30";
  const PriceList prices = list({flat("x", 1.0), flat("y", 1.0), overlay});
  EXPECT_EQ(prices.ids(), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(prices.find("x")->brackets[0].price_per_million, Money::from_units(2e6));
  EXPECT_EQ(prices.find("z"), nullptr);
  EXPECT_EQ(prices.as_of(), "2026-07-30");
}

TEST(PriceList, BracketsMustStartAtZeroAndAscend) {
  Price late = flat("x", 1.0);
  late.brackets[0].from = 1.0;
  EXPECT_THROW(list({late}), ContractViolation);
  Price repeated = flat("x", 1.0);
  repeated.brackets.push_back(repeated.brackets[0]);
  EXPECT_THROW(list({repeated}), ContractViolation);
}

/// List prices of AWS us-east-1, on demand, without free allowances; a month has 730 hours.
TEST(Bill, AnOrdinaryWebStackCostsWhatTheListPricesSay) {
  const PriceList prices =
      list({flat("m6i.large", 0.096), flat("db.r6g.large.multi-az", 0.45), flat("gp3", 0.23),
            flat("alb.hour", 0.0225), flat("alb.lcu-hour", 0.008), flat("nat.hour", 0.045),
            flat("nat.gb", 0.045), flat("egress.gb", 0.09), flat("cache.t4g.small", 0.0256),
            flat("logs-gb", 0.5), flat("eks.cluster-hour", 0.1)});
  const Bill stack =
      bill({use("api", "m6i.large", 3 * 730.0), use("db", "db.r6g.large.multi-az", 730.0),
            use("db", "gp3", 100.0), use("edge", "alb.hour", 730.0),
            use("edge", "alb.lcu-hour", 2 * 730.0), use("", "nat.hour", 730.0),
            use("", "nat.gb", 1'000.0), use("", "egress.gb", 1'000.0),
            use("cache", "cache.t4g.small", 2 * 730.0), use("", "logs-gb", 50.0),
            use("", "eks.cluster-hour", 730.0)},
           prices)
          .value();
  EXPECT_EQ(stack.lines[0].amount, Money::from_units(210.24));
  EXPECT_EQ(stack.lines[1].amount, Money::from_units(328.50));
  EXPECT_EQ(stack.total, Money::from_units(893.071));
}

}  // namespace
}  // namespace headroom::cost
