// The line at the bottom: how far the work is, with Cancel, and what the figures rest on.
#pragma once

#include <QElapsedTimer>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStatusBar>

#include "gui/document/document.h"
#include "gui/solving/solver.h"
#include "gui/state/view_state.h"

namespace headroom::gui {

class StatusLine : public QStatusBar {
  Q_OBJECT

 public:
  StatusLine(Document& document, ViewState& state, Solver& solver, QWidget* parent = nullptr);
  /// Something that was done, until there is other news.
  void say(const QString& words) { progress_->setText(words); }
  [[nodiscard]] QString progress_text() const { return progress_->text(); }

 private:
  void show_progress(int done, int all);
  void show_end(bool cancelled);
  void refresh();
  void work_begins();
  [[nodiscard]] QString summary() const;

  Document& document_;
  ViewState& state_;
  Solver& solver_;
  QProgressBar* bar_;
  QLabel* progress_;
  QPushButton* cancel_;
  QLabel* facts_;
  QElapsedTimer elapsed_;
};

}  // namespace headroom::gui
