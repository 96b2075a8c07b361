#include "gui/window/main_window.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QSplitter>
#include <utility>

#include "gui/palette/kind_rail.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

QVBoxLayout* tight_column(QWidget* parent) {
  auto* column = new QVBoxLayout(parent);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  return column;
}

}  // namespace

MainWindow::MainWindow(KnowledgePointer knowledge, QWidget* parent)
    : QMainWindow(parent), document_(std::move(knowledge)) {
  setMinimumSize(1024, 640);
  build_menu_bar();
  build_center();
  setStatusBar(new StatusLine(document_, state_, solver_, this));
  connect_work();
  refresh_title();
}

void MainWindow::build_menu_bar() {
  auto* bar = new QWidget(this);
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(8, 0, 12, 0);
  auto* menus = new QMenuBar(bar);
  menus->setFixedHeight(size::kMenuBar);
  QMenu* file = menus->addMenu(tr("File"));
  file->addAction(tr("Quit"), QKeySequence::Quit, this, &QWidget::close);
  title_ = new QLabel(bar);
  title_->setTextFormat(Qt::PlainText);
  title_->setFont(typeface(size::kTable));
  title_->setAlignment(Qt::AlignCenter);
  row->addWidget(menus);
  row->addWidget(title_, 1);
  setMenuWidget(bar);
}

void MainWindow::build_center() {
  scene_ = new CanvasScene(document_, state_, this);
  canvas_ = new CanvasView(*scene_, state_);
  verdict_ = new VerdictBar(document_, state_);
  slider_ = new MonthSlider(document_, state_);
  auto* picture = new QSplitter(Qt::Horizontal);
  picture->setHandleWidth(1);
  picture->addWidget(new KindRail(*document_.knowledge()));
  picture->addWidget(canvas_);
  picture->setStretchFactor(1, 1);
  picture->setSizes({size::kPaletteRail, 1000});
  auto* left = new QWidget;
  QVBoxLayout* work = tight_column(left);
  work->addWidget(picture, 1);
  work->addWidget(slider_);
  inspector_ = new Inspector(document_, state_);
  auto* sides = new QSplitter(Qt::Horizontal);
  sides->setHandleWidth(1);
  sides->addWidget(left);
  sides->addWidget(inspector_);
  sides->setStretchFactor(0, 1);
  sides->setSizes({1000, size::kInspector});
  auto* center = new QWidget(this);
  QVBoxLayout* column = tight_column(center);
  column->addWidget(verdict_);
  column->addWidget(sides, 1);
  setCentralWidget(center);
}

void MainWindow::connect_work() {
  connect(&document_, &Document::changed, this, &MainWindow::solve);
  connect(&document_, &Document::reset, this, [this] {
    state_.set_selection({});
    state_.set_answer(nullptr);
  });
  connect(&document_, &Document::file_changed, this, &MainWindow::refresh_title);
  connect(&solver_, &Solver::answered, this, &MainWindow::take_answer);
}

void MainWindow::open(const QString& path) { document_.open(path); }

void MainWindow::solve() {
  const SubjectPointer& subject = document_.subject();
  if (!subject) return solver_.cancel();
  state_.set_updating(state_.answer() && state_.answer()->fingerprint != subject->fingerprint);
  solver_.solve(subject);
}

void MainWindow::take_answer(const AnswerPointer& answer) {
  // Stale never shows as fresh.
  if (document_.subject() && document_.subject()->fingerprint == answer->fingerprint)
    state_.set_answer(answer);
}

void MainWindow::refresh_title() {
  QString name = tr("Headroom");
  if (document_.is_open()) {
    const QString file =
        document_.path().isEmpty() ? tr("not saved") : QFileInfo(document_.path()).fileName();
    name = text(document_.scenario().name) + QStringLiteral(" \u2014 ") + file +
           (document_.dirty() ? QStringLiteral(" \u2022") : QString());
  }
  title_->setText(name);
  setWindowTitle(name);
}

}  // namespace headroom::gui
