// The picture of the architecture: cards and arrows, coloured by the chosen month.
#pragma once

#include <QGraphicsScene>
#include <map>
#include <tuple>
#include <vector>

#include "gui/canvas/align.h"
#include "gui/canvas/card_item.h"
#include "gui/canvas/edge_item.h"
#include "gui/canvas/graph.h"
#include "gui/canvas/layout.h"
#include "gui/document/document.h"
#include "gui/state/view_state.h"

namespace headroom::gui {

class CanvasScene : public QGraphicsScene {
  Q_OBJECT

 public:
  CanvasScene(Document& document, ViewState& state, QObject* parent = nullptr);
  ~CanvasScene() override;

  [[nodiscard]] CardItem* card(const QString& name) const;
  [[nodiscard]] const Graph& graph() const { return graph_; }
  [[nodiscard]] const std::map<QString, CardItem*>& cards() const { return cards_; }
  [[nodiscard]] const std::vector<EdgeItem*>& edges() const { return edges_; }
  /// Around all cards; empty without any.
  [[nodiscard]] QRectF cards_rect() const;
  void lay_out();  ///< all cards anew
  /// Where a component that is added next shall stand.
  void place_next(const QString& name, QPointF at);
  /// These cards into line.
  void align(const QStringList& names, Alignment how);

  // Called by items.
  void card_moved(CardItem& card);
  void emphasise(CardItem* hovered);

 Q_SIGNALS:
  void laid_out();
  void cards_moved();

 protected:
  void drawBackground(QPainter* painter, const QRectF& rect) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void mouseReleaseEvent(QGraphicsSceneMouseEvent* event) override;

 private:
  void rebuild();
  void refresh();
  void add_cards(const Graph& graph);
  void add_edges();
  void place(const Layout& layout);
  void find_guides(const CardItem& dragged);
  void forget_bends(const QString& card);
  void take_selection();
  void show_selection();

  Document& document_;
  ViewState& state_;
  Graph graph_;
  std::map<QString, CardItem*> cards_;
  std::vector<EdgeItem*> edges_;
  std::map<QString, QPointF> places_;  ///< where cards stand or shall stand
  /// Of arrows between cards that stand where they were laid out.
  std::map<std::tuple<QString, QString, bool>, std::vector<QPointF>> bends_;
  std::vector<QLineF> guides_;  ///< through cards in line with the one that is dragged
  bool selecting_ = false;
  quint64 layout_wanted_ = 0;
};

}  // namespace headroom::gui
