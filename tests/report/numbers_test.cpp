#include "core/report/numbers.h"

#include <limits>

#include <gtest/gtest.h>

#include "core/base/contracts.h"

namespace headroom::report {
namespace {

TEST(Numbers, ThousandsAreSpacedFromOneThousand) {
  EXPECT_EQ(number(0.0, 0), "0");
  EXPECT_EQ(number(999.0, 0), "999");
  EXPECT_EQ(number(1000.0, 0), "1 000");
  EXPECT_EQ(number(12345.6, 1), "12 345.6");
  EXPECT_EQ(number(1234567.0, 2), "1 234 567.00");
  EXPECT_EQ(number(12345.6, 1, Style::typographic), "12\u202f345.6");
}

TEST(Numbers, NegativeDecimalsRoundToTensAndHundreds) {
  EXPECT_EQ(number(41'234.0, -2), "41 200");
  EXPECT_EQ(number(637.0, -1), "640");
  EXPECT_EQ(number(49.0, -2), "0");
}

TEST(Numbers, MinusIsAsciiOnTerminalsAndNeverBeforeZero) {
  EXPECT_EQ(number(-1234.5, 1), "-1 234.5");
  EXPECT_EQ(number(-3.0, 0, Style::typographic), "\u22123");
  EXPECT_EQ(number(-0.004, 2), "0.00");
}

TEST(Numbers, OnlyFiniteNumbersAreWritten) {
  EXPECT_THROW(number(std::numeric_limits<double>::infinity(), 0), ContractViolation);
  EXPECT_THROW(number(std::numeric_limits<double>::quiet_NaN(), 0), ContractViolation);
}

TEST(Numbers, EstimatesShowDigitsDownToTheFirstDigitOfTheHalfWidth) {
  EXPECT_EQ(estimate(Estimate::around(637.4, 22.0), "ms"), "640 ms \u00b1 20");
  EXPECT_EQ(estimate(Estimate::around(118.2, 4.4)), "118 \u00b1 4");
  EXPECT_EQ(estimate(Estimate::around(4321.0, 31.0), "ms"), "4 320 ms \u00b1 30");
  EXPECT_EQ(estimate(Estimate::around(3.1415, 0.002)), "3.142 \u00b1 0.002");
}

TEST(Numbers, AHalfWidthThatStartsWithOneShowsTwoDigits) {
  EXPECT_EQ(estimate(Estimate::around(410.4, 12.3), "ms"), "410 ms \u00b1 12");
  EXPECT_EQ(estimate(Estimate::around(0.9, 0.1)), "0.90 \u00b1 0.10");
  EXPECT_EQ(estimate(Estimate::around(2512.0, 190.0)), "2 510 \u00b1 190");
  EXPECT_EQ(estimate(Estimate::around(52.3, 9.97)), "52 \u00b1 10");
}

TEST(Numbers, DigitsThatNoSystemHasAreNotShown) {
  EXPECT_EQ(estimate({97.765363128491984, 97.765363128491, 97.765363128492}), "97.77");
  EXPECT_EQ(estimate({6.86e-50, 6.8e-50, 6.9e-50}), "0.0000");
  EXPECT_EQ(estimate({-3.6e-16, -3.7e-16, -3.5e-16}), "0.0000");
  EXPECT_EQ(estimate({1'234'567.0, 1'234'566.9999, 1'234'567.0001}), "1 234 567");
}

TEST(Numbers, ExactValuesHaveNoHalfWidth) {
  EXPECT_EQ(estimate(Estimate::exact(0.0), "ms"), "0 ms");
  EXPECT_EQ(estimate(Estimate::exact(118.23), "ms"), "118 ms");
  EXPECT_EQ(estimate(Estimate::exact(1.23456)), "1.23");
  EXPECT_EQ(estimate(Estimate::exact(0.0123456)), "0.0123");
}

TEST(Numbers, TypographicEstimatesCannotBeSplitOverLines) {
  EXPECT_EQ(estimate(Estimate::around(640.0, 20.0), "ms", Style::typographic),
            "640\u202fms\u202f\u00b1\u202f20");
}

TEST(Numbers, RangesNameBothEnds) {
  EXPECT_EQ(range(38'912.0, 44'290.0, -2), "38 900 to 44 300");
  EXPECT_EQ(range(1.25, 2.0, 1), "1.2 to 2.0");
}

TEST(Numbers, TimesAreMillisecondsBelowTenSecondsThenSecondsThenMinutes) {
  EXPECT_EQ(duration(0.000'45), "0.45 ms");
  EXPECT_EQ(duration(0.003'42), "3.4 ms");
  EXPECT_EQ(duration(0.118), "118 ms");
  EXPECT_EQ(duration(9.8), "9 800 ms");
  EXPECT_EQ(duration(12.34), "12.3 s");
  EXPECT_EQ(duration(270.0), "4.5 min");
  EXPECT_EQ(duration(2040.0), "34 min");
  EXPECT_EQ(latency(Estimate::around(0.64, 0.02)), "640 ms \u00b1 20");
  EXPECT_EQ(latency(Estimate::around(12.0, 0.5)), "12.0 s \u00b1 0.5");
}

TEST(Numbers, PercentIsWholeFromTenOneDigitFromOneTwoBelow) {
  EXPECT_EQ(percent(1.034), "103 %");
  EXPECT_EQ(percent(0.763), "76 %");
  EXPECT_EQ(percent(0.0934), "9.3 %");
  EXPECT_EQ(percent(0.0085), "0.85 %");
  EXPECT_EQ(percent(0.0996), "10 %");
  EXPECT_EQ(percent(0.009'97), "1.0 %");
  EXPECT_EQ(percent(0.0), "0.00 %");
}

TEST(Numbers, ErrorRatiosAlwaysHaveTwoDecimalsAndAHalfWidth) {
  EXPECT_EQ(error_percent(Estimate::around(0.009, 0.001)), "0.90 % \u00b1 0.10");
  EXPECT_EQ(error_digits(Estimate::exact(0.0)), (Digits{"0.00", "0.00"}));
  EXPECT_EQ(error_digits(Estimate::around(0.1234, 0.0456)), (Digits{"12.34", "4.56"}));
}

TEST(Numbers, MoneyIsWholeFromOneHundredAndInCentsBelow) {
  EXPECT_EQ(money(Money::micros(4'123'499'999)), "4 123");
  EXPECT_EQ(money(Money::micros(4'123'500'000)), "4 124");
  EXPECT_EQ(money(Money::micros(12'340'000)), "12.34");
  EXPECT_EQ(money(Money::micros(5'004'999)), "5.00");
  EXPECT_EQ(money(Money::micros(5'005'000)), "5.01");
  EXPECT_EQ(money(Money::micros(99'996'000)), "100");
  EXPECT_EQ(money(Money::micros(-310'000'000)), "-310");
}

}  // namespace
}  // namespace headroom::report
