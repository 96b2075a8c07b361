#include "gui/inspector/inspector.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "gui/style/icons.h"
#include "gui/style/paint.h"
#include "gui/style/panel.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr int kIcon = 20;

QFrame* divider(QWidget* parent) {
  auto* line = new QFrame(parent);
  line->setFixedHeight(1);
  line->setStyleSheet(QStringLiteral("background: %1;").arg(tokens().line.name()));
  return line;
}

/// The four marks in words.
class EvidenceLegend : public QWidget {
 public:
  explicit EvidenceLegend(QWidget* parent) : QWidget(parent) { setFixedHeight(22); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const std::pair<Evidence, const char*> marks[] = {{Evidence::measured, "measured"},
                                                      {Evidence::vendor, "vendor"},
                                                      {Evidence::unset, "default"},
                                                      {Evidence::assumption, "assumption"}};
    double x = 0.0;
    for (const auto& [mark, words] : marks) {
      paint_evidence(painter, mark, {x, 6});
      x += 16 +
           paint_text(painter, {x + 16, 17}, QString::fromLatin1(words), typeface(size::kHint),
                      tokens().text3) +
           6;
    }
  }
};

}  // namespace

Inspector::Inspector(Document& document, ViewState& state, QWidget* parent)
    : QScrollArea(parent), document_(document), state_(state) {
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setMinimumWidth(size::kInspector - 20);
  setAccessibleName(tr("Inspector"));
  pages_ = new QStackedWidget;
  pages_->setBackgroundRole(QPalette::Base);
  pages_->setAutoFillBackground(true);
  pages_->addWidget(scenario_page());
  pages_->addWidget(component_page());
  setWidget(pages_);
  connect(&state_, &ViewState::selection_changed, this, &Inspector::show_selection);
  connect(&document_, &Document::changed, this, &Inspector::show_selection);
  connect(&state_, &ViewState::month_changed, this, &Inspector::show_results);
  connect(&state_, &ViewState::window_changed, this, &Inspector::show_results);
  connect(&state_, &ViewState::answer_changed, this, &Inspector::show_results);
}

QWidget* Inspector::scenario_page() {
  auto* page = new QWidget;
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(size::kPadding, 10, size::kPadding, size::kPadding);
  column->setSpacing(0);
  QLabel* title = plain_label(tr("Whole scenario"), 14, QFont::Medium, QPalette::WindowText);
  QLabel* hint = plain_label(tr("Select a component for its results and inputs."), size::kHint,
                             QFont::Normal, QPalette::PlaceholderText);
  scenario_ = new ScenarioForm(document_, page);
  column->addWidget(title);
  column->addWidget(hint);
  load_ = new LoadForm(document_, page);
  column->addWidget(scenario_);
  column->addWidget(load_);
  column->addStretch();
  return page;
}

QWidget* Inspector::component_page() {
  auto* page = new QWidget;
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(size::kPadding, 10, size::kPadding, size::kPadding);
  column->setSpacing(size::kGap / 2);
  auto* head = new QHBoxLayout;
  head->setSpacing(size::kGap);
  icon_ = new QLabel(page);
  icon_->setFixedSize(kIcon, kIcon);
  name_ = plain_label({}, 14, QFont::Medium, QPalette::WindowText);
  kind_ = plain_label({}, size::kHint, QFont::Normal, QPalette::WindowText);
  kind_->setStyleSheet(QStringLiteral("border: 1px solid %1; border-radius: 8px; padding: 1px 6px;")
                           .arg(tokens().line.name()));
  head->addWidget(icon_);
  head->addWidget(name_, 1);
  head->addWidget(kind_);
  column->addLayout(head);
  results_ = new ResultsPanel(page);
  column->addWidget(results_);
  auto* explain = new QPushButton(tr("Where the time of requests goes"), page);
  explain->setProperty("quiet", true);
  explain->setProperty("flush", true);
  connect(explain, &QPushButton::clicked, this, &Inspector::explain_wanted);
  column->addWidget(explain, 0, Qt::AlignLeft);
  column->addWidget(divider(page));
  column->addWidget(
      plain_label(tr("Inputs"), size::kHint, QFont::Medium, QPalette::PlaceholderText));
  parameters_ = new ParameterForm(document_, page);
  column->addWidget(parameters_);
  column->addWidget(new EvidenceLegend(page));
  operations_ = new OperationsForm(document_, page);
  column->addWidget(operations_);
  column->addStretch();
  return page;
}

void Inspector::show_selection() {
  const QString name = state_.selected();
  const auto& components = document_.scenario().architecture.components;
  const auto found = components.find(name.toStdString());
  if (found == components.end()) return pages_->setCurrentIndex(0);
  pages_->setCurrentIndex(1);
  icon_->setPixmap(icon(found->second.kind, tokens().text).pixmap(kIcon, kIcon));
  name_->setText(elided(name, width() - 140, name_->font()));
  name_->setToolTip(name);
  kind_->setText(kind_label(found->second.kind));
  parameters_->show_component(name);
  operations_->show_component(name);
  show_results();
}

void Inspector::show_results() {
  const QString name = state_.selected();
  if (name.isEmpty()) return;
  results_->set_results(component_results(document_.scenario(), name.toStdString(), state_),
                        state_.month());
}

void Inspector::focus_first() {
  QWidget* page = pages_->currentWidget();
  for (QWidget* editor : page->findChildren<QWidget*>())
    if (editor->focusPolicy() & Qt::TabFocus && editor->isEnabled()) {
      editor->setFocus(Qt::ShortcutFocusReason);
      return;
    }
}

}  // namespace headroom::gui
