// The critical path as a table, an operation in each row.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "gui/explain/path_rows.h"

namespace headroom::gui {

class PathModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column : std::uint8_t { operation, path, time, half_width, share, columns };

  using QAbstractTableModel::QAbstractTableModel;

  void set_path(std::vector<PathRow> rows, const Estimate& whole);
  [[nodiscard]] const std::vector<PathRow>& rows() const { return rows_; }
  [[nodiscard]] double whole_s() const { return whole_.estimate; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 private:
  std::vector<PathRow> rows_;
  Estimate whole_;
};

}  // namespace headroom::gui
