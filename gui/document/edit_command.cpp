#include "gui/document/edit_command.h"

#include <utility>

#include "gui/document/document.h"

namespace headroom::gui {
namespace {
constexpr int kMergeable = 1;
constexpr int kNeverMerged = -1;
}  // namespace

EditCommand::EditCommand(Document& document, const QString& what, TreePointer after,
                         int shown_after, QString field)
    : QUndoCommand(what),
      document_(&document),
      before_(document.tree_),
      after_(std::move(after)),
      shown_before_(document.current()),
      shown_after_(shown_after),
      field_(std::move(field)) {}

void EditCommand::undo() { document_->show(before_, shown_before_); }
void EditCommand::redo() { document_->show(after_, shown_after_); }
int EditCommand::id() const { return field_.isEmpty() ? kNeverMerged : kMergeable; }

bool EditCommand::mergeWith(const QUndoCommand* later) {
  const auto* other = dynamic_cast<const EditCommand*>(later);
  if (other == nullptr || other->field_ != field_ || other->shown_after_ != shown_after_)
    return false;
  after_ = other->after_;
  setText(other->text());
  return true;
}

}  // namespace headroom::gui
