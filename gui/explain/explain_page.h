// The page that says where the time of a request goes, in the hour that is shown.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QTableView>
#include <QWidget>

#include "gui/document/document.h"
#include "gui/explain/cause_bars.h"
#include "gui/explain/cause_model.h"
#include "gui/explain/explainer.h"
#include "gui/explain/path_view.h"
#include "gui/state/view_state.h"
#include "gui/style/segments.h"
#include "gui/verdict/sentence_label.h"

namespace headroom::gui {

/// Follows month, hour and document while it is shown.
class ExplainPage : public QWidget {
  Q_OBJECT

 public:
  ExplainPage(Document& document, ViewState& state, QWidget* parent = nullptr);

  [[nodiscard]] Explainer& explainer() { return explainer_; }
  [[nodiscard]] QComboBox& classes() { return *classes_; }
  [[nodiscard]] QComboBox& months() { return *months_; }
  [[nodiscard]] Segments& requests() { return *requests_; }
  [[nodiscard]] PathView& path() { return *path_; }
  [[nodiscard]] CauseModel& causes() { return *causes_; }
  [[nodiscard]] SentenceLabel& sentence() { return *sentence_; }
  [[nodiscard]] QString figures() const { return figures_->text(); }
  /// The answer for the month and hour that are shown; nullptr while there is none.
  [[nodiscard]] ExplainedPointer explained() const;

 Q_SIGNALS:
  void left();  ///< back to the scenario

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QWidget* head();
  QWidget* path_panel();
  QWidget* cause_panel();
  /// Of the class that is chosen; nullptr where it has none.
  [[nodiscard]] const sim::Breakdown* breakdown_in(const ExplainedPointer& explained) const;
  [[nodiscard]] ExplainedPointer at_start() const;
  [[nodiscard]] const projection::Window* start_window() const;
  void follow();
  void ask();
  void fill_months();
  void fill_classes();
  void refresh();
  void show_breakdown(const sim::Breakdown& breakdown);
  void show_nothing(const QString& why);
  void select_component(const QString& name);

  Document& document_;
  ViewState& state_;
  Explainer explainer_;
  QComboBox* classes_ = nullptr;
  QComboBox* months_ = nullptr;
  Segments* requests_ = nullptr;
  QLabel* figures_ = nullptr;
  SentenceLabel* sentence_ = nullptr;
  PathView* path_ = nullptr;
  CauseBars* bars_ = nullptr;
  CauseModel* causes_ = nullptr;
  QTableView* cause_table_ = nullptr;
};

}  // namespace headroom::gui
