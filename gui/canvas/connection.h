// A connection while it is being drawn: from a port to wherever the pointer is.
#pragma once

#include <QPainter>
#include <QPointF>
#include <functional>
#include <utility>

#include "gui/canvas/scene.h"

namespace headroom::gui {

/// Why one component cannot be connected to another; empty when it can.
using Refusal = std::function<QString(const QString& from, const QString& to)>;

class Connection {
 public:
  explicit Connection(CanvasScene& scene) : scene_(scene) {}

  void set_refusal(Refusal refusal) { refusal_ = std::move(refusal); }
  /// Begins when the pointer is on the port at the right of a card.
  bool begin(QPointF at, double zoom);
  /// Begins at this card, wherever the pointer is.
  void begin_from(const QString& name);
  [[nodiscard]] const QString& from() const { return from_; }
  [[nodiscard]] bool active() const { return !from_.isEmpty(); }
  /// What to say: where it may end, or why not here.
  QString move(QPointF at);
  /// Both ends; the second is empty when there is no card or it is refused.
  std::pair<QString, QString> end(QPointF at);
  void cancel();
  void paint(QPainter& painter) const;

 private:
  [[nodiscard]] CardItem* card_at(QPointF at) const;
  void offer(CardItem* card);

  CanvasScene& scene_;
  Refusal refusal_;
  QString from_;  ///< names, as cards are made anew by every change of the graph
  QString offered_;
  QPointF at_;
};

}  // namespace headroom::gui
