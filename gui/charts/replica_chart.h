// Replicas of each month's peak hour as steps, of the components that an autoscaler changes.
#pragma once

#include "gui/charts/year_chart.h"

namespace headroom::gui {

class ReplicaChart : public YearChart {
  Q_OBJECT

 public:
  ReplicaChart(Document& document, ViewState& state, QWidget* parent = nullptr);
  [[nodiscard]] QString csv() const override;
  /// Whether the shown answer has a component whose replicas change.
  [[nodiscard]] bool has_steps() const { return !curves_.empty(); }

 protected:
  void build(const Answer& answer) override;
  void paint_over(QPainter& painter, const Answer& answer) const override;
  [[nodiscard]] QString reading(const Answer& answer, int month) const override;
  [[nodiscard]] double margin() const override { return 0.5; }

 private:
  struct Point {
    std::uint32_t peak = 1;  ///< at the peak hour
    double mean = 1.0;       ///< over the month
    double surge = 0.0;      ///< the most during a surge that was followed; 0: there is none
  };
  struct Curve {
    QString name;
    QColor color;
    std::vector<Point> months;
  };
  [[nodiscard]] Curve curve_of(const Answer& answer, const std::string& component) const;
  [[nodiscard]] double highest() const;

  std::vector<Curve> curves_;
};

}  // namespace headroom::gui
