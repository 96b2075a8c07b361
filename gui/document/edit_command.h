// The one command of the history: all scenarios before and after, and which of them was shown.
#pragma once

#include <QUndoCommand>
#include <memory>

#include "gui/document/scenario_tree.h"

namespace headroom::gui {

class Document;

/// Undoing shows the scenario in which the edit took place.
class EditCommand : public QUndoCommand {
 public:
  using TreePointer = std::shared_ptr<const ScenarioTree>;
  EditCommand(Document& document, const QString& what, TreePointer after, int shown_after,
              QString field);

  void undo() override;
  void redo() override;
  [[nodiscard]] int id() const override;
  bool mergeWith(const QUndoCommand* later) override;

 private:
  Document* document_;
  TreePointer before_;
  TreePointer after_;
  int shown_before_;
  int shown_after_;
  QString field_;  ///< edits of the same field in a row are one entry
};

}  // namespace headroom::gui
