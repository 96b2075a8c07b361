#include "gui/compare/compare_page.h"

#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/report/comparison_words.h"
#include "gui/style/panel.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr int kHeadHeight = 40, kChipLine = 14;

QIcon line_icon(const QColor& color) {
  QPixmap picture(kChipLine, kChipLine);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  painter.fillRect(0, kChipLine / 2 - 1, kChipLine, 3, color);
  return picture;
}

QString adjusted_words(std::size_t pairs) {
  return pairs <= 1 ? QString() : QObject::tr(", adjusted for %1 comparisons").arg(pairs);
}

}  // namespace

ComparePage::ComparePage(Document& document, Comparer& comparer, QWidget* parent)
    : QWidget(parent), document_(document), comparer_(comparer) {
  sentence_ = new SentenceLabel(size::kTitle, 2, this);
  table_ = new CompareView(this);
  auto* below = new QHBoxLayout;
  below->setSpacing(size::kPanelGap);
  below->addWidget(chart_panel(), 1);
  below->addWidget(picture_panel(), 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(size::kPanelGap, 4, size::kPanelGap, size::kGap);
  column->setSpacing(size::kGap);
  column->addWidget(head());
  column->addWidget(sentence_);
  column->addWidget(table_);
  column->addLayout(below, 1);
  connect(&document_, &Document::tree_changed, this, &ComparePage::take_document);
  connect(&comparer_, &Comparer::finished, this, &ComparePage::refresh);
  connect(&comparer_, &Comparer::progressed, this, [this](int scenario, int of, int done, int all) {
    say(tr("Simulating scenario %1 of %2: %3 of %4 windows")
            .arg(scenario + 1)
            .arg(of)
            .arg(done)
            .arg(all));
  });
  connect(&comparer_, &Comparer::refused, this, [this](const Diagnostics& problems) {
    const Diagnostic& first = problems.all().front();
    say(text(first.message) +
        (first.hint.empty() ? QString() : QStringLiteral("; ") + text(first.hint)));
  });
}

QWidget* ComparePage::head() {
  auto* head = new QWidget(this);
  head->setFixedHeight(kHeadHeight);
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(size::kGap);
  row->addWidget(plain_label(tr("Compare"), size::kTitle, QFont::Medium, QPalette::WindowText));
  row->addSpacing(size::kGap);
  chip_row_ = new QHBoxLayout;
  chip_row_->setSpacing(size::kGap);
  row->addLayout(chip_row_);
  add_ = new QPushButton(tr("Add scenario"), head);
  add_->setProperty("quiet", true);
  row->addWidget(add_);
  note_ = plain_label({}, size::kHint, QFont::Normal, QPalette::PlaceholderText);
  note_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  note_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  row->addWidget(note_, 1);
  auto* back = new QPushButton(tr("Back to the scenario"), head);
  row->addWidget(back);
  connect(add_, &QPushButton::clicked, this, &ComparePage::add_scenario);
  connect(back, &QPushButton::clicked, this, &ComparePage::left);
  return head;
}

QWidget* ComparePage::chart_panel() {
  chart_ = new OverlayChart;
  figures_ = new QTabBar;
  figures_->setExpanding(false);
  figures_->setAccessibleName(tr("What the chart shows"));
  for (const QString& name : {tr("p95, ms"), tr("Load, peak rps"), tr("Cost, USD a month")})
    figures_->addTab(name);
  connect(figures_, &QTabBar::currentChanged, this, [this](int index) {
    chart_->show_overlay(comparer_.compared(), static_cast<Overlay>(index));
  });
  QLabel* hint = plain_label(tr("at the peak hour of each month"), size::kHint, QFont::Normal,
                             QPalette::PlaceholderText);
  return panel(figures_, hint, chart_);
}

QWidget* ComparePage::picture_panel() {
  picture_ = new DifferencePicture;
  QLabel* title =
      plain_label(tr("What differs"), size::kTable, QFont::Medium, QPalette::WindowText);
  QLabel* hint = plain_label(tr("changed parts are outlined; a dashed outline is gone"),
                             size::kHint, QFont::Normal, QPalette::PlaceholderText);
  return panel(title, hint, picture_);
}

void ComparePage::say(const QString& words) { note_->setText(words); }

void ComparePage::show_scenarios(std::vector<int> ids) {
  ids_ = std::move(ids);
  asked_.clear();
  refresh_chips();
  solve();
}

void ComparePage::take_document() {
  std::erase_if(ids_, [this](int id) { return !document_.tree().has(id); });
  refresh_chips();
  if (isVisible()) solve();
}

std::vector<SubjectPointer> ComparePage::subjects() const {
  std::vector<SubjectPointer> all;
  for (const int id : ids_)
    if (const SubjectPointer& subject = document_.checked(id).subject) all.push_back(subject);
  return all;
}

void ComparePage::solve() {
  const std::vector<SubjectPointer> wanted = subjects();
  std::vector<std::string> fingerprints;
  for (const SubjectPointer& subject : wanted) fingerprints.push_back(subject->fingerprint);
  if (fingerprints == asked_) return;
  asked_ = fingerprints;
  if (wanted.size() < 2) comparer_.cancel();
  refresh();
  if (wanted.size() < 2)
    return say(wanted.size() == ids_.size() ? tr("Tick two scenarios.")
                                            : tr("Scenarios with problems cannot be compared."));
  say(tr("Computing"));
  picture_->show_differences(wanted);
  comparer_.compare(wanted);
}

void ComparePage::refresh() {
  const ComparedPointer& compared = comparer_.compared();
  const bool shown = compared && asked_.size() == compared->subjects.size();
  sentence_->set_sentence(
      shown ? report::comparison_verdict(compared->all(), compared->comparison, kStyle)
            : report::Sentence{{"Comparing\u2026", report::Tone::weak}});
  table_->set_table(shown ? compare_table(*compared) : CompareTable{});
  table_->setVisible(shown);
  chart_->show_overlay(shown ? compared : nullptr, static_cast<Overlay>(figures_->currentIndex()));
  if (shown)
    say(tr("Differences are paired: all met the same random numbers. 95\u202f% intervals") +
        adjusted_words(compared->comparison.pairs.size()) + u'.');
}

void ComparePage::refresh_chips() {
  qDeleteAll(chips_);
  chips_.clear();
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    const int id = ids_[i];
    const QString name = text(document_.tree().name(id));
    auto* chip =
        new QPushButton(line_icon(scenario_color(i)), elided(name, 150, typeface(size::kTable)));
    chip->setToolTip(i == 0 ? tr("%1: the others are compared with it").arg(name)
                            : tr("%1: a click leaves it out").arg(name));
    chip->setAccessibleName(name);
    connect(chip, &QPushButton::clicked, this, [this, id] { drop(id); });
    chip_row_->addWidget(chip);
    chips_ << chip;
  }
  const std::size_t all = document_.tree().what_ifs.size() + 1;
  add_->setEnabled(ids_.size() < std::min(all, projection::kMostCompared));
}

void ComparePage::add_scenario() {
  QMenu menu(add_);
  for (const int id : document_.tree().from(kBase)) {
    if (std::ranges::find(ids_, id) != ids_.end()) continue;
    menu.addAction(text(document_.tree().name(id)), this, [this, id] {
      std::vector<int> more = ids_;
      more.push_back(id);
      show_scenarios(more);
      Q_EMIT scenarios_changed(ids_);
    });
  }
  menu.exec(add_->mapToGlobal(add_->rect().bottomLeft()));
}

void ComparePage::drop(int id) {
  if (ids_.size() <= 2 || id == ids_.front()) return;
  std::vector<int> fewer = ids_;
  std::erase(fewer, id);
  // The chip that was clicked goes with the old ones, after its own signal.
  QMetaObject::invokeMethod(
      this,
      [this, fewer] {
        show_scenarios(fewer);
        Q_EMIT scenarios_changed(ids_);
      },
      Qt::QueuedConnection);
}

void ComparePage::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), tokens().window);
}

}  // namespace headroom::gui
