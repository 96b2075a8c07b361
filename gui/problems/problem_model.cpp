#include "gui/problems/problem_model.h"

#include <QFileInfo>

#include "gui/style/tokens.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

/// "shop.json:12:5", without what is not known.
QString file_place_of(const SourcePosition& where) {
  QString place = QFileInfo(text(where.file)).fileName();
  if (where.line > 0) place += QStringLiteral(":%1").arg(where.line);
  if (where.column > 0) place += QStringLiteral(":%1").arg(where.column);
  return place;
}

/// In the file, where the problem is one of its text, and in the scenario.
QString place_of(const Diagnostic& problem) {
  const QString pointer = text(problem.pointer).mid(1).replace(u'/', QStringLiteral(" \u203a "));
  if (pointer.isEmpty()) return file_place_of(problem.where);
  if (problem.where.line == 0) return pointer;
  return file_place_of(problem.where) + QStringLiteral("  ") + pointer;
}

}  // namespace

ProblemModel::ProblemModel(Document& document, QObject* parent)
    : QAbstractTableModel(parent), document_(document) {
  connect(&document_, &Document::changed, this, &ProblemModel::refresh);
  connect(&document_, &Document::problems_changed, this, &ProblemModel::refresh);
}

void ProblemModel::refresh() {
  beginResetModel();
  problems_ = document_.problems().all();
  endResetModel();
}

int ProblemModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(problems_.size());
}

int ProblemModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant ProblemModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Diagnostic& problem = problems_[static_cast<std::size_t>(index.row())];
  const bool error = problem.severity == Severity::error;
  if (role == Qt::ForegroundRole && index.column() == what)
    return error ? tokens().bad : tokens().warn;
  if (role == Qt::ToolTipRole)
    return QStringLiteral("<span>") + text(problem.message + ". " + problem.hint).toHtmlEscaped() +
           QStringLiteral("</span>");
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case where:
      return place_of(problem);
    case what:
      return (error ? tr("mistake: ") : tr("warning: ")) + text(problem.message);
    default:
      return text(problem.hint);
  }
}

QVariant ProblemModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == where ? tr("Where") : section == what ? tr("What") : tr("What to do");
}

QString ProblemModel::part(int row, qsizetype index) const {
  const QStringList parts = text(problems_[static_cast<std::size_t>(row)].pointer).split(u'/');
  return parts.size() > index && parts[1] == u"components" ? parts[index] : QString();
}

QString ProblemModel::component(int row) const { return part(row, 2); }
QString ProblemModel::parameter(int row) const { return part(row, 3); }

}  // namespace headroom::gui
