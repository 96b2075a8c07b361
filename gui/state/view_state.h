// What all panes look at together: the month, the window, the selection and the answer.
#pragma once

#include <QObject>
#include <QStringList>

#include "gui/solving/answer.h"

namespace headroom::gui {

class ViewState : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  [[nodiscard]] int month() const { return month_; }
  void set_month(int month);  ///< clamped to the months of the answer
  [[nodiscard]] int last_month() const;

  [[nodiscard]] projection::WindowKind window_kind() const { return window_kind_; }
  void set_window_kind(projection::WindowKind kind);
  /// The window that is shown; that of the peak hour where a month has no surge. nullptr without
  /// an answer.
  [[nodiscard]] const projection::Window* window() const;
  [[nodiscard]] bool has_surge() const;  ///< in this month

  [[nodiscard]] const QStringList& selection() const { return selection_; }
  void set_selection(QStringList names);
  /// The one selected component, or empty.
  [[nodiscard]] QString selected() const;

  [[nodiscard]] const AnswerPointer& answer() const { return answer_; }
  void set_answer(AnswerPointer answer);
  /// The answer belongs to an older scenario; a newer one is under way.
  [[nodiscard]] bool updating() const { return updating_; }
  void set_updating(bool updating);
  [[nodiscard]] const projection::MonthResult* month_result() const;

 Q_SIGNALS:
  void month_changed();
  void window_changed();
  void selection_changed();
  void answer_changed();  ///< also when it becomes stale

 private:
  int month_ = 0;
  projection::WindowKind window_kind_ = projection::WindowKind::peak;
  QStringList selection_;
  AnswerPointer answer_;
  bool updating_ = false;
};

}  // namespace headroom::gui
