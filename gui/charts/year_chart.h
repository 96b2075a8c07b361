// What the charts of the year share: our look, the months below, the cursor of the month.
#pragma once

#include <QAbstractAxis>
#include <QChart>
#include <QChartView>
#include <QLineSeries>
#include <QRubberBand>
#include <QValueAxis>

#include "gui/document/document.h"
#include "gui/state/view_state.h"

namespace headroom::gui {

/// A click or drag chooses the month; the wheel, a drag with Shift, and the keys + - 0 zoom into
/// the months. Intervals, targets and labels are painted over the plot.
class YearChart : public QChartView {
  Q_OBJECT

 public:
  YearChart(Document& document, ViewState& state, const QString& name, QWidget* parent = nullptr);

  /// One row a month: "month,peak_rps,..."; what the chart shows, for other programs.
  [[nodiscard]] virtual QString csv() const = 0;

  /// Months from `first` to `last`, at least one, within those that there are.
  void zoom_to(double first, double last);
  void zoom_out();  ///< to the whole year
  [[nodiscard]] double first_shown() const { return x_->min(); }
  [[nodiscard]] double last_shown() const { return x_->max(); }

 protected:
  /// Builds the series anew from the answer.
  virtual void build(const Answer& answer) = 0;
  /// Over the plot: intervals, targets, direct labels.
  virtual void paint_over(QPainter& painter, const Answer& answer) const = 0;
  /// What the pointer reads at a month.
  [[nodiscard]] virtual QString reading(const Answer& answer, int month) const = 0;
  /// Part of a month that the plot shows before the first and after the last.
  [[nodiscard]] virtual double margin() const { return 0.25; }
  [[nodiscard]] virtual int shown_months(const Answer& answer) const;

  void use_y(QAbstractAxis* axis);  ///< takes it over
  void attach(QAbstractSeries* series);
  QLineSeries* add_line(const QColor& color, double width, bool dashed = false);
  [[nodiscard]] QPointF at(double month, double value) const;
  [[nodiscard]] bool shows(double month) const;
  /// The last month that the zoom leaves.
  [[nodiscard]] std::size_t last_month_shown(const Answer& answer) const;
  /// A dashed line across the plot with its name at the right.
  void paint_limit(QPainter& painter, double value, const QString& words) const;
  /// Names beside the right ends of curves, moved apart so that none touch.
  struct EndLabel {
    double y;
    QString words;
    QColor color;
  };
  void paint_end_labels(QPainter& painter, std::vector<EndLabel> labels) const;
  [[nodiscard]] const Document& document() const { return document_; }
  [[nodiscard]] const ViewState& state() const { return state_; }
  /// Steps of a linear axis: 1, 2 or 5 times a power of ten.
  static void set_nice_range(QValueAxis& axis, double most);

  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void refresh();
  [[nodiscard]] double place_at(QPointF position) const;
  [[nodiscard]] int month_at(QPointF position) const;
  void zoom_by(double factor, double around);
  void select_band(QPointF to);
  void paint_months(QPainter& painter, int months) const;
  void paint_values(QPainter& painter) const;
  void paint_cursor(QPainter& painter) const;

  Document& document_;
  ViewState& state_;
  AnswerPointer shown_;
  QRubberBand* band_ = nullptr;  ///< of a drag with Shift
  QPointF band_from_;
  QValueAxis* x_ = nullptr;
  QAbstractAxis* y_ = nullptr;
};

}  // namespace headroom::gui
