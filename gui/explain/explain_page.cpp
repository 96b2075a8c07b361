#include "gui/explain/explain_page.h"

#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/report/explanation.h"
#include "gui/inspector/choice_box.h"
#include "gui/state/hour_choice.h"
#include "gui/style/panel.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr int kHeadHeight = 40, kCausesWidth = 484, kFigureWidth = 72, kHalfWidth = 72;

QComboBox* choice(const QString& name) {
  auto* box = new ChoiceBox;
  box->setAccessibleName(name);
  box->setToolTip(name);
  box->setMinimumWidth(128);
  return box;
}

QString with_half_width(const Figure& figure) {
  return figure.half_width.isEmpty() ? figure.value : figure.value + u' ' + figure.half_width;
}

/// That of the class, or of all classes where there is but one.
std::optional<Seconds> p95_target(const projection::Scenario& scenario, const std::string& name) {
  const auto own = scenario.class_targets.find(name);
  if (own != scenario.class_targets.end() && own->second.latency_p95)
    return own->second.latency_p95;
  return scenario.load.classes.size() == 1 ? scenario.targets.latency_p95 : std::nullopt;
}

/// "mean 479 ms ± 11, p95 1 180 ms ± 40 against 800 ms".
QString figures_of(const sim::Breakdown& breakdown, const projection::Scenario& scenario) {
  QString words = QObject::tr("mean %1, p95 %2")
                      .arg(with_half_width(latency_figure(breakdown.mean_s)),
                           with_half_width(latency_figure(breakdown.p95_s)));
  if (const auto target = p95_target(scenario, breakdown.request_class))
    words += QObject::tr(" against %1").arg(text(report::duration(target->value(), kStyle)));
  return words;
}

}  // namespace

ExplainPage::ExplainPage(Document& document, ViewState& state, QWidget* parent)
    : QWidget(parent), document_(document), state_(state) {
  sentence_ = new SentenceLabel(size::kBody, 2, this);
  auto* below = new QHBoxLayout;
  below->setSpacing(size::kPanelGap);
  below->addWidget(path_panel(), 1);
  below->addWidget(cause_panel());
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(size::kPanelGap, 4, size::kPanelGap, size::kGap);
  column->setSpacing(size::kGap);
  column->addWidget(head());
  column->addWidget(sentence_);
  column->addLayout(below, 1);
  connect(&document_, &Document::changed, this, &ExplainPage::follow);
  connect(&state_, &ViewState::answer_changed, this, &ExplainPage::follow);
  connect(&state_, &ViewState::month_changed, this, &ExplainPage::follow);
  connect(&state_, &ViewState::window_changed, this, &ExplainPage::follow);
  connect(&state_, &ViewState::selection_changed, this,
          [this] { path_->set_component(state_.selected()); });
  connect(&explainer_, &Explainer::finished, this, &ExplainPage::follow);
}

QWidget* ExplainPage::head() {
  auto* head = new QWidget(this);
  head->setFixedHeight(kHeadHeight);
  classes_ = choice(tr("Class of requests"));
  months_ = choice(tr("Month"));
  requests_ = new Segments({tr("Mean"), tr("Near p95")});
  figures_ = plain_label({}, size::kTable, QFont::Medium, QPalette::WindowText);
  figures_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  figures_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  auto* back = new QPushButton(tr("Back to the scenario"));
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(size::kPadding);
  row->addWidget(
      plain_label(tr("Where the time goes"), size::kTitle, QFont::Medium, QPalette::WindowText));
  for (QWidget* control :
       {static_cast<QWidget*>(classes_), static_cast<QWidget*>(months_),
        static_cast<QWidget*>(new HourChoice(state_)), static_cast<QWidget*>(requests_)})
    row->addWidget(control);
  row->addWidget(figures_, 1);
  row->addWidget(back);
  connect(classes_, &QComboBox::activated, this, &ExplainPage::refresh);
  connect(months_, &QComboBox::activated, &state_, &ViewState::set_month);
  connect(requests_, &Segments::chosen, this, &ExplainPage::refresh);
  connect(back, &QPushButton::clicked, this, &ExplainPage::left);
  return head;
}

QWidget* ExplainPage::path_panel() {
  path_ = new PathView;
  connect(path_, &QTableView::clicked, this, [this](const QModelIndex& index) {
    select_component(path_->path().rows()[static_cast<std::size_t>(index.row())].component);
  });
  return panel(plain_label(tr("Critical path of one request"), size::kTable, QFont::Medium,
                           QPalette::WindowText),
               new PathKeys(path_->path()), path_);
}

QWidget* ExplainPage::cause_panel() {
  bars_ = new CauseBars;
  causes_ = new CauseModel(this);
  cause_table_ = new QTableView;
  cause_table_->setModel(causes_);
  cause_table_->setAccessibleName(tr("Time by cause"));
  cause_table_->setShowGrid(false);
  cause_table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  cause_table_->setWordWrap(false);
  cause_table_->setTextElideMode(Qt::ElideMiddle);
  cause_table_->setIconSize({10, 10});
  cause_table_->verticalHeader()->hide();
  cause_table_->verticalHeader()->setDefaultSectionSize(size::kRow);
  QHeaderView* columns = cause_table_->horizontalHeader();
  columns->setHighlightSections(false);
  columns->setMinimumSectionSize(kHalfWidth);
  columns->setSectionResizeMode(QHeaderView::Fixed);
  columns->setSectionResizeMode(CauseModel::what, QHeaderView::Stretch);
  for (const int figure : {CauseModel::now, CauseModel::time, CauseModel::share})
    columns->resizeSection(figure, kFigureWidth);
  columns->resizeSection(CauseModel::half_width, kHalfWidth);
  connect(cause_table_, &QTableView::clicked, this,
          [this](const QModelIndex& index) { select_component(causes_->component(index.row())); });
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(bars_);
  column->addWidget(cause_table_, 1);
  QWidget* made =
      panel(plain_label(tr("By cause"), size::kTable, QFont::Medium, QPalette::WindowText),
            plain_label(tr("of one request; 95\u202f% intervals"), size::kHint, QFont::Normal,
                        QPalette::PlaceholderText),
            body);
  made->setFixedWidth(kCausesWidth);
  return made;
}

void ExplainPage::select_component(const QString& name) { state_.set_selection({name}); }

void ExplainPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  path_->set_component(state_.selected());
  path_->setFocus();
  follow();
}

void ExplainPage::hideEvent(QHideEvent* event) {
  explainer_.cancel();
  QWidget::hideEvent(event);
}

ExplainedPointer ExplainPage::explained() const {
  const projection::Window* window = state_.window();
  if (!window || state_.updating()) return nullptr;
  return explainer_.find(state_.answer()->fingerprint, *window);
}

const projection::Window* ExplainPage::start_window() const {
  const projection::Window* window = state_.window();
  if (!window || state_.month() == 0 || window->kind == projection::WindowKind::surge)
    return nullptr;
  return window_of(*state_.answer(), 0, window->kind);
}

ExplainedPointer ExplainPage::at_start() const {
  const projection::Window* window = start_window();
  return window ? explainer_.find(state_.answer()->fingerprint, *window) : nullptr;
}

const sim::Breakdown* ExplainPage::breakdown_in(const ExplainedPointer& explained) const {
  if (!explained) return nullptr;
  const auto& classes = explained->explained.classes;
  const auto found = std::ranges::find(classes, classes_->currentText().toStdString(),
                                       &sim::Breakdown::request_class);
  return found == classes.end() || found->causes.empty() ? nullptr : &*found;
}

void ExplainPage::follow() {
  if (!isVisible()) return;
  fill_months();
  fill_classes();
  ask();
  refresh();
}

/// The shown window first, then the same hour at the start, to compare with.
void ExplainPage::ask() {
  if (!state_.window() || state_.updating() || !document_.subject()) return explainer_.cancel();
  const projection::Window* wanted = explained() ? start_window() : state_.window();
  if (!wanted || (explained() && at_start())) return explainer_.cancel();
  explainer_.explain(document_.subject(), *wanted);
}

void ExplainPage::fill_months() {
  const AnswerPointer& answer = state_.answer();
  const int count = answer ? static_cast<int>(answer->projection.months.size()) : 0;
  if (months_->count() != count ||
      (count > 0 && months_->itemText(0) != month_name(answer->projection.months[0].month))) {
    months_->clear();
    for (int i = 0; i < count; ++i)
      months_->addItem(month_name(answer->projection.months[static_cast<std::size_t>(i)].month));
  }
  months_->setCurrentIndex(count > 0 ? state_.month() : -1);
}

void ExplainPage::fill_classes() {
  QStringList names;
  for (const auto& one : document_.scenario().load.classes) names << text(one.name);
  QStringList shown;
  for (int i = 0; i < classes_->count(); ++i) shown << classes_->itemText(i);
  if (names == shown) return;
  const QString before = classes_->currentText();
  classes_->clear();
  classes_->addItems(names);
  if (names.contains(before)) classes_->setCurrentText(before);
}

void ExplainPage::refresh() {
  if (!document_.subject()) return show_nothing(tr("No answer: the scenario has problems."));
  const ExplainedPointer now = explained();
  if (!now) return show_nothing(tr("Following requests through this hour\u2026"));
  if (!now->explained.window.simulated.stable)
    return show_nothing(
        tr("No steady state in this hour: the backlog grows, and no time of a "
           "request can be stated."));
  const sim::Breakdown* breakdown = breakdown_in(now);
  if (!breakdown) return show_nothing(tr("No request of this class succeeded in this hour."));
  show_breakdown(*breakdown);
}

void ExplainPage::show_breakdown(const sim::Breakdown& breakdown) {
  const auto requests = static_cast<Requests>(requests_->current());
  sentence_->set_sentence(report::where_time_goes(breakdown, kStyle));
  figures_->setText(figures_of(breakdown, document_.scenario()));
  figures_->setToolTip(figures_->text());
  path_->path().set_path(path_rows(breakdown, requests), whole_of(breakdown, requests));
  const ExplainedPointer start = at_start();
  const sim::Breakdown* before = breakdown_in(start);
  causes_->set_causes(breakdown, before, requests);
  cause_table_->setColumnHidden(CauseModel::now, before == nullptr);
  std::vector<CauseBars::Bar> bars;
  if (before) bars.push_back({tr("Now"), sums_of(*before, requests)});
  bars.push_back({months_->currentText(), sums_of(breakdown, requests)});
  bars_->set_bars(std::move(bars));
}

void ExplainPage::show_nothing(const QString& why) {
  sentence_->set_sentence({{why.toStdString(), report::Tone::weak}});
  figures_->clear();
  path_->path().set_path({}, {});
  causes_->clear();
  bars_->set_bars({});
}

void ExplainPage::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), tokens().window);
}

}  // namespace headroom::gui
