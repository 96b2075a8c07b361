// The canvas as a table: a component in each row, with all that its card and its arrows say.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "gui/canvas/card_facts.h"
#include "gui/canvas/graph.h"
#include "gui/document/document.h"

namespace headroom::gui {

class ComponentModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column : std::uint8_t {
    name,
    kind,
    size,
    team,
    resource,
    used,
    waiting,
    cost,
    calls,
    called_by,
    columns
  };

  ComponentModel(Document& document, ViewState& state, QObject* parent = nullptr);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;
  [[nodiscard]] QString component(int row) const;
  [[nodiscard]] int row_of(const QString& component) const;  ///< -1 when it is not there

 private:
  struct Row {
    CardFacts facts;
    QStringList calls;
    QStringList called_by;
  };
  void rebuild();
  void refresh();

  Document& document_;
  ViewState& state_;
  std::vector<Row> rows_;
};

}  // namespace headroom::gui
