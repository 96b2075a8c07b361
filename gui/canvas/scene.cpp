#include "gui/canvas/scene.h"

#include <QPainter>
#include <QProcess>
#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "gui/style/tokens.h"
#include "gui/style/words.h"
#include "gui/what_ifs/change_words.h"

namespace headroom::gui {
namespace {

constexpr int kDots = 24;

/// Components that a problem points at: "/components/NAME/...".
std::set<QString> with_problems(const Diagnostics& problems) {
  std::set<QString> names;
  for (const Diagnostic& problem : problems.all()) {
    const QStringList parts = text(problem.pointer).split(u'/');
    if (parts.size() > 2 && parts[1] == u"components") names.insert(parts[2]);
  }
  return names;
}

}  // namespace

CanvasScene::CanvasScene(Document& document, ViewState& state, QObject* parent)
    : QGraphicsScene(parent), document_(document), state_(state) {
  setItemIndexMethod(NoIndex);
  connect(&document_, &Document::reset, this, [this] {
    places_.clear();
    bends_.clear();
  });
  connect(&document_, &Document::changed, this, &CanvasScene::rebuild);
  connect(&state_, &ViewState::answer_changed, this, &CanvasScene::refresh);
  connect(&state_, &ViewState::month_changed, this, &CanvasScene::refresh);
  connect(&state_, &ViewState::window_changed, this, &CanvasScene::refresh);
  connect(&state_, &ViewState::selection_changed, this, &CanvasScene::show_selection);
  connect(this, &QGraphicsScene::selectionChanged, this, &CanvasScene::take_selection);
}

CanvasScene::~CanvasScene() {
  blockSignals(true);  // items that go leave the selection
  for (QProcess* layout : findChildren<QProcess*>()) {
    layout->disconnect();
    layout->kill();
    layout->waitForFinished();
  }
}

CardItem* CanvasScene::card(const QString& name) const {
  const auto found = cards_.find(name);
  return found == cards_.end() ? nullptr : found->second;
}

QRectF CanvasScene::cards_rect() const {
  QRectF all;
  for (const auto& [name, card] : cards_)
    all |= QRectF(card->pos(), QSizeF(size::kCardWidth, size::kCardHeight));
  return all;
}

void CanvasScene::place_next(const QString& name, QPointF at) { places_[name] = at; }

void CanvasScene::rebuild() {
  const Graph graph = graph_of(document_.scenario(), *document_.knowledge());
  if (graph != graph_) {
    const bool fresh = places_.empty();
    selecting_ = true;
    clear();
    selecting_ = false;
    cards_.clear();
    edges_.clear();
    graph_ = graph;
    add_cards(graph);
    add_edges();
    if (fresh) lay_out();
    show_selection();
  }
  refresh();
}

void CanvasScene::add_cards(const Graph& graph) {
  const Layout rough = layered_layout(graph);
  for (qsizetype i = 0; i < graph.names.size(); ++i) {
    const QString& name = graph.names[i];
    auto* card = new CardItem(name);
    const auto known = places_.find(name);
    addItem(card);
    card->setPos(known == places_.end() ? rough.cards[static_cast<std::size_t>(i)] : known->second);
    cards_[name] = card;
  }
}

void CanvasScene::add_edges() {
  for (const Arrow& arrow : graph_.arrows) {
    auto* edge = new EdgeItem(*cards_.at(graph_.names[arrow.from]),
                              *cards_.at(graph_.names[arrow.to]), arrow.synchronous);
    const auto bends = bends_.find({edge->from().name(), edge->to().name(), arrow.synchronous});
    if (bends != bends_.end()) edge->set_bends(bends->second);
    addItem(edge);
    edges_.push_back(edge);
  }
}

void CanvasScene::lay_out() {
  const quint64 wanted = ++layout_wanted_;
  run_dot(graph_, this, [this, wanted, graph = graph_](Layout layout) {
    if (wanted != layout_wanted_ || graph != graph_) return;
    place(layout.cards.empty() ? layered_layout(graph_) : layout);
  });
}

void CanvasScene::place(const Layout& layout) {
  for (qsizetype i = 0; i < graph_.names.size(); ++i)
    cards_.at(graph_.names[i])->setPos(layout.cards[static_cast<std::size_t>(i)]);
  bends_.clear();
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    EdgeItem& edge = *edges_[i];
    edge.set_bends(layout.bends[i]);
    bends_[{edge.from().name(), edge.to().name(), edge.synchronous()}] = layout.bends[i];
  }
  Q_EMIT laid_out();
}

void CanvasScene::forget_bends(const QString& card) {
  std::erase_if(bends_, [&](const auto& entry) {
    return std::get<0>(entry.first) == card || std::get<1>(entry.first) == card;
  });
}

void CanvasScene::card_moved(CardItem& card) {
  const auto known = places_.find(card.name());
  if (known != places_.end() && known->second == card.pos()) return;
  places_[card.name()] = card.pos();
  forget_bends(card.name());
  for (EdgeItem* edge : edges_)
    if (&edge->from() == &card || &edge->to() == &card) edge->follow_cards();
  if (mouseGrabberItem() == &card) find_guides(card);
  Q_EMIT cards_moved();
}

void CanvasScene::align(const QStringList& names, Alignment how) {
  Places places;
  for (const QString& name : names)
    if (const CardItem* one = card(name)) places[name] = one->pos();
  for (const auto& [name, at] : aligned(places, how)) card(name)->setPos(at);
}

void CanvasScene::find_guides(const CardItem& dragged) {
  guides_.clear();
  const QPointF at = dragged.pos();
  for (const auto& [name, other] : cards_) {
    if (other == &dragged || other->isSelected()) continue;
    const QPointF there = other->pos();
    if (there.x() == at.x())
      guides_.emplace_back(at.x(), std::min(at.y(), there.y()), at.x(),
                           std::max(at.y(), there.y()) + size::kCardHeight);
    if (there.y() == at.y())
      guides_.emplace_back(std::min(at.x(), there.x()), at.y(),
                           std::max(at.x(), there.x()) + size::kCardWidth, at.y());
  }
  update();
}

void CanvasScene::drawForeground(QPainter* painter, const QRectF&) {
  QPen pen(tokens().accent, 1.0, Qt::DashLine);
  pen.setCosmetic(true);
  painter->setPen(pen);
  for (const QLineF& guide : guides_) painter->drawLine(guide);
}

void CanvasScene::mouseReleaseEvent(QGraphicsSceneMouseEvent* event) {
  QGraphicsScene::mouseReleaseEvent(event);
  guides_.clear();
  update();
}

void CanvasScene::emphasise(CardItem* hovered) {
  for (EdgeItem* edge : edges_)
    edge->set_faded(hovered && &edge->from() != hovered && &edge->to() != hovered);
  for (EdgeItem* edge : edges_) edge->update();
}

void CanvasScene::refresh() {
  const std::set<QString> wrong = with_problems(document_.problems());
  for (const auto& [name, component] : document_.scenario().architecture.components) {
    CardItem* item = card(text(name));
    if (!item) continue;
    CardFacts facts = card_facts(document_.scenario(), component, state_);
    facts.problem = wrong.contains(item->name());
    facts.overridden = change_at(document_.overrides(), "/components/" + name) != nullptr;
    item->set_facts(facts);
  }
  std::map<std::tuple<QString, QString, bool>, double> rates;
  const projection::Window* window = state_.window();
  if (window)
    for (const Traffic& traffic : state_.answer()->traffic)
      rates[{text(traffic.from), text(traffic.to), traffic.synchronous}] +=
          rate_of(traffic, *window);
  for (EdgeItem* edge : edges_) {
    const auto rate = rates.find({edge->from().name(), edge->to().name(), edge->synchronous()});
    edge->set_rate(rate == rates.end() ? -1.0 : rate->second);
  }
}

void CanvasScene::take_selection() {
  if (selecting_) return;
  QStringList names;
  for (const QGraphicsItem* item : selectedItems())
    if (const auto* card = qgraphicsitem_cast<const CardItem*>(item)) names.push_back(card->name());
  names.sort();
  selecting_ = true;
  state_.set_selection(names);
  selecting_ = false;
  for (EdgeItem* edge : edges_) edge->update();
}

void CanvasScene::show_selection() {
  if (selecting_) return;
  selecting_ = true;
  for (const auto& [name, card] : cards_) card->setSelected(state_.selection().contains(name));
  selecting_ = false;
  for (EdgeItem* edge : edges_) edge->update();
}

void CanvasScene::drawBackground(QPainter* painter, const QRectF& rect) {
  const Tokens& t = tokens();
  painter->fillRect(rect, t.canvas);
  const double zoom = painter->worldTransform().m11();
  if (zoom < 0.5) return;
  painter->setPen(Qt::NoPen);
  painter->setBrush(t.line);
  const double left = std::floor(rect.left() / kDots) * kDots + kDots / 2.0;
  const double top = std::floor(rect.top() / kDots) * kDots + kDots / 2.0;
  for (double x = left; x < rect.right(); x += kDots)
    for (double y = top; y < rect.bottom(); y += kDots)
      painter->drawEllipse(QPointF(x, y), 0.8, 0.8);
}

}  // namespace headroom::gui
