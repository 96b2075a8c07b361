#include "gui/window/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QPainter>
#include <QToolButton>
#include <utility>

#include "gui/help/help_page.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"
#include "gui/window/commands.h"

namespace headroom::gui {
namespace {

constexpr int kScenarioWidth = 150;

QVBoxLayout* tight_column(QWidget* parent) {
  auto* column = new QVBoxLayout(parent);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  return column;
}

QSplitter* splitter(Qt::Orientation orientation, std::initializer_list<QWidget*> panes) {
  auto* made = new QSplitter(orientation);
  made->setHandleWidth(1);
  for (QWidget* pane : panes) made->addWidget(pane);
  return made;
}

QToolButton* icon_button(QAction* action, const char* drawing, QWidget* parent) {
  action->setIcon(icon(drawing, tokens().text2));
  auto* button = new QToolButton(parent);
  button->setDefaultAction(action);
  button->setFixedSize(24, 24);
  button->setAccessibleName(action->text());
  return button;
}

}  // namespace

MainWindow::MainWindow(KnowledgePointer knowledge, QWidget* parent)
    : QMainWindow(parent), document_(std::move(knowledge)) {
  setMinimumSize(1024, 640);
  files_ = new FileCommands(document_, this);
  build_center();
  exports_ = new Exports(document_, state_, *scene_, *dock_, this);
  connect(exports_, &Exports::said, this, &MainWindow::say);
  actions_ = new ActionSet(commands_of(*this), this, canvas_);
  build_menu_bar();
  palette_ = new CommandPalette(this);
  status_ = new StatusLine(document_, state_, solver_, this);
  setStatusBar(status_);
  connect_work();
  connect_drawing();
  connect_gallery();
  connect_compare();
  refresh_title();
}

/// The panes look at the document as long as they live, so they go before the members.
MainWindow::~MainWindow() {
  hide();
  delete takeCentralWidget();
}

void MainWindow::build_menu_bar() {
  auto* bar = new QWidget(this);
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(8, 0, 12, 0);
  row->setSpacing(size::kGap / 2);
  auto* menus = new QMenuBar(bar);
  menus->setNativeMenuBar(false);
  menus->setFixedHeight(size::kMenuBar);
  actions_->fill(*menus);
  int width = size::kGap;
  for (const QAction* menu : menus->actions())
    width += QFontMetrics(menus->font()).horizontalAdvance(menu->text()) + 3 * size::kGap;
  menus->setFixedWidth(width);
  title_ = new QLabel(bar);
  title_->setTextFormat(Qt::PlainText);
  title_->setFont(typeface(size::kTable));
  title_->setForegroundRole(QPalette::PlaceholderText);
  title_->setAlignment(Qt::AlignCenter);
  auto* find = new QPushButton(tr("Find or run          Ctrl+K"), bar);
  find->setIcon(icon("search", tokens().text3));
  find->setProperty("find", true);
  find->setAccessibleName(tr("Find or run"));
  connect(find, &QPushButton::clicked, this, &MainWindow::open_palette);
  row->addWidget(menus);
  row->addWidget(icon_button(actions_->action("edit.undo"), "undo", bar));
  row->addWidget(icon_button(actions_->action("edit.redo"), "redo", bar));
  row->addWidget(title_, 1);
  row->addWidget(find);
  row->addWidget(make_scenario_button(bar));
  setMenuWidget(bar);
}

QToolButton* MainWindow::make_scenario_button(QWidget* parent) {
  scenario_button_ = new QToolButton(parent);
  scenario_button_->setProperty("scenario", true);
  scenario_button_->setToolButtonStyle(Qt::ToolButtonTextOnly);
  scenario_button_->setPopupMode(QToolButton::InstantPopup);
  scenario_button_->setFixedHeight(size::kField);
  auto* menu = new QMenu(scenario_button_);
  scenario_button_->setMenu(menu);
  connect(menu, &QMenu::aboutToShow, this, &MainWindow::fill_scenario_menu);
  return scenario_button_;
}

void MainWindow::fill_scenario_menu() {
  QMenu* menu = scenario_button_->menu();
  menu->clear();
  const ScenarioTree& tree = document_.tree();
  for (const int id : tree.from(kBase)) {
    const QString indent(3 * tree.depth(id), u' ');
    QAction* one = menu->addAction(indent + text(tree.name(id)), this,
                                   [this, id] { document_.switch_to(id); });
    one->setCheckable(true);
    one->setChecked(id == document_.current());
  }
  menu->addSeparator();
  for (const char* id : {"what_if.new", "what_if.show"}) menu->addAction(actions_->action(id));
}

void MainWindow::build_center() {
  scene_ = new CanvasScene(document_, state_, this);
  canvas_ = new CanvasView(*scene_, state_);
  verdict_ = new VerdictBar(document_, state_);
  slider_ = new MonthSlider(document_, state_);
  dock_ = new Dock(document_, state_, answers_);
  inspector_ = new Inspector(document_, state_);
  rail_ = new KindRail(*document_.knowledge());
  table_ = new ComponentTable(document_, state_);
  views_ = new QStackedWidget;
  views_->addWidget(canvas_);
  views_->addWidget(table_);
  picture_ = splitter(Qt::Horizontal, {rail_, views_});
  picture_->setStretchFactor(1, 1);
  auto* upper = new QWidget;
  QVBoxLayout* upper_column = tight_column(upper);
  upper_column->addWidget(picture_, 1);
  upper_column->addWidget(slider_);
  work_ = splitter(Qt::Vertical, {upper, dock_});
  work_->setStretchFactor(0, 1);
  sides_ = splitter(Qt::Horizontal, {work_, inspector_});
  sides_->setStretchFactor(0, 1);
  layout_ = std::make_unique<PaneLayout>(*this, QList<QSplitter*>{picture_, work_, sides_});
  auto* center = new QWidget(this);
  QVBoxLayout* column = tight_column(center);
  column->addWidget(verdict_);
  column->addWidget(sides_, 1);
  gallery_ = new Gallery(document_.knowledge());
  pages_ = new QStackedWidget(this);
  pages_->addWidget(gallery_);
  pages_->addWidget(center);
  compare_ = new ComparePage(document_, comparer_);
  pages_->addWidget(compare_);
  explain_ = new ExplainPage(document_, state_);
  pages_->addWidget(explain_);
  gallery_->refresh_recent(FileCommands::recent());
  setCentralWidget(pages_);
}

void MainWindow::connect_work() {
  connect(&document_, &Document::changed, this, &MainWindow::solve);
  connect(&document_, &Document::reset, this, [this] {
    state_.set_selection({});
    state_.set_answer(nullptr);
    state_.set_month(0);
    show_scenario();
    if (document_.problems().has_errors()) dock_->show_problems();
  });
  connect(&document_, &Document::file_changed, this, &MainWindow::refresh_title);
  connect(&document_, &Document::tree_changed, this, &MainWindow::refresh_title);
  connect(&document_.history(), &QUndoStack::indexChanged, actions_, &ActionSet::refresh);
  connect(&solver_, &Solver::answered, this, &MainWindow::take_answer);
  connect(&solver_, &Solver::refused, this, &MainWindow::take_refusal);
  connect(&solver_, &Solver::finished, actions_, &ActionSet::refresh);
  connect(&document_, &Document::changed, actions_, &ActionSet::refresh);
  connect(&state_, &ViewState::answer_changed, actions_, &ActionSet::refresh);
  connect(&state_, &ViewState::selection_changed, actions_, &ActionSet::refresh);
  connect(explain_, &ExplainPage::left, this, &MainWindow::show_scenario);
  connect(inspector_, &Inspector::explain_wanted, this, &MainWindow::show_explain);
  connect(&dock_->problems(), &ProblemPane::wanted, this,
          [this](const QString&, const QString& parameter) {
            FormField* field = inspector_->parameters().field(parameter.toStdString());
            if (field && field->line()) field->line()->setFocus();
          });
  actions_->refresh();
}

void MainWindow::connect_drawing() {
  connect(&editor_, &Editor::placed, this,
          [this](const QString& name, QPointF at, const QString& beside) {
            const CardItem* card = scene_->card(beside);
            scene_->place_next(name, card ? card->pos() + at : at);
          });
  connect(&editor_, &Editor::made, this, [this](const QStringList& names) {
    state_.set_selection(names);
    if (!names.isEmpty()) canvas_->show_card(names.front());
  });
  connect(&editor_, &Editor::refused, this, &MainWindow::say);
  connect(canvas_, &CanvasView::kind_dropped, &editor_, &Editor::add);
  connect(canvas_, &CanvasView::connection_drawn, &editor_, &Editor::connect_cards);
  connect(canvas_, &CanvasView::hint, this, &MainWindow::say);
  canvas_->set_refusal(
      [this](const QString& from, const QString& to) { return editor_.refusal(from, to); });
  inspector_->parameters().set_rename(
      [this](const QString& from, const QString& to) { return editor_.rename(from, to); });
  connect(rail_, &KindRail::activated, this, [this](const QModelIndex& index) {
    editor_.add(index.data(Qt::UserRole).toString(), canvas_->center_of_view());
  });
}

void MainWindow::connect_gallery() {
  connect(gallery_, &Gallery::created, this, [this](const projection::Scenario& scenario) {
    if (files_->may_leave()) document_.start(scenario);
  });
  connect(gallery_, &Gallery::restore_wanted, this,
          [this] { document_.restore(FileCommands::autosave_path()); });
  connect(gallery_, &Gallery::discard_wanted, files_, &FileCommands::drop_autosave);
  connect(gallery_, &Gallery::open_wanted, files_, &FileCommands::open_dialog);
  connect(gallery_, &Gallery::file_wanted, this, [this](const QString& path) {
    if (files_->may_leave()) open(path);
  });
}

void MainWindow::connect_compare() {
  WhatIfPane& pane = dock_->what_ifs();
  connect(&pane, &WhatIfPane::compare_wanted, this, &MainWindow::show_compare);
  connect(&pane.scenarios(), &ScenarioModel::ticked_changed, actions_, &ActionSet::refresh);
  connect(&document_, &Document::tree_changed, actions_, &ActionSet::refresh);
  connect(compare_, &ComparePage::left, this, &MainWindow::show_scenario);
  connect(compare_, &ComparePage::scenarios_changed, &pane.scenarios(), &ScenarioModel::tick);
  connect(&comparer_, &Comparer::finished, &pane.scenarios(), &ScenarioModel::refresh_answers);
}

QString MainWindow::nothing_to_compare() const {
  if (!document_.is_open()) return tr("no scenario is open");
  return document_.tree().what_ifs.empty() ? tr("there is no what-if to compare with") : QString();
}

void MainWindow::show_compare() {
  ScenarioModel& scenarios = dock_->what_ifs().scenarios();
  if (scenarios.ticked().size() < 2) {
    const int shown = document_.current();
    const int other =
        shown == kBase ? document_.tree().children(kBase).front() : document_.tree().parent(shown);
    scenarios.tick({shown, other});
  }
  pages_->setCurrentWidget(compare_);
  compare_->show_scenarios(scenarios.ticked());
}

void MainWindow::offer_restore() {
  const QFileInfo kept(FileCommands::autosave_path());
  if (kept.exists()) gallery_->offer_restore(kept.lastModified());
}

void MainWindow::show_gallery() {
  gallery_->refresh_recent(FileCommands::recent());
  pages_->setCurrentIndex(0);
}

void MainWindow::solve() {
  const SubjectPointer& subject = document_.subject();
  const AnswerPointer known = subject ? answers_.find(subject->fingerprint) : nullptr;
  if (!subject || known) {
    solver_.cancel();
    return state_.set_answer(known);
  }
  state_.set_updating(state_.answer() && state_.answer()->fingerprint != subject->fingerprint);
  solver_.solve(subject);
}

void MainWindow::take_answer(const AnswerPointer& answer) {
  answers_.keep(answer);
  if (answer->stage == Stage::full) dock_->what_ifs().scenarios().refresh_answers();
  // Stale never shows as fresh.
  if (document_.subject() && document_.subject()->fingerprint == answer->fingerprint)
    state_.set_answer(answer);
}

void MainWindow::take_refusal(const Diagnostics& problems) {
  document_.add_problems(problems);
  dock_->show_problems();
}

void MainWindow::open_palette() {
  std::vector<CommandPalette::Entry> entries = actions_->entries();
  for (const QString& name : scene_->graph().names)
    entries.push_back({name,
                       tr("component"),
                       [this, name] {
                         state_.set_selection({name});
                         canvas_->show_card(name);
                       },
                       {}});
  palette_->open(entries);
}

void MainWindow::next_pane() {
  const QList<QWidget*> panes = {views_->currentWidget(), slider_, dock_, inspector_};
  qsizetype now = -1;
  for (qsizetype i = 0; i < panes.size(); ++i)
    if (panes[i]->hasFocus() || panes[i]->isAncestorOf(QApplication::focusWidget())) now = i;
  QWidget* next = panes[(now + 1) % panes.size()];
  if (next == inspector_) return inspector_->focus_first();
  if (next == dock_) return dock_->tabBar()->setFocus(Qt::ShortcutFocusReason);
  next->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::toggle_table() {
  show_scenario();
  views_->setCurrentIndex(1 - views_->currentIndex());
  views_->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::reset_panes() {
  const bool wide = width() >= size::kWideFrom;
  const int inspector = wide ? size::kInspectorWide : size::kInspector;
  const int dock = wide ? size::kDockWide : size::kDock;
  picture_->setSizes({size::kPaletteRail, width()});
  sides_->setSizes({width() - inspector, inspector});
  work_->setSizes({height() - dock, dock});
}

void MainWindow::restore_panes() {
  if (!layout_->restore()) reset_panes();
}

void MainWindow::show_help() {
  auto* help = new HelpPage(actions_->table(), this);
  help->setAttribute(Qt::WA_DeleteOnClose);
  help->open();
}

void MainWindow::say(const QString& words) { status_->say(words); }

void MainWindow::closeEvent(QCloseEvent* event) {
  event->setAccepted(files_->may_leave());
  if (event->isAccepted()) layout_->keep();
}

void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  if (event->spontaneous()) return;  // brought back, with the panes as they were
  reset_panes();
  canvas_->setFocus();
}

void MainWindow::refresh_title() {
  QString name = tr("Headroom");
  if (document_.is_open()) {
    const QString file =
        document_.path().isEmpty() ? tr("not saved") : QFileInfo(document_.path()).fileName();
    name = text(document_.tree().base.name) + QStringLiteral(" \u2014 ") + file +
           (document_.dirty() ? QStringLiteral(" \u2022") : QString());
  }
  const QString shown = text(document_.tree().name(document_.current()));
  scenario_button_->setText(
      tr("Scenario: %1").arg(elided(shown, kScenarioWidth, scenario_button_->font())) +
      QStringLiteral("  "));
  scenario_button_->setToolTip(shown);
  scenario_button_->setEnabled(document_.is_open());
  title_->setText(name);
  setWindowTitle(name);
}

}  // namespace headroom::gui
