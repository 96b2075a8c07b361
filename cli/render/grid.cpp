#include "cli/render/grid.h"

#include <algorithm>
#include <utility>

#include "cli/render/text.h"

namespace headroom::cli {

void Grid::header(std::vector<Cell> cells) { rows_.push_back({std::move(cells), true}); }
void Grid::row(std::vector<Cell> cells) { rows_.push_back({std::move(cells), false}); }

std::size_t Grid::width_over(const std::vector<std::size_t>& widths, std::size_t first,
                             std::size_t span) const {
  std::size_t width = widths[first];
  for (std::size_t c = first + 1; c < first + span; ++c) width += columns_[c].gap + widths[c];
  return width;
}

std::vector<std::size_t> Grid::widths() const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  // Single cells first: cells over several columns widen only what is still too narrow for them.
  for (const bool several : {false, true})
    for (const Row& row : rows_) {
      std::size_t column = 0;
      for (const Cell& cell : row.cells) {
        const std::size_t wanted = columns(cell.text);
        const std::size_t last = column + cell.span - 1;
        if ((cell.span > 1) == several) {
          const std::size_t there = width_over(widths, column, cell.span);
          if (wanted > there) widths[last] += wanted - there;
        }
        column = last + 1;
      }
    }
  shrink_elastic(widths);
  return widths;
}

void Grid::shrink_elastic(std::vector<std::size_t>& widths) const {
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const std::size_t all = width_over(widths, 0, columns_.size());
    if (!columns_[c].elastic || all <= kWidth) continue;
    const std::size_t excess = all - kWidth;
    widths[c] = widths[c] > excess ? widths[c] - excess : 1;
  }
}

std::string Grid::line(const Row& row, const std::vector<std::size_t>& widths,
                       const Paint& paint) const {
  std::string text;
  std::size_t column = 0;
  std::size_t spaces = 0;  // held back, so that no line ends with them
  for (const Cell& cell : row.cells) {
    if (column > 0) spaces += columns_[column].gap;
    const std::size_t width = width_over(widths, column, cell.span);
    const std::string shown = width > 0 ? elide_middle(cell.text, width) : std::string();
    const std::size_t rest = width - columns(shown);
    const bool right = cell.align.value_or(columns_[column].align) == Align::right;
    if (!shown.empty()) {
      text += std::string(spaces + (right ? rest : 0), ' ');
      text += row.header ? paint(report::Tone::weak, shown) : paint(cell.tone, shown);
      spaces = right ? 0 : rest;
    } else {
      spaces += rest;
    }
    column += cell.span;
  }
  return text + "\n";
}

std::string Grid::text(const Paint& paint) const {
  const std::vector<std::size_t> all = widths();
  std::string text;
  for (const Row& row : rows_) text += line(row, all, paint);
  return text;
}

}  // namespace headroom::cli
