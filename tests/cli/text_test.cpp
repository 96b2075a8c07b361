#include "cli/render/text.h"

#include <gtest/gtest.h>

#include "cli/render/paint.h"

namespace headroom::cli {
namespace {

TEST(Text, ColumnsCountCodePoints) {
  EXPECT_EQ(columns(""), 0U);
  EXPECT_EQ(columns("640 \u00b1 20"), 8U);
}

TEST(Text, PaddingKeepsLongerTextWhole) {
  EXPECT_EQ(left("ab", 4), "ab  ");
  EXPECT_EQ(right("\u00b1", 3), "  \u00b1");
  EXPECT_EQ(left("abcde", 4), "abcde");
}

TEST(Text, LongNamesAreElidedInTheMiddle) {
  EXPECT_EQ(elide_middle("payment-gateway", 15), "payment-gateway");
  EXPECT_EQ(elide_middle("payment-gateway", 10), "payme\u2026eway");
  EXPECT_EQ(elide_middle("payment-gateway", 1), "\u2026");
  for (std::size_t width = 1; width < 15; ++width)
    EXPECT_EQ(columns(elide_middle("payment-gateway", width)), width);
}

TEST(Text, LinesBreakAtSpacesAndOnlyLongWordsAreCut) {
  EXPECT_EQ(wrap("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrap("abcdefgh", 3), (std::vector<std::string>{"abc", "def", "gh"}));
  EXPECT_EQ(wrap("", 5), (std::vector<std::string>{""}));
}

TEST(Text, NumbersStayWithTheirUnitsAndIntervals) {
  EXPECT_EQ(wrap("waits for 12 ms", 12), (std::vector<std::string>{"waits for", "12 ms"}));
  EXPECT_EQ(wrap("p95 is 379 ms \u00b1 15", 13),
            (std::vector<std::string>{"p95 is", "379 ms \u00b1 15"}));
  EXPECT_EQ(wrap("it is (12 % more", 10), (std::vector<std::string>{"it is", "(12 % more"}));
  EXPECT_EQ(wrap("12 ms", 3), (std::vector<std::string>{"12", "ms"})) << "no other place";
  EXPECT_EQ(wrap("a  12 ms", 4), (std::vector<std::string>{"a ", "12", "ms"}));
}

TEST(Text, OneIsSingular) {
  EXPECT_EQ(counted(1, "month"), "1 month");
  EXPECT_EQ(counted(0, "month"), "0 months");
  EXPECT_EQ(roughly_counted(1, "request"), "1 request");
  EXPECT_EQ(roughly_counted(12, "request"), "12 requests");
  EXPECT_EQ(roughly_counted(5'200'000, "request"), "5.2 million requests");
}

TEST(Paint, IsSilentUnlessEnabled) {
  EXPECT_EQ(Paint(false)(report::Tone::bad, "x"), "x");
  EXPECT_EQ(Paint(true)(report::Tone::bad, "x"), "\x1b[1;31mx\x1b[0m");
  EXPECT_EQ(Paint(true)(report::Tone::plain, "x"), "x");
}

TEST(Paint, ParagraphsKeepToTheWidthAndLoseNoWord) {
  report::Sentence sentence = {{"Fine until June 2027.", report::Tone::strong}, {" Then "}};
  for (int i = 0; i < 30; ++i) sentence.push_back({"word" + std::to_string(i) + " "});
  const std::string text = Paint(false).paragraph(sentence);
  std::string joined;
  for (const std::string& line : wrap(report::plain(sentence), kWidth)) joined += line + "\n";
  EXPECT_EQ(text, joined);
  EXPECT_NE(Paint(true).paragraph(sentence).find("\x1b[1mFine until June 2027.\x1b[0m"),
            std::string::npos);
}

}  // namespace
}  // namespace headroom::cli
