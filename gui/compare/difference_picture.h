// The architecture with what differs between scenarios outlined in their colours.
#pragma once

#include <QPointF>
#include <QStringList>
#include <QWidget>
#include <map>
#include <vector>

#include "gui/canvas/graph.h"
#include "gui/canvas/layout.h"
#include "gui/compare/comparer.h"

namespace headroom::gui {

/// Everything that one of the scenarios has.
struct Differences {
  struct Part {
    std::vector<std::size_t> changed_by;  ///< places of the scenarios that say something else of it
    bool in_first = true;                 ///< the first scenario has it
    bool in_others = true;                ///< all others have it
  };
  /// What one scenario changes, in words.
  struct Note {
    std::size_t scenario = 0;
    QString subject;  ///< "orders-db"
    QString words;    ///< "IOPS 3 000 → 6 000"
  };
  Graph graph;
  std::vector<Part> parts;  ///< by Graph::names
  std::vector<Note> notes;
};
/// Against the first scenario.
Differences differences(const std::vector<SubjectPointer>& subjects);

class DifferencePicture : public QWidget {
  Q_OBJECT

 public:
  explicit DifferencePicture(QWidget* parent = nullptr);
  void show_differences(const std::vector<SubjectPointer>& subjects);
  [[nodiscard]] const Differences& shown() const { return differences_; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void place(const Layout& layout);
  [[nodiscard]] QRectF box(std::size_t index, const QRectF& area) const;
  void paint_graph(QPainter& painter, const QRectF& area) const;
  void paint_box(QPainter& painter, const QRectF& box, std::size_t index) const;
  void paint_notes(QPainter& painter, const QRectF& area) const;

  Differences differences_;
  std::vector<QPointF> cards_;  ///< centres as laid out
  QRectF bounds_;               ///< around all centres
};

}  // namespace headroom::gui
