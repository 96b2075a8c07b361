// One moment of the year: p95, errors and cost with their intervals. A button to that month.
#pragma once

#include <QAbstractButton>

#include "gui/solving/answer.h"
#include "gui/style/marks.h"
#include "gui/style/words.h"

namespace headroom::gui {

/// What a tile shows; empty texts are dashes.
struct TileFacts {
  QString title;  ///< "Now", "Month 6"
  QString month;  ///< "June 2027"
  State state = State::none;
  Figure latency;
  int trend = 0;    ///< of p95 since now: 1 up, -1 down, 0 where the intervals do not tell
  QString backlog;  ///< unstable: "backlog +59/s"
  Figure errors;
  QString cost;
  bool latency_missed = false;
  bool cost_missed = false;
  QString details;  ///< for tool tip and screen readers
};
/// Of a month of the answer; only titles where it has none.
TileFacts tile_facts(const projection::Scenario& scenario, const Answer* answer, int month);

class Tile : public QAbstractButton {
  Q_OBJECT

 public:
  explicit Tile(QWidget* parent = nullptr);
  void set_facts(const TileFacts& facts);
  void set_current(bool current);
  void set_faded(bool faded);
  [[nodiscard]] const TileFacts& facts() const { return facts_; }
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paint_head(QPainter& painter) const;
  void paint_latency(QPainter& painter) const;
  void paint_foot(QPainter& painter) const;

  TileFacts facts_;
  bool current_ = false;
  bool faded_ = false;
};

}  // namespace headroom::gui
