#include "core/architecture/notation.h"

#include <cmath>

#include <gtest/gtest.h>

namespace headroom::architecture {
namespace {

using random::Distribution;
using enum Dimension;

double exact(std::string_view text, Dimension dimension) {
  const auto value = parse_quantity(text, dimension);
  return value.ok() && value->is_exact() ? value->low : std::nan("");
}

std::string code(const Diagnostics& diagnostics) {
  return diagnostics.empty() ? "" : diagnostics.all()[0].code;
}
std::string quantity_code(std::string_view text, Dimension dimension) {
  return code(parse_quantity(text, dimension).diagnostics());
}
std::string time_code(std::string_view text) {
  return code(parse_distribution(text, duration, nullptr).diagnostics());
}

TEST(Notation, ReadsEveryDimensionIntoItsInternalUnit) {
  EXPECT_EQ(exact("250 ms", duration), 0.25);
  EXPECT_EQ(exact("8 GiB", bytes), 8.0 * 1024 * 1024 * 1024);
  EXPECT_EQ(exact("1.2k rps", rate), 1200.0);
  EXPECT_EQ(exact("3000 IOPS", rate), 3000.0);
  EXPECT_EQ(exact("15 %", ratio), 0.15);
  EXPECT_EQ(exact("0.10 USD/h", hourly_price), 0.10);
  EXPECT_EQ(exact("4000 USD", money), 4000.0);
  EXPECT_EQ(exact("125 MiB/s", byte_rate), 125.0 * 1024 * 1024);
  EXPECT_EQ(exact("1E2", count), 100.0);
  EXPECT_EQ(exact("1.5 x", factor), 1.5);
  EXPECT_EQ(exact("18 months", months), 18.0);
}

TEST(Notation, IntervalsShareTheUnitOfTheUpperBound) {
  EXPECT_EQ(*parse_quantity("6 to 14 %/month", growth), (Uncertain{0.06, 0.14}));
  EXPECT_EQ(*parse_quantity("4 to 8 x", factor), (Uncertain{4.0, 8.0}));
  EXPECT_EQ(*parse_quantity("800 ms to 1.5 s", duration), (Uncertain{0.8, 1.5}));
  EXPECT_EQ(quantity_code("3 to 2 s", duration), "empty-interval");
}

TEST(Notation, TypographicSpacesAreSpaces) {
  EXPECT_EQ(exact("250\xC2\xA0ms", duration), 0.25);
  EXPECT_EQ(exact("250\xE2\x80\xAFms", duration), 0.25);
  EXPECT_EQ(exact("250ms", duration), 0.25);
}

TEST(Notation, MissingAndUnknownUnitsListTheAllowedOnes) {
  EXPECT_EQ(quantity_code("5", duration), "missing-unit");
  const auto typo = parse_quantity("5 mss", duration).diagnostics().all()[0];
  EXPECT_NE(typo.message.find("s, ms, us"), std::string::npos);
  EXPECT_EQ(typo.hint, "did you mean \"ms\"?");
  const auto hint = [](const char* text, Dimension dimension) {
    return parse_quantity(text, dimension).diagnostics().all()[0].hint;
  };
  EXPECT_EQ(hint("5 m", Dimension::duration), "did you mean \"ms\" or \"min\"?");
  EXPECT_EQ(hint("5 M", Dimension::duration), "did you mean \"ms\" or \"min\"?");
  EXPECT_EQ(hint("5 minutes", Dimension::duration), "did you mean \"min\"?");
  EXPECT_EQ(hint("5 sec", Dimension::duration), "did you mean \"s\"?");
  EXPECT_EQ(hint("5 G", Dimension::bytes), "did you mean \"GiB\" or \"GB\"?");
  EXPECT_EQ(hint("5 percent", Dimension::ratio), "did you mean \"%\"?");
  EXPECT_EQ(quantity_code("5 m", duration), "unknown-unit");
}

TEST(Notation, ImpossibleNumbersAreMistakes) {
  EXPECT_EQ(quantity_code("-5 ms", duration), "negative");
  EXPECT_EQ(quantity_code("-101 %/month", growth), "negative");
  EXPECT_EQ(quantity_code("1e400 s", duration), "out-of-range");
  EXPECT_EQ(quantity_code("1e-400 s", duration), "out-of-range");
  EXPECT_EQ(quantity_code("nan s", duration), "not-a-number");
  EXPECT_EQ(quantity_code("1,5 s", duration), "unknown-unit");
  EXPECT_EQ(quantity_code("1.5", count), "not-a-count");
}

TEST(Notation, WritingReadsBackExactly) {
  for (const double x :
       {0.0, 0.25, 0.1, 1.0 / 3.0, 90.0, 1e-9, 123456.789, 86400.0, 1.0 / 7e11, 1e8 / 7.0})
    for (const Dimension d : {number, ratio, duration, rate, bytes, byte_rate, money, growth})
      EXPECT_EQ(exact(write_quantity(Uncertain::exact(x), d), d), x) << x;
}

TEST(Notation, WritesWhatPeopleWouldWrite) {
  const auto text = [](double value, Dimension d) {
    return write_quantity(Uncertain::exact(value), d);
  };
  EXPECT_EQ(text(0.25, duration), "250 ms");
  EXPECT_EQ(text(1.5, duration), "1.5 s");
  EXPECT_EQ(text(90, duration), "90 s");
  EXPECT_EQ(text(600, duration), "10 min");
  EXPECT_EQ(text(0.004, duration), "4 ms");
  EXPECT_EQ(text(60, rate), "60 rps");
  EXPECT_EQ(text(1200, rate), "1200 rps");
  EXPECT_EQ(text(1.2e6, rate), "1.2M rps");
  EXPECT_EQ(text(4000, money), "4000 USD");
  EXPECT_EQ(text(61440, bytes), "60 KiB");
  EXPECT_EQ(text(0, duration), "0 s");
  EXPECT_EQ(write_quantity({0.06, 0.14}, growth), "6 to 14 %/month");
  EXPECT_EQ(write_quantity({0.25, 2.0}, duration), "250 ms to 2 s");
}

TEST(Notation, DistributionsReadBackExactly) {
  for (const char* text :
       {"4 ms", "exponential(4 ms)", "erlang(3, 4 ms)", "gamma(4 ms, cv 0.7)",
        "lognormal(4 ms, cv 1.2)", "lognormal(p50 4 ms, p99 20 ms)", "hyperexponential(4 ms, cv 2)",
        "uniform(1 ms, 2 ms)", "weibull(0.7, 3 ms)", "pareto(1.5, 1 ms, 1 s)",
        "empirical(1 ms, 2 ms)", "mixture(0.9: exponential(1 ms), 0.1: 20 ms)"}) {
    const auto read = parse_distribution(text, duration, nullptr);
    ASSERT_TRUE(read.ok()) << text;
    EXPECT_EQ(write_distribution(*read, duration), text);
  }
}

TEST(Notation, ImpossibleDistributionsAreMistakes) {
  EXPECT_EQ(time_code("lognormal(p50 20 ms, p99 4 ms)"), "impossible-distribution");
  EXPECT_EQ(time_code("pareto(1, 1 ms)"), "impossible-distribution");
  EXPECT_EQ(time_code("pareto(1.5, 1 ms)"), "infinite-variance");
  EXPECT_EQ(time_code("lognormal(4, cv 1.2)"), "missing-unit");
  EXPECT_EQ(time_code("exponental(4 ms)"), "unknown-distribution");
  EXPECT_EQ(time_code("exponential(0 s)"), "impossible-distribution");
  std::string deep = "1 ms";
  for (int i = 0; i < 40; ++i) deep = "mixture(1: " + deep + ")";
  EXPECT_EQ(time_code(deep), "too-deep");
}

}  // namespace
}  // namespace headroom::architecture
