// The table of a comparison: a model over its cells and a view that draws them.
#pragma once

#include <QAbstractTableModel>
#include <QTableView>

#include "gui/compare/compare_cells.h"

namespace headroom::gui {

class CompareModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Role : int { kCellRole = Qt::UserRole + 1, kGroupRole, kLineRole };

  using QAbstractTableModel::QAbstractTableModel;
  void set_table(CompareTable table);
  [[nodiscard]] const CompareTable& table() const { return table_; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 private:
  CompareTable table_;
};

class CompareView : public QTableView {
  Q_OBJECT

 public:
  explicit CompareView(QWidget* parent = nullptr);
  void set_table(CompareTable table);
  [[nodiscard]] CompareModel& cells() { return *model_; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void share_width();

  CompareModel* model_;
};

}  // namespace headroom::gui
