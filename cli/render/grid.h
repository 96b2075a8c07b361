// A table on a terminal: aligned columns, cells over several of them, kWidth columns at most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/render/paint.h"

namespace headroom::cli {

enum class Align : std::uint8_t { left, right };

struct Column {
  Align align = Align::left;
  std::size_t gap = 2;   ///< spaces before it; not before the first
  bool elastic = false;  ///< gives way, its texts elided in the middle, when a line gets too long
};

struct Cell {
  std::string text = {};  ///< printable
  report::Tone tone = report::Tone::plain;
  std::size_t span = 1;                       ///< columns that it covers
  std::optional<Align> align = std::nullopt;  ///< instead of the first column's
};

class Grid {
 public:
  explicit Grid(std::vector<Column> columns) : columns_(std::move(columns)) {}

  void header(std::vector<Cell> cells);  ///< shown weaker
  void row(std::vector<Cell> cells);     ///< may end early
  [[nodiscard]] std::string text(const Paint& paint) const;

 private:
  struct Row {
    std::vector<Cell> cells;
    bool header = false;
  };

  [[nodiscard]] std::vector<std::size_t> widths() const;
  [[nodiscard]] std::size_t width_over(const std::vector<std::size_t>& widths, std::size_t first,
                                       std::size_t span) const;
  void shrink_elastic(std::vector<std::size_t>& widths) const;
  [[nodiscard]] std::string line(const Row& row, const std::vector<std::size_t>& widths,
                                 const Paint& paint) const;

  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace headroom::cli
