// The tree of scenarios as an item model: name, changes, first breach and cost of each.
#pragma once

#include <QAbstractItemModel>
#include <set>
#include <vector>

#include "gui/document/document.h"
#include "gui/solving/answer_cache.h"

namespace headroom::gui {

/// Check boxes choose what is compared; names are edited in place.
class ScenarioModel : public QAbstractItemModel {
  Q_OBJECT

 public:
  enum Column : std::uint8_t { kName, kChanges, kBreach, kCost, kColumns };
  static constexpr int kMostTicked = 4;

  /// `answers`: of scenarios that were solved; must outlive the model.
  ScenarioModel(Document& document, const AnswerCache& answers, QObject* parent = nullptr);

  [[nodiscard]] QModelIndex index_of(int id) const;
  [[nodiscard]] static int id_of(const QModelIndex& index);
  /// In the order of the tree, each still there.
  [[nodiscard]] std::vector<int> ticked() const;
  void tick(const std::vector<int>& ids);
  void refresh_answers();

  [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent) const override;
  [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

 Q_SIGNALS:
  void ticked_changed();

 private:
  void take_tree();
  [[nodiscard]] std::vector<int> rows_below(int id) const;
  [[nodiscard]] QString shown(int id, int column) const;
  [[nodiscard]] QString changes_of(int id) const;
  [[nodiscard]] AnswerPointer answer_of(int id) const;
  [[nodiscard]] QString tool_tip(int id) const;

  Document& document_;
  const AnswerCache& answers_;
  ScenarioTree shape_;  ///< as the view knows it
  std::set<int> ticked_;
};

}  // namespace headroom::gui
