// What each component's busiest resource is asked for at the peak hour of each month.
#pragma once

#include <QAbstractTableModel>

#include "gui/document/document.h"
#include "gui/state/view_state.h"

namespace headroom::gui {

/// Rows: components, the busiest of the year first. Columns: months.
class HeatModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Role { kStep = Qt::UserRole, kSelected, kCurrentMonth };

  HeatModel(Document& document, ViewState& state, QObject* parent = nullptr);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;
  [[nodiscard]] QString component(int row) const { return names_[row]; }

 private:
  void refresh();
  [[nodiscard]] const projection::ComponentMonth* cell(const QModelIndex& index) const;
  [[nodiscard]] bool unstable(const QModelIndex& index) const;

  Document& document_;
  ViewState& state_;
  AnswerPointer answer_;
  QStringList names_;
};

}  // namespace headroom::gui
