#include "gui/window/status_line.h"

#include <cmath>

#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr qint64 kFirstGuessMs = 1000;  // before that the time left is a guess from too little
constexpr int kBarWidth = 120;

QLabel* small_label(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setTextFormat(Qt::PlainText);
  label->setFont(typeface(size::kHint));
  label->setContentsMargins(size::kGap, 0, size::kGap, 0);
  return label;
}

struct Windows {
  int all = 0;
  int precise = 0;
  int unstable = 0;
};

Windows windows_of(const projection::Projection& projection) {
  Windows windows;
  for (const projection::MonthResult& month : projection.months)
    for (const projection::Window& window : month.windows) {
      ++windows.all;
      if (!window.simulated.stable)
        ++windows.unstable;
      else if (window.simulated.precision_reached)
        ++windows.precise;
    }
  return windows;
}

}  // namespace

StatusLine::StatusLine(Document& document, ViewState& state, Solver& solver, QWidget* parent)
    : QStatusBar(parent), document_(document), state_(state), solver_(solver) {
  setFixedHeight(size::kStatus);
  setSizeGripEnabled(false);
  bar_ = new QProgressBar(this);
  bar_->setFixedSize(kBarWidth, 6);
  bar_->setTextVisible(false);
  bar_->setAccessibleName(tr("Progress"));
  progress_ = small_label(this);
  cancel_ = new QPushButton(tr("Cancel"), this);
  cancel_->setProperty("quiet", true);
  cancel_->setFixedHeight(20);
  facts_ = small_label(this);
  addWidget(bar_);
  addWidget(progress_);
  addWidget(cancel_);
  addPermanentWidget(facts_);
  bar_->hide();
  cancel_->hide();
  progress_->setText(tr("Everything stays on this computer."));
  connect(cancel_, &QPushButton::clicked, &solver_, &Solver::cancel);
  connect(&solver_, &Solver::began, this, &StatusLine::work_begins);
  connect(&solver_, &Solver::progressed, this, &StatusLine::show_progress);
  connect(&solver_, &Solver::finished, this, &StatusLine::show_end);
  connect(&document_, &Document::changed, this, &StatusLine::refresh);
  connect(&document_, &Document::file_changed, this, &StatusLine::refresh);
  connect(&state_, &ViewState::answer_changed, this, &StatusLine::refresh);
}

void StatusLine::work_begins() {
  elapsed_.start();
  bar_->setRange(0, 0);
  bar_->show();
  cancel_->show();
  progress_->setText(tr("First estimate"));
}

void StatusLine::show_progress(int done, int all) {
  bar_->setRange(0, all);
  bar_->setValue(done);
  QString words = tr("Refining: %1 of %2 windows").arg(done).arg(all);
  const qint64 spent = elapsed_.elapsed();
  if (spent > kFirstGuessMs && done < all) {
    const double left = std::ceil(static_cast<double>(spent) * (all - done) / done / 1000.0);
    words += tr(", about %1\u202fs left").arg(count(left));
  }
  progress_->setText(words);
}

QString StatusLine::summary() const {
  const AnswerPointer& answer = state_.answer();
  if (!answer) return {};
  const Windows windows = windows_of(answer->projection);
  if (answer->stage != Stage::full) return tr("First estimate of %1 windows").arg(windows.all);
  QString words = tr("Simulated: %1 windows, %2 with p95 within %3")
                      .arg(windows.all)
                      .arg(windows.precise)
                      .arg(text(report::with_unit(
                          report::number(answer->projection.precision * 100.0, 0), "%", kStyle)));
  if (windows.unstable > 0) words += tr(", %1 unstable").arg(windows.unstable);
  return words;
}

void StatusLine::show_end(bool cancelled) {
  bar_->hide();
  cancel_->hide();
  const QString kept = state_.answer() ? tr("Cancelled. The last complete answer is kept.")
                                       : tr("Cancelled. There is no answer yet.");
  progress_->setText(cancelled ? kept : summary());
}

void StatusLine::refresh() {
  if (!document_.is_open()) return facts_->clear();
  QStringList facts;
  const AnswerPointer& answer = state_.answer();
  if (!solver_.busy()) progress_->setText(summary());
  if (answer) {
    facts << text(report::number(static_cast<double>(answer->projection.requests), 0, kStyle)) +
                 tr(" requests")
          << tr("seed %1").arg(answer->projection.seed);
    const projection::SolverGap& gap = answer->projection.solver_gap;
    if (gap.windows > 0) facts << tr("formulas differ by up to %1 in p95").arg(percent(gap.p95));
    const projection::Prices& prices = document_.scenario().prices;
    facts << tr("prices: %1 %2, as of %3")
                 .arg(text(prices.provider), text(prices.region),
                      text(answer->projection.catalogue_as_of));
  }
  facts << (document_.dirty() || document_.path().isEmpty() ? tr("not saved") : tr("saved"));
  facts_->setText(facts.join(QStringLiteral("     ")));
}

}  // namespace headroom::gui
