#include "gui/canvas/layout.h"

#include <QRectF>
#include <cmath>

#include <gtest/gtest.h>

#include "gui/canvas/align.h"
#include "gui/style/tokens.h"
#include "tests/gui/support.h"

namespace headroom::gui {
namespace {

Graph diamond() {
  return {{"a", "b", "c", "d"}, {{0, 1, true}, {0, 2, true}, {1, 3, true}, {2, 3, false}}};
}

void expect_apart(const Layout& layout) {
  for (std::size_t i = 0; i < layout.cards.size(); ++i)
    for (std::size_t j = i + 1; j < layout.cards.size(); ++j) {
      const QSizeF card(size::kCardWidth, size::kCardHeight);
      EXPECT_FALSE(QRectF(layout.cards[i], card).intersects(QRectF(layout.cards[j], card)))
          << i << " " << j;
    }
}

void expect_left_to_right(const Graph& graph, const Layout& layout) {
  for (const Arrow& arrow : graph.arrows)
    EXPECT_GE(layout.cards[static_cast<std::size_t>(arrow.to)].x() -
                  layout.cards[static_cast<std::size_t>(arrow.from)].x(),
              size::kCardWidth);
}

TEST(LayeredLayout, FlowsLeftToRightWithoutOverlaps) {
  const Layout layout = layered_layout(diamond());
  ASSERT_EQ(layout.cards.size(), 4U);
  expect_apart(layout);
  expect_left_to_right(diamond(), layout);
}

TEST(LayeredLayout, EndsOnCyclesAndStandsOnTheGrid) {
  const Graph cycle = {{"a", "b"}, {{0, 1, true}, {1, 0, false}}};
  const Layout layout = layered_layout(cycle);
  expect_apart(layout);
  for (const QPointF& at : layout.cards) {
    EXPECT_EQ(std::fmod(at.x(), size::kSnap), 0.0);
    EXPECT_EQ(std::fmod(at.y(), size::kSnap), 0.0);
  }
}

TEST(LayeredLayout, ManyCardsStayApart) {
  Graph many;
  for (int i = 0; i < 200; ++i) many.names.push_back(QString::number(i));
  for (int i = 1; i < 200; ++i) many.arrows.push_back({i / 3, i, true});
  expect_apart(layered_layout(many));
}

TEST(DotLayout, ReadsPlainOutput) {
  const QByteArray plain =
      "graph 1 10 4\n"
      "node n0 1.2 3 2.3 1.4 n0 solid box black lightgrey\n"
      "node n1 5 3 2.3 1.4 n1 solid box black lightgrey\n"
      "edge n0 n1 4 2.2 3 3 3 3.5 3 4 3 solid black\n"
      "stop\n";
  const Graph graph = {{"a", "b"}, {{0, 1, true}}};
  const Layout layout = read_dot_plain(plain, graph);
  ASSERT_EQ(layout.cards.size(), 2U);
  EXPECT_NEAR(layout.cards[1].x() - layout.cards[0].x(), 3.8 * 72.0, size::kSnap);
  ASSERT_EQ(layout.bends[0].size(), 4U);
  EXPECT_DOUBLE_EQ(layout.bends[0][1].y(), 72.0);
}

TEST(DotLayout, IsEmptyWhenACardIsMissing) {
  const Graph graph = {{"a", "b"}, {}};
  EXPECT_TRUE(
      read_dot_plain("graph 1 10 4\nnode n0 1 1 1 1 n0 solid box\nstop\n", graph).cards.empty());
  EXPECT_TRUE(read_dot_plain("not from dot", graph).cards.empty());
}

TEST(DotLayout, NamesOfUsersNeverReachTheProgram) {
  const Graph graph = {{"\"];evil", "b"}, {{0, 1, true}}};
  EXPECT_FALSE(dot_text(graph).contains("evil"));
}

TEST(Graph, TakesCallsBetweenTwoComponentsTogether) {
  const Graph graph = graph_of(test::small_shop(), *test::knowledge());
  EXPECT_EQ(graph.names, QStringList({"db", "web"}));
  ASSERT_EQ(graph.arrows.size(), 1U);
  EXPECT_EQ(graph.arrows[0], (Arrow{1, 0, true}));
}

TEST(Align, BringsCardsToOneEdgeOrSpacesThemEvenly) {
  const Places places{{"a", {0, 0}}, {"b", {30, 50}}, {"c", {100, 20}}};
  for (const auto& [name, at] : aligned(places, Alignment::left)) EXPECT_EQ(at.x(), 0.0);
  for (const auto& [name, at] : aligned(places, Alignment::bottom)) EXPECT_EQ(at.y(), 50.0);
  for (const auto& [name, at] : aligned(places, Alignment::center)) EXPECT_EQ(at.x(), 50.0);
  EXPECT_EQ(aligned(places, Alignment::across).at("b"), QPointF(50, 50));
  EXPECT_EQ(aligned(places, Alignment::down).at("c"), QPointF(100, 25));
  EXPECT_EQ(aligned({{"a", {7, 7}}}, Alignment::right).at("a"), QPointF(7, 7));
}

}  // namespace
}  // namespace headroom::gui
