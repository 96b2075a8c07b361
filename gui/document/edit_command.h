// The one command of the history: the scenario before and after.
#pragma once

#include <QUndoCommand>

#include "gui/document/document.h"

namespace headroom::gui {

class EditCommand : public QUndoCommand {
 public:
  EditCommand(Document& document, const QString& what, projection::Scenario after, QString field);

  void undo() override;
  void redo() override;
  [[nodiscard]] int id() const override;
  bool mergeWith(const QUndoCommand* later) override;

 private:
  Document* document_;
  projection::Scenario before_;
  projection::Scenario after_;
  QString field_;  ///< edits of the same field in a row are one entry
};

}  // namespace headroom::gui
