// Keys on the canvas: walking from card to card, moving them, connecting them.
#include <QKeyEvent>
#include <optional>

#include "gui/canvas/canvas_view.h"
#include "gui/style/tokens.h"

namespace headroom::gui {
namespace {

constexpr QPointF kMiddle(size::kCardWidth / 2.0, size::kCardHeight / 2.0);

std::optional<QPointF> direction_of(int key) {
  switch (key) {
    case Qt::Key_Left:
      return QPointF(-1, 0);
    case Qt::Key_Right:
      return QPointF(1, 0);
    case Qt::Key_Up:
      return QPointF(0, -1);
    case Qt::Key_Down:
      return QPointF(0, 1);
    default:
      return std::nullopt;
  }
}

bool ends_connection(int key) {
  return key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape;
}

}  // namespace

Places CanvasView::places() const {
  Places all;
  for (const auto& [name, card] : canvas_.cards()) all[name] = card->pos();
  return all;
}

bool CanvasView::walk(QPointF direction) {
  const bool connecting = connection_.active();
  const QString from = connecting && !target_.isEmpty() ? target_ : state_.selected();
  const QString next = from.isEmpty() ? next_along(canvas_.graph(), {}, false)
                                      : nearest_towards(places(), from, direction);
  if (next.isEmpty()) return false;
  show_card(next);
  if (!connecting) {
    state_.set_selection({next});
    return true;
  }
  target_ = next;
  Q_EMIT hint(connection_.move(canvas_.card(next)->pos() + kMiddle));
  viewport()->update();
  return true;
}

bool CanvasView::move_selected(QPointF direction) {
  for (const QString& name : state_.selection())
    if (CardItem* card = canvas_.card(name)) card->setPos(card->pos() + direction * size::kSnap);
  return !state_.selection().isEmpty();
}

void CanvasView::connect_selected() {
  target_.clear();
  connection_.begin_from(state_.selected());
  Q_EMIT hint(tr("Arrows choose the component that %1 calls, Return connects, Esc ends.")
                  .arg(connection_.from()));
  viewport()->update();
}

void CanvasView::end_connection(QPointF at) {
  const auto [from, to] = connection_.end(at);
  viewport()->update();
  if (!to.isEmpty()) Q_EMIT connection_drawn(from, to);
}

void CanvasView::keyPressEvent(QKeyEvent* event) {
  const auto direction = direction_of(event->key());
  if (direction && event->modifiers() & Qt::AltModifier) {
    if (move_selected(*direction)) return;
  } else if (direction && walk(*direction)) {
    return;
  }
  if (connection_.active() && ends_connection(event->key())) {
    const CardItem* card = canvas_.card(target_);
    if (event->key() != Qt::Key_Escape && card) return end_connection(card->pos() + kMiddle);
    connection_.cancel();
    return viewport()->update();
  }
  if (event->key() == Qt::Key_Escape) return state_.set_selection({});
  QGraphicsView::keyPressEvent(event);
}

/// While connecting, Return belongs to the connection and to no command.
bool CanvasView::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && connection_.active() &&
      ends_connection(static_cast<QKeyEvent*>(event)->key())) {
    event->accept();
    return true;
  }
  return QGraphicsView::event(event);
}

/// Tab goes along the calls, and leaves the canvas after the last card.
bool CanvasView::focusNextPrevChild(bool next) {
  const QString name = next_along(canvas_.graph(), state_.selected(), !next);
  if (name.isEmpty()) return QGraphicsView::focusNextPrevChild(next);
  state_.set_selection({name});
  show_card(name);
  return true;
}

}  // namespace headroom::gui
