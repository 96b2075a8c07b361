#include <QProcess>
#include <QStandardPaths>
#include <QTextStream>
#include <cmath>
#include <utility>

#include "gui/canvas/layout.h"
#include "gui/style/tokens.h"

namespace headroom::gui {
namespace {

constexpr double kPixelsPerInch = 72.0;
// Kept free around a card by what passes it.
constexpr int kClearX = 8, kClearY = 4;

QString inches(int pixels) { return QString::number(pixels / kPixelsPerInch, 'f', 4); }
double snapped(double value) { return std::round(value / size::kSnap) * size::kSnap; }

/// One line of "plain": words, of which only names may be in quotes; ours never are.
struct Line {
  QStringList words;
  [[nodiscard]] QString word(qsizetype i) const { return i < words.size() ? words[i] : QString(); }
  [[nodiscard]] double pixels(qsizetype i) const { return word(i).toDouble() * kPixelsPerInch; }
  [[nodiscard]] int index(qsizetype i) const { return word(i).mid(1).toInt(); }
};

class PlainReader {
 public:
  PlainReader(const Graph& graph, Layout& layout) : graph_(graph), layout_(layout) {
    layout_.cards.resize(static_cast<std::size_t>(graph.names.size()));
    layout_.bends.resize(graph.arrows.size());
  }

  void read(const Line& line) {
    if (line.word(0) == u"graph") height_ = line.pixels(3);
    if (line.word(0) == u"node") read_node(line);
    if (line.word(0) == u"edge") read_edge(line);
  }
  [[nodiscard]] bool complete() const { return nodes_ == layout_.cards.size(); }

 private:
  void read_node(const Line& line) {
    const auto node = static_cast<std::size_t>(line.index(1));
    if (node >= layout_.cards.size()) return;
    layout_.cards[node] = {snapped(line.pixels(2) - size::kCardWidth / 2.0),
                           snapped(height_ - line.pixels(3) - size::kCardHeight / 2.0)};
    ++nodes_;
  }

  void read_edge(const Line& line) {
    const int points = line.word(3).toInt();
    std::vector<QPointF> bends;
    for (int i = 0; i < points; ++i)
      bends.emplace_back(line.pixels(4 + 2 * i), height_ - line.pixels(5 + 2 * i));
    for (std::size_t i = 0; i < graph_.arrows.size(); ++i) {
      const Arrow& arrow = graph_.arrows[i];
      if (arrow.from != line.index(1) || arrow.to != line.index(2)) continue;
      if (layout_.bends[i].empty()) {
        layout_.bends[i] = std::move(bends);
        return;
      }
    }
  }

  const Graph& graph_;
  Layout& layout_;
  double height_ = 0.0;
  std::size_t nodes_ = 0;
};

}  // namespace

QByteArray dot_text(const Graph& graph) {
  QString dot;
  QTextStream out(&dot);
  out << "digraph {\nrankdir=LR; splines=true; nodesep=" << inches(size::kCardGapY)
      << "; ranksep=" << inches(size::kCardGapX) << ";\n"
      << "node [shape=box, fixedsize=true, width=" << inches(size::kCardWidth + 2 * kClearX)
      << ", height=" << inches(size::kCardHeight + 2 * kClearY) << "];\n"
      << "edge [headport=w, tailport=e];\n";
  for (qsizetype i = 0; i < graph.names.size(); ++i) out << "n" << i << ";\n";
  for (const Arrow& arrow : graph.arrows) out << "n" << arrow.from << " -> n" << arrow.to << ";\n";
  out << "}\n";
  return dot.toUtf8();
}

Layout read_dot_plain(const QByteArray& plain, const Graph& graph) {
  Layout layout;
  PlainReader reader(graph, layout);
  for (const QString& line : QString::fromUtf8(plain).split(u'\n'))
    reader.read({line.split(u' ', Qt::SkipEmptyParts)});
  return reader.complete() ? layout : Layout();
}

void run_dot(const Graph& graph, QObject* owner, std::function<void(Layout)> done) {
  const QString program = QStandardPaths::findExecutable(QStringLiteral("dot"));
  if (program.isEmpty() || graph.names.isEmpty()) return done({});
  auto* process = new QProcess(owner);
  const auto finish = [process, graph, done](bool ok) {
    const Layout layout = ok ? read_dot_plain(process->readAllStandardOutput(), graph) : Layout();
    process->deleteLater();
    done(layout);
  };
  QObject::connect(process, &QProcess::finished, owner,
                   [finish](int code, QProcess::ExitStatus status) {
                     finish(status == QProcess::NormalExit && code == 0);
                   });
  QObject::connect(process, &QProcess::errorOccurred, owner,
                   [finish](QProcess::ProcessError error) {
                     if (error == QProcess::FailedToStart) finish(false);
                   });
  process->start(program, {QStringLiteral("-Tplain")});
  process->write(dot_text(graph));
  process->closeWriteChannel();
}

}  // namespace headroom::gui
