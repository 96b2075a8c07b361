#include "gui/palette/kind_model.h"

#include <QMimeData>

#include "gui/style/icons.h"
#include "gui/style/tokens.h"
#include "gui/style/words.h"

namespace headroom::gui {

KindModel::KindModel(const Knowledge& knowledge, QObject* parent) : QAbstractListModel(parent) {
  for (const auto& kind : knowledge.kinds)
    kinds_.push_back({std::string(kind->name()), text(kind->summary())});
}

int KindModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(kinds_.size());
}

QVariant KindModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Kind& kind = kinds_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return kind_label(kind.name);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
      return kind.summary;
    case Qt::DecorationRole:
      return icon(kind.name, tokens().text2);
    case Qt::UserRole:
      return text(kind.name);
    default:
      return {};
  }
}

Qt::ItemFlags KindModel::flags(const QModelIndex& index) const {
  return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled
                         : Qt::NoItemFlags;
}

QStringList KindModel::mimeTypes() const { return {QString::fromLatin1(kKindMimeType)}; }

QMimeData* KindModel::mimeData(const QModelIndexList& indexes) const {
  auto* data = new QMimeData;
  if (!indexes.isEmpty())
    data->setData(QString::fromLatin1(kKindMimeType),
                  QByteArray::fromStdString(kind(indexes.front().row())));
  return data;
}

}  // namespace headroom::gui
