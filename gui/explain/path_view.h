// The critical path as a waterfall: time from left to right, callers above those they call.
#pragma once

#include <QTableView>

#include "gui/explain/path_model.h"

namespace headroom::gui {

class PathView : public QTableView {
  Q_OBJECT

 public:
  explicit PathView(QWidget* parent = nullptr);

  [[nodiscard]] PathModel& path() { return *model_; }
  /// Rows of this component are strong.
  void set_component(const QString& name);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  PathModel* model_;
  class Delegate* delegate_;
};

/// Keys of the causes that some row of the path has.
class PathKeys : public QWidget {
  Q_OBJECT

 public:
  explicit PathKeys(PathModel& model, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  PathModel& model_;
};

}  // namespace headroom::gui
