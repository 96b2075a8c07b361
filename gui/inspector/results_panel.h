// The results of the selected component, beside its inputs.
#pragma once

#include <QWidget>

#include "gui/inspector/component_results.h"

namespace headroom::gui {

class ResultsPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ResultsPanel(QWidget* parent = nullptr);
  void set_results(const ComponentResults& results, int month);
  [[nodiscard]] const ComponentResults& results() const { return results_; }
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  [[nodiscard]] int height_needed() const;
  void paint_resources(QPainter& painter, int& y) const;
  void paint_unstable(QPainter& painter, int& y) const;
  void paint_time_per_call(QPainter& painter, int& y) const;
  void paint_pair(QPainter& painter, int& y, const QString& label, const QString& value,
                  const QColor& color) const;
  void paint_year(QPainter& painter, int y) const;
  void describe();

  ComponentResults results_;
  int month_ = 0;
};

}  // namespace headroom::gui
