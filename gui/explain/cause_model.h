// Where the time goes by cause and component, the longest first, beside what it was at the start.
#pragma once

#include <QAbstractTableModel>
#include <optional>
#include <vector>

#include "core/sim/explain.h"
#include "gui/explain/path_rows.h"

namespace headroom::gui {

class CauseModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column : std::uint8_t { what, now, time, half_width, share, columns };

  using QAbstractTableModel::QAbstractTableModel;

  /// `at_start`: the same class at the start of the horizon, nullptr where that is not known.
  void set_causes(const sim::Breakdown& breakdown, const sim::Breakdown* at_start,
                  Requests requests);
  void clear();

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;
  [[nodiscard]] QString component(int row) const;

 private:
  struct Row {
    QString component;
    QString words;
    TimeCause cause = TimeCause::service;
    Estimate time;
    std::optional<Estimate> now;
    double share = 0.0;
  };
  std::vector<Row> rows_;
};

}  // namespace headroom::gui
