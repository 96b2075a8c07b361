#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "gui/canvas/layout.h"
#include "gui/style/tokens.h"

namespace headroom::gui {
namespace {

constexpr int kColumn = size::kCardWidth + size::kCardGapX;
constexpr int kRow = size::kCardHeight + size::kCardGapY;
constexpr int kSweeps = 4;

/// Longest way from a source; as many rounds as cards, so that cycles end.
std::vector<int> ranks_of(const Graph& graph) {
  std::vector<int> rank(static_cast<std::size_t>(graph.names.size()), 0);
  const int most = static_cast<int>(rank.size());
  for (int round = 0; round < most; ++round) {
    bool moved = false;
    for (const Arrow& arrow : graph.arrows) {
      const int wanted = rank[static_cast<std::size_t>(arrow.from)] + 1;
      int& now = rank[static_cast<std::size_t>(arrow.to)];
      if (now >= wanted || wanted >= most) continue;
      now = wanted;
      moved = true;
    }
    if (!moved) break;
  }
  return rank;
}

double barycentre(const Graph& graph, int card, const std::vector<double>& row) {
  double sum = 0.0;
  int count = 0;
  for (const Arrow& arrow : graph.arrows) {
    if (arrow.to != card) continue;
    sum += row[static_cast<std::size_t>(arrow.from)];
    ++count;
  }
  return count == 0 ? row[static_cast<std::size_t>(card)] : sum / count;
}

void settle(const Graph& graph, std::vector<int>& column, std::vector<double>& row) {
  std::map<int, double> wanted;
  for (const int card : column) wanted[card] = barycentre(graph, card, row);
  std::ranges::stable_sort(column, {}, [&](int card) { return wanted[card]; });
  const double top = -static_cast<double>(column.size() - 1) / 2.0;
  for (std::size_t i = 0; i < column.size(); ++i)
    row[static_cast<std::size_t>(column[i])] = top + static_cast<double>(i);
}

double snapped(double value) { return std::round(value / size::kSnap) * size::kSnap; }

}  // namespace

Layout layered_layout(const Graph& graph) {
  const std::vector<int> rank = ranks_of(graph);
  std::map<int, std::vector<int>> columns;
  for (std::size_t card = 0; card < rank.size(); ++card)
    columns[rank[card]].push_back(static_cast<int>(card));
  std::vector<double> row(rank.size(), 0.0);
  for (int sweep = 0; sweep < kSweeps; ++sweep)
    for (auto& [index, column] : columns) settle(graph, column, row);
  Layout layout;
  for (std::size_t card = 0; card < rank.size(); ++card)
    layout.cards.emplace_back(snapped(rank[card] * kColumn), snapped(row[card] * kRow));
  layout.bends.resize(graph.arrows.size());
  return layout;
}

}  // namespace headroom::gui
