// A component on the canvas.
#pragma once

#include <QGraphicsItem>

#include "gui/canvas/card_painter.h"

namespace headroom::gui {

class CardItem : public QGraphicsItem {
 public:
  enum { Type = UserType + 1 };

  explicit CardItem(QString name);

  [[nodiscard]] int type() const override { return Type; }
  [[nodiscard]] const QString& name() const { return name_; }
  [[nodiscard]] const CardFacts& facts() const { return facts_; }
  void set_facts(const CardFacts& facts);
  /// Where calls leave and come in, in the scene.
  [[nodiscard]] QPointF out_port() const;
  [[nodiscard]] QPointF in_port() const;
  [[nodiscard]] bool hovered() const { return hovered_; }
  /// Shown while a connection is drawn that may end here.
  void set_offered(bool offered);

  [[nodiscard]] QRectF boundingRect() const override;
  [[nodiscard]] QPainterPath shape() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 protected:
  QVariant itemChange(GraphicsItemChange change, const QVariant& value) override;
  void hoverEnterEvent(QGraphicsSceneHoverEvent* event) override;
  void hoverLeaveEvent(QGraphicsSceneHoverEvent* event) override;

 private:
  QString name_;
  CardFacts facts_;
  bool hovered_ = false;
  bool offered_ = false;
};

}  // namespace headroom::gui
