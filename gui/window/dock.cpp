#include "gui/window/dock.h"

#include <QHBoxLayout>
#include <QTabBar>

#include "gui/style/theme.h"

namespace headroom::gui {

Dock::Dock(Document& document, ViewState& state, const AnswerCache& answers, QWidget* parent)
    : QTabWidget(parent) {
  setDocumentMode(true);
  setAccessibleName(tr("Charts, problems, what-ifs and history"));
  setBackgroundRole(QPalette::Base);
  setAutoFillBackground(true);
  setMinimumHeight(size::kDock);
  load_ = new LoadChart(document, state);
  latency_ = new LatencyChart(document, state);
  cost_ = new CostChart(document, state);
  replicas_ = new ReplicaChart(document, state);
  heat_ = new HeatStrip(document, state);
  problems_ = new ProblemPane(document, state);
  what_ifs_ = new WhatIfPane(document, answers);
  history_ = new QUndoView(&document.history());
  history_->setEmptyLabel(tr("As opened"));
  history_->setAccessibleName(tr("History"));
  history_->setStyleSheet(QStringLiteral("QListView::item { height: 24px; padding: 0 9px; }"));
  auto* both = new QWidget;
  auto* row = new QHBoxLayout(both);
  row->setContentsMargins(0, 4, 8, 4);
  row->setSpacing(size::kGap);
  row->addWidget(latency_, 1);
  row->addWidget(heat_, 1);
  addTab(load_, tr("Load"));
  addTab(both, tr("Latency and utilisation"));
  addTab(cost_, tr("Cost"));
  addTab(replicas_, tr("Replicas"));
  setTabVisible(indexOf(replicas_), false);
  addTab(problems_, tr("Problems"));
  addTab(what_ifs_, tr("What-ifs"));
  addTab(history_, tr("History"));
  tabBar()->setExpanding(false);
  setCurrentWidget(both);
  // After the chart has taken the answer: it connected first.
  connect(&state, &ViewState::answer_changed, this,
          [this] { setTabVisible(indexOf(replicas_), replicas_->has_steps()); });
  connect(problems_, &ProblemPane::counted, this, [this](int count) {
    setTabText(indexOf(problems_), count == 0 ? tr("Problems") : tr("Problems (%1)").arg(count));
  });
}

YearChart* Dock::current_chart() const {
  if (auto* chart = qobject_cast<YearChart*>(currentWidget())) return chart;
  return currentWidget() ? currentWidget()->findChild<YearChart*>() : nullptr;
}

void Dock::show_problems() { setCurrentWidget(problems_); }
void Dock::show_what_ifs() { setCurrentWidget(what_ifs_); }
void Dock::show_history() { setCurrentWidget(history_); }

}  // namespace headroom::gui
