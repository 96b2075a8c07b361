// An arrow between two cards: width by rate, dashes for messages.
#pragma once

#include <QGraphicsItem>
#include <vector>

#include "gui/canvas/card_item.h"

namespace headroom::gui {

class EdgeItem : public QGraphicsItem {
 public:
  enum { Type = UserType + 2 };

  EdgeItem(CardItem& from, CardItem& to, bool synchronous);

  [[nodiscard]] int type() const override { return Type; }
  [[nodiscard]] CardItem& from() const { return *from_; }
  [[nodiscard]] CardItem& to() const { return *to_; }
  [[nodiscard]] bool synchronous() const { return synchronous_; }
  /// Requests or messages per second; negative: not known.
  void set_rate(double rate);
  void set_bends(std::vector<QPointF> bends);
  void follow_cards();  ///< after one of them moved: a plain curve
  void set_faded(bool faded);

  [[nodiscard]] QRectF boundingRect() const override;
  [[nodiscard]] QPainterPath shape() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  void rebuild();
  [[nodiscard]] bool touches_selection() const;
  /// On the curve, beside the cards where there is such a place.
  [[nodiscard]] QPointF label_place(const QSizeF& label) const;
  void paint_label(QPainter& painter, bool strong, double zoom) const;

  CardItem* from_;
  CardItem* to_;
  bool synchronous_;
  double rate_ = -1.0;
  bool faded_ = false;
  std::vector<QPointF> bends_;
  QPainterPath path_;
  QPointF tip_;
};

}  // namespace headroom::gui
