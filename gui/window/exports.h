// What leaves the window: the report, pictures, the data of a chart.
#pragma once

#include <QObject>
#include <QWidget>

#include "gui/canvas/scene.h"
#include "gui/window/dock.h"

namespace headroom::gui {

class Exports : public QObject {
  Q_OBJECT

 public:
  Exports(Document& document, ViewState& state, CanvasScene& scene, Dock& dock, QWidget* window);

  /// Ask where, then write.
  void report();
  void canvas();
  void chart();
  void copy_chart_data();

  /// To a file by its ending: SVG, PNG or PDF.
  void write_canvas(const QString& path);
  void write_chart(const QString& path);

 Q_SIGNALS:
  void said(const QString& words);

 private:
  [[nodiscard]] QString ask_for_picture(const QString& proposed) const;
  void tell(const QString& path, const std::optional<QString>& problem);

  Document& document_;
  ViewState& state_;
  CanvasScene& scene_;
  Dock& dock_;
  QWidget* window_;
};

}  // namespace headroom::gui
