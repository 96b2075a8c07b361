#include "cli/render/grid.h"

#include <gtest/gtest.h>

#include "cli/render/text.h"

namespace headroom::cli {
namespace {

const Paint kPlain(false);

TEST(Grid, ColumnsAlignAndLinesDoNotEndWithSpaces) {
  Grid grid({{}, {Align::right}, {}});
  grid.header({{"Name"}, {"Used"}, {"Note"}});
  grid.row({{"web"}, {"7 %"}, {"busy"}});
  grid.row({{"orders-db"}, {"103 %"}, {}});
  EXPECT_EQ(grid.text(kPlain),
            "Name        Used  Note\n"
            "web          7 %  busy\n"
            "orders-db  103 %\n");
}

TEST(Grid, HalfWidthsAlignBesideTheirValues) {
  Grid grid({{}, {Align::right}, {Align::left, 1}, {Align::right}});
  grid.header({{"Month"}, {"p95, ms", report::Tone::plain, 2}, {"USD"}});
  grid.row({{"Jan"}, {"118"}, {"\u00b1 4"}, {"2 578"}});
  grid.row({{"Jun"}, {"1 640"}, {"\u00b1 20"}, {"3 473"}});
  EXPECT_EQ(grid.text(kPlain),
            "Month     p95, ms    USD\n"
            "Jan      118 \u00b1 4   2 578\n"
            "Jun    1 640 \u00b1 20  3 473\n");
}

TEST(Grid, ACellOverSeveralColumnsWidensOnlyWhatIsTooNarrow) {
  Grid grid({{}, {Align::right}, {Align::right}});
  grid.row({{"a"}, {"1"}, {"2"}});
  grid.row({{"b"}, {"unstable", report::Tone::fatal, 2, Align::left}});
  EXPECT_EQ(grid.text(kPlain),
            "a  1      2\n"
            "b  unstable\n");
}

TEST(Grid, AnElasticColumnGivesWayToTheWidthOfTheTerminal) {
  Grid grid({{}, {Align::left, 2, true}, {Align::right}});
  grid.row({{"web"}, {std::string(60, 'a') + std::string(60, 'z')}, {"1"}});
  const std::string text = grid.text(kPlain);
  EXPECT_EQ(columns(text), kWidth + 1);  // and the line feed
  EXPECT_NE(text.find("a\u2026z"), std::string::npos);
  EXPECT_TRUE(text.ends_with("  1\n"));
}

TEST(Grid, ColourDoesNotMoveColumns) {
  Grid grid({{}, {Align::right}});
  grid.row({{"web", report::Tone::warn}, {"7 %"}});
  EXPECT_EQ(grid.text(Paint(true)), "\x1b[33mweb\x1b[0m  7 %\n");
}

}  // namespace
}  // namespace headroom::cli
