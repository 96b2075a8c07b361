#include "gui/compare/difference_picture.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <set>
#include <tuple>

#include "core/io/what_if.h"
#include "gui/compare/compare_cells.h"
#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"
#include "gui/what_ifs/change_words.h"

namespace headroom::gui {
namespace {

constexpr double kBoxWidth = 84.0, kBoxHeight = 26.0, kMargin = 10.0;
constexpr double kNotesWidth = 190.0, kLine = 16.0, kSmallestBox = 44.0;

Graph united(const std::vector<SubjectPointer>& subjects) {
  std::vector<Graph> graphs;
  std::set<QString> names;
  for (const SubjectPointer& subject : subjects) {
    graphs.push_back(graph_of(subject->scenario, *subject->knowledge));
    names.insert(graphs.back().names.begin(), graphs.back().names.end());
  }
  Graph all;
  all.names = QStringList(names.begin(), names.end());
  std::set<std::tuple<int, int, bool>> seen;
  for (const Graph& graph : graphs)
    for (const Arrow& arrow : graph.arrows) {
      const auto from = static_cast<int>(all.names.indexOf(graph.names[arrow.from]));
      const auto to = static_cast<int>(all.names.indexOf(graph.names[arrow.to]));
      if (seen.emplace(from, to, arrow.synchronous).second)
        all.arrows.push_back({from, to, arrow.synchronous});
    }
  return all;
}

bool has(const Subject& subject, const QString& component) {
  return subject.scenario.architecture.components.contains(component.toStdString());
}

QString subject_of(const io::Change& change) {
  const QString component = component_of(change.pointer);
  return component.isEmpty() ? field_words(change.pointer) : component;
}

QString note_words(const io::Change& change) {
  const QString component = component_of(change.pointer);
  const QString whole = field_words(change.pointer);
  const QString field = component.isEmpty() ? QString() : whole.mid(component.size()).trimmed();
  return field.isEmpty() ? change_words(change) : field + u' ' + change_words(change);
}

}  // namespace

Differences differences(const std::vector<SubjectPointer>& subjects) {
  Differences all;
  all.graph = united(subjects);
  all.parts.resize(static_cast<std::size_t>(all.graph.names.size()));
  const Subject& first = *subjects.front();
  for (std::size_t i = 1; i < subjects.size(); ++i)
    for (const io::Change& change :
         io::list_changes(first.scenario, subjects[i]->scenario, first.knowledge->kinds)) {
      all.notes.push_back({i, subject_of(change), note_words(change)});
      const qsizetype index = all.graph.names.indexOf(component_of(change.pointer));
      if (index < 0) continue;
      auto& changed = all.parts[static_cast<std::size_t>(index)].changed_by;
      if (changed.empty() || changed.back() != i) changed.push_back(i);
    }
  for (qsizetype n = 0; n < all.graph.names.size(); ++n) {
    Differences::Part& part = all.parts[static_cast<std::size_t>(n)];
    part.in_first = has(first, all.graph.names[n]);
    part.in_others = std::all_of(subjects.begin() + 1, subjects.end(), [&](const auto& subject) {
      return has(*subject, all.graph.names[n]);
    });
  }
  return all;
}

DifferencePicture::DifferencePicture(QWidget* parent) : QWidget(parent) {
  setMinimumSize(320, 120);
}

void DifferencePicture::show_differences(const std::vector<SubjectPointer>& subjects) {
  differences_ = differences(subjects);
  QStringList described;
  for (const Differences::Note& note : differences_.notes)
    described << note.subject + u' ' + note.words;
  setAccessibleName(tr("What differs: ") + described.join(QStringLiteral("; ")));
  place(layered_layout(differences_.graph));
  run_dot(differences_.graph, this, [this, graph = differences_.graph](const Layout& layout) {
    if (!layout.cards.empty() && graph == differences_.graph) place(layout);
  });
}

void DifferencePicture::place(const Layout& layout) {
  cards_ = layout.cards;
  bounds_ = QRectF();
  for (const QPointF& card : cards_) bounds_ |= QRectF(card, QSizeF(0.01, 0.01));
  update();
}

/// Positions are stretched to the area, boxes keep their size as long as there is room.
QRectF DifferencePicture::box(std::size_t index, const QRectF& area) const {
  std::set<double> columns;
  for (const QPointF& card : cards_) columns.insert(card.x());
  const double room = area.width() / static_cast<double>(std::max<std::size_t>(1, columns.size()));
  const double width = std::clamp(room - 14.0, kSmallestBox, kBoxWidth);
  const QRectF inner = area.adjusted(kMargin, kMargin, -kMargin - width, -kMargin - kBoxHeight);
  const auto share = [](double at, double from, double length) {
    return length > 1.0 ? (at - from) / length : 0.5;
  };
  const QPointF card = cards_[index];
  return {inner.left() + share(card.x(), bounds_.left(), bounds_.width()) * inner.width(),
          inner.top() + share(card.y(), bounds_.top(), bounds_.height()) * inner.height(), width,
          kBoxHeight};
}

void DifferencePicture::paint_box(QPainter& painter, const QRectF& box, std::size_t index) const {
  const Tokens& t = tokens();
  const Differences::Part& part = differences_.parts[index];
  const bool changed = !part.changed_by.empty();
  painter.setBrush(changed ? t.surface : t.sunken);
  painter.setPen(QPen(t.line, 1.0));
  painter.drawRoundedRect(box, size::kControlRadius, size::kControlRadius);
  double gap = 0.0;
  for (const std::size_t scenario : part.changed_by) {
    const bool gone = part.in_first && !part.in_others;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(scenario_color(scenario), 2.0, gone ? Qt::DashLine : Qt::SolidLine));
    painter.drawRoundedRect(box.adjusted(-gap, -gap, gap, gap), size::kControlRadius,
                            size::kControlRadius);
    gap += 3.0;
  }
  const QFont type = typeface(size::kHint, changed ? QFont::Medium : QFont::Normal);
  const QString name = differences_.graph.names[static_cast<qsizetype>(index)];
  paint_text_center(painter, {box.center().x(), box.center().y() + 4},
                    elided(name, static_cast<int>(box.width()) - 6, type), type,
                    changed ? t.text : t.text2);
}

void DifferencePicture::paint_graph(QPainter& painter, const QRectF& area) const {
  painter.fillRect(area, tokens().canvas);
  if (cards_.empty()) return;
  for (const Arrow& arrow : differences_.graph.arrows) {
    const QRectF from = box(static_cast<std::size_t>(arrow.from), area);
    const QRectF to = box(static_cast<std::size_t>(arrow.to), area);
    const QPointF start(from.right(), from.center().y());
    const QPointF end(to.left(), to.center().y());
    const double bend = std::max(14.0, std::abs(end.x() - start.x()) / 2.0);
    QPainterPath path(start);
    path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokens().edge, 1.0, arrow.synchronous ? Qt::SolidLine : Qt::DashLine));
    painter.drawPath(path);
  }
  for (std::size_t i = 0; i < cards_.size(); ++i) paint_box(painter, box(i, area), i);
}

void DifferencePicture::paint_notes(QPainter& painter, const QRectF& area) const {
  const Tokens& t = tokens();
  const QFont strong = typeface(size::kHint, QFont::Bold);
  const QFont plain = typeface(size::kHint);
  const int width = static_cast<int>(area.width()) - 12;
  double y = area.top() + 16.0;
  if (differences_.notes.empty())
    paint_text(painter, {area.left() + 8, y}, tr("Nothing differs."), plain, t.text2);
  const auto most = static_cast<std::size_t>((area.height() - 8.0) / (2 * kLine + 6.0));
  for (std::size_t i = 0; i < differences_.notes.size(); ++i) {
    const std::size_t left = differences_.notes.size() - i;
    if (i + 1 == most && left > 1) {
      paint_text(painter, {area.left() + 8, y}, tr("and %1 more").arg(left), plain, t.text3);
      break;
    }
    const Differences::Note& note = differences_.notes[i];
    painter.fillRect(QRectF(area.left() + 8, y - 5, 16, 2.4), scenario_color(note.scenario));
    paint_text(painter, {area.left() + 30, y}, elided(note.subject, width - 30, strong), strong,
               t.text);
    paint_text(painter, {area.left() + 8, y + kLine}, elided(note.words, width - 8, plain), plain,
               t.text2);
    y += 2 * kLine + 6.0;
  }
}

void DifferencePicture::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF all = rect();
  const double notes = std::min(kNotesWidth, all.width() * 0.36);
  paint_graph(painter, all.adjusted(0, 0, -notes, 0));
  paint_notes(painter, {all.right() - notes, all.top(), notes, all.height()});
}

}  // namespace headroom::gui
