// The page on which two to four scenarios stand side by side.
#pragma once

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QWidget>
#include <vector>

#include "gui/compare/compare_view.h"
#include "gui/compare/difference_picture.h"
#include "gui/compare/overlay_chart.h"
#include "gui/document/document.h"
#include "gui/verdict/sentence_label.h"

namespace headroom::gui {

/// Follows the document: what is edited or deleted elsewhere is compared anew.
class ComparePage : public QWidget {
  Q_OBJECT

 public:
  ComparePage(Document& document, Comparer& comparer, QWidget* parent = nullptr);

  /// Ids of the tree, the first being compared with.
  void show_scenarios(std::vector<int> ids);
  [[nodiscard]] const std::vector<int>& ids() const { return ids_; }
  [[nodiscard]] CompareView& table() { return *table_; }
  [[nodiscard]] OverlayChart& chart() { return *chart_; }
  [[nodiscard]] DifferencePicture& picture() { return *picture_; }
  [[nodiscard]] SentenceLabel& sentence() { return *sentence_; }
  [[nodiscard]] QTabBar& figures() { return *figures_; }
  [[nodiscard]] QString note() const { return note_->text(); }
  [[nodiscard]] const QList<QPushButton*>& chips() const { return chips_; }

 Q_SIGNALS:
  void left();  ///< back to the scenario
  void scenarios_changed(const std::vector<int>& ids);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QWidget* head();
  QWidget* chart_panel();
  QWidget* picture_panel();
  void take_document();
  void solve();
  void refresh();
  void refresh_chips();
  void add_scenario();
  void drop(int id);
  [[nodiscard]] std::vector<SubjectPointer> subjects() const;
  void say(const QString& words);

  Document& document_;
  Comparer& comparer_;
  std::vector<int> ids_;
  std::vector<std::string> asked_;  ///< fingerprints
  QHBoxLayout* chip_row_ = nullptr;
  QList<QPushButton*> chips_;
  QPushButton* add_ = nullptr;
  QLabel* note_ = nullptr;
  SentenceLabel* sentence_ = nullptr;
  CompareView* table_ = nullptr;
  QTabBar* figures_ = nullptr;
  OverlayChart* chart_ = nullptr;
  DifferencePicture* picture_ = nullptr;
};

}  // namespace headroom::gui
