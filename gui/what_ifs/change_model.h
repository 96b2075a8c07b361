// What the current scenario says otherwise than its parent, field by field.
#pragma once

#include <QAbstractTableModel>

#include "gui/document/document.h"

namespace headroom::gui {

class ChangeModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column : std::uint8_t { kField, kParent, kHere, kReset, kColumns };

  explicit ChangeModel(Document& document, QObject* parent = nullptr);

  /// Takes it back: the parent's value holds again.
  void reset_row(int row);
  [[nodiscard]] const io::Change& change(int row) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 private:
  Document& document_;
  std::vector<io::Change> changes_;
};

}  // namespace headroom::gui
