// The component kinds of the program as items that can be dragged.
#pragma once

#include <QAbstractListModel>
#include <string>
#include <vector>

#include "gui/document/knowledge.h"

namespace headroom::gui {

inline constexpr const char* kKindMimeType = "application/x-headroom-kind";

class KindModel : public QAbstractListModel {
  Q_OBJECT

 public:
  explicit KindModel(const Knowledge& knowledge, QObject* parent = nullptr);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] QStringList mimeTypes() const override;
  [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
  [[nodiscard]] const std::string& kind(int row) const {
    return kinds_[static_cast<std::size_t>(row)].name;
  }

 private:
  struct Kind {
    std::string name;
    QString summary;
  };
  std::vector<Kind> kinds_;
};

}  // namespace headroom::gui
