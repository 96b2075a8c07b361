// What is wrong with the scenario, a row for each diagnostic.
#pragma once

#include <QAbstractTableModel>

#include "gui/document/document.h"

namespace headroom::gui {

class ProblemModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column : std::uint8_t { where, what, hint, columns };

  explicit ProblemModel(Document& document, QObject* parent = nullptr);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;
  /// The component that a row is about; empty for others.
  [[nodiscard]] QString component(int row) const;
  /// The parameter of that component; empty for others.
  [[nodiscard]] QString parameter(int row) const;

 private:
  void refresh();
  [[nodiscard]] QString part(int row, qsizetype index) const;

  Document& document_;
  std::vector<Diagnostic> problems_;
};

}  // namespace headroom::gui
