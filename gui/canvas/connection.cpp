#include "gui/canvas/connection.h"

#include <QLineF>

#include "gui/style/tokens.h"

namespace headroom::gui {
namespace {
constexpr double kReach = 9.0;  // pixels around a port
}

bool Connection::begin(QPointF at, double zoom) {
  for (const auto& [name, card] : scene_.cards())
    if (QLineF(at, card->out_port()).length() * zoom <= kReach) {
      from_ = name;
      at_ = at;
      return true;
    }
  return false;
}

void Connection::begin_from(const QString& name) {
  const CardItem* card = scene_.card(name);
  if (!card) return;
  from_ = name;
  at_ = card->out_port();
}

CardItem* Connection::card_at(QPointF at) const {
  for (const auto& [name, card] : scene_.cards())
    if (card->mapToScene(card->shape()).contains(at)) return card;
  return nullptr;
}

void Connection::offer(CardItem* card) {
  if (CardItem* before = scene_.card(offered_)) before->set_offered(false);
  offered_ = card ? card->name() : QString();
  if (card) card->set_offered(true);
}

QString Connection::move(QPointF at) {
  at_ = at;
  CardItem* card = card_at(at);
  if (!card || card->name() == from_) {
    offer(nullptr);
    return QObject::tr("Drop on the component that %1 calls.").arg(from_);
  }
  const QString why = refusal_ ? refusal_(from_, card->name()) : QString();
  offer(why.isEmpty() ? card : nullptr);
  return why.isEmpty() ? QObject::tr("Connect %1 to %2.").arg(from_, card->name()) : why;
}

std::pair<QString, QString> Connection::end(QPointF at) {
  const QString from = from_;
  move(at);
  const QString to = offered_;
  cancel();
  return {from, to};
}

void Connection::cancel() {
  offer(nullptr);
  from_.clear();
}

void Connection::paint(QPainter& painter) const {
  const CardItem* card = active() ? scene_.card(from_) : nullptr;
  if (!card) return;
  const QPointF from = card->out_port();
  const double reach = std::max(40.0, std::abs(at_.x() - from.x()) / 2.0);
  QPainterPath path(from);
  path.cubicTo(from + QPointF(reach, 0), at_ - QPointF(reach, 0), at_);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(tokens().accent, 2.0, Qt::DashLine));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(path);
  painter.setBrush(tokens().accent);
  painter.drawEllipse(at_, 4, 4);
}

}  // namespace headroom::gui
