// The table of a comparison, ready to be drawn.
#pragma once

#include <QColor>
#include <QMetaType>
#include <QString>
#include <vector>

#include "core/report/report.h"
#include "gui/compare/comparer.h"

namespace headroom::gui {

struct CompareCell {
  QString value;       ///< "640"; strong
  QString half_width;  ///< "± 20"; weaker
  QString words;       ///< "same", "not distinguishable"
  report::Tone tone = report::Tone::plain;
  bool pill = false;      ///< the words stand in a dashed frame before the figures
  bool unstable = false;  ///< with the mark of what is unstable
  QString below = {};     ///< in a second line: "orders-db"

  [[nodiscard]] QString plain() const;  ///< as it is read aloud and copied
};

struct CompareRow {
  bool group = false;  ///< a title over the rows that follow
  QString title;
  std::vector<CompareCell> cells;  ///< without the title; empty for groups
};

struct CompareColumn {
  QString title;
  bool begins_scenario = false;  ///< a line stands before it
  bool difference = false;       ///< of two scenarios: words and figures, wider
};

struct CompareTable {
  std::vector<CompareColumn> columns;  ///< the first is that of the titles
  std::vector<CompareRow> rows;
};

/// Each scenario, each but the first against the first; of three also the last against the second.
CompareTable compare_table(const Compared& compared);

/// The colour of a scenario by its place: the first is neutral.
QColor scenario_color(std::size_t place);

}  // namespace headroom::gui

Q_DECLARE_METATYPE(headroom::gui::CompareCell)
