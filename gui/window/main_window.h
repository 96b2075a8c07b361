// The window: verdict on top, canvas in the middle, slider and charts below, inspector at the
// right.
#pragma once

#include <QLabel>
#include <QMainWindow>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <memory>

#include "gui/canvas/canvas_view.h"
#include "gui/canvas/component_table.h"
#include "gui/commands/action_set.h"
#include "gui/commands/command_palette.h"
#include "gui/compare/compare_page.h"
#include "gui/document/document.h"
#include "gui/document/editor.h"
#include "gui/explain/explain_page.h"
#include "gui/gallery/gallery.h"
#include "gui/inspector/inspector.h"
#include "gui/palette/kind_rail.h"
#include "gui/slider/month_slider.h"
#include "gui/solving/answer_cache.h"
#include "gui/solving/solver.h"
#include "gui/state/view_state.h"
#include "gui/verdict/verdict_bar.h"
#include "gui/window/dock.h"
#include "gui/window/exports.h"
#include "gui/window/file_commands.h"
#include "gui/window/pane_layout.h"
#include "gui/window/status_line.h"

namespace headroom::gui {

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(KnowledgePointer knowledge, QWidget* parent = nullptr);
  ~MainWindow() override;

  void open(const QString& path) { files_->open(path); }

  // What commands do beyond one pane.
  void solve();
  /// If the last run left unsaved changes.
  void offer_restore();
  void show_gallery();
  void show_scenario() { pages_->setCurrentIndex(1); }
  /// The ticked scenarios, or the shown one beside its parent.
  void show_compare();
  /// Why nothing can be compared; empty when something can.
  [[nodiscard]] QString nothing_to_compare() const;
  /// Where the time of requests goes, in the month and hour that are shown.
  void show_explain() { pages_->setCurrentWidget(explain_); }
  void open_palette();
  void next_pane();
  /// The canvas as a table, and back.
  void toggle_table();
  void reset_panes();
  /// Sizes as they were left on this screen.
  void restore_panes();
  /// All commands with their keys.
  void show_help();

  [[nodiscard]] Document& document() { return document_; }
  [[nodiscard]] ViewState& state() { return state_; }
  [[nodiscard]] Solver& solver() { return solver_; }
  [[nodiscard]] CanvasScene& scene() { return *scene_; }
  [[nodiscard]] CanvasView& canvas() { return *canvas_; }
  [[nodiscard]] ComponentTable& table() { return *table_; }
  [[nodiscard]] VerdictBar& verdict() { return *verdict_; }
  [[nodiscard]] MonthSlider& slider() { return *slider_; }
  [[nodiscard]] Inspector& inspector() { return *inspector_; }
  [[nodiscard]] Dock& dock() { return *dock_; }
  [[nodiscard]] Gallery& gallery() { return *gallery_; }
  /// Whole answers of the scenarios that were solved last.
  [[nodiscard]] AnswerCache& answers() { return answers_; }
  [[nodiscard]] ComparePage& compare_page() { return *compare_; }
  [[nodiscard]] ExplainPage& explain_page() { return *explain_; }
  [[nodiscard]] Comparer& comparer() { return comparer_; }
  [[nodiscard]] QStackedWidget& pages() { return *pages_; }
  [[nodiscard]] QToolButton& scenario_button() { return *scenario_button_; }
  [[nodiscard]] Editor& editor() { return editor_; }
  [[nodiscard]] FileCommands& files() { return *files_; }
  [[nodiscard]] Exports& exports() { return *exports_; }
  [[nodiscard]] ActionSet& actions() { return *actions_; }
  [[nodiscard]] CommandPalette& palette_box() { return *palette_; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void build_center();
  void build_menu_bar();
  QToolButton* make_scenario_button(QWidget* parent);
  void fill_scenario_menu();
  void connect_work();
  void connect_drawing();
  void connect_gallery();
  void connect_compare();
  void take_answer(const AnswerPointer& answer);
  void take_refusal(const Diagnostics& problems);
  void refresh_title();
  void say(const QString& words);

  Document document_;
  ViewState state_;
  Solver solver_;
  AnswerCache answers_;
  Comparer comparer_{answers_, solver_.cache()};
  Editor editor_{document_};
  FileCommands* files_ = nullptr;
  Exports* exports_ = nullptr;
  QStackedWidget* pages_ = nullptr;  ///< gallery, the scenario, the comparison, the explanation
  Gallery* gallery_ = nullptr;
  ComparePage* compare_ = nullptr;
  ExplainPage* explain_ = nullptr;
  CanvasScene* scene_ = nullptr;
  CanvasView* canvas_ = nullptr;
  ComponentTable* table_ = nullptr;
  QStackedWidget* views_ = nullptr;  ///< canvas, table
  VerdictBar* verdict_ = nullptr;
  MonthSlider* slider_ = nullptr;
  Inspector* inspector_ = nullptr;
  Dock* dock_ = nullptr;
  KindRail* rail_ = nullptr;
  QSplitter* picture_ = nullptr;  ///< palette and canvas
  QSplitter* work_ = nullptr;     ///< picture and charts
  QSplitter* sides_ = nullptr;    ///< work and inspector
  std::unique_ptr<PaneLayout> layout_;
  StatusLine* status_ = nullptr;
  QLabel* title_ = nullptr;
  QToolButton* scenario_button_ = nullptr;  ///< which scenario is shown, with a menu of all
  ActionSet* actions_ = nullptr;
  CommandPalette* palette_ = nullptr;
};

}  // namespace headroom::gui
