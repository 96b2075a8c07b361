#include "gui/window/dock.h"

#include <QHBoxLayout>
#include <QTabBar>

#include "gui/style/theme.h"

namespace headroom::gui {

Dock::Dock(Document& document, ViewState& state, QWidget* parent) : QTabWidget(parent) {
  setDocumentMode(true);
  setBackgroundRole(QPalette::Base);
  setAutoFillBackground(true);
  setMinimumHeight(size::kDock);
  load_ = new LoadChart(document, state);
  latency_ = new LatencyChart(document, state);
  cost_ = new CostChart(document, state);
  heat_ = new HeatStrip(document, state);
  problems_ = new ProblemPane(document, state);
  auto* both = new QWidget;
  auto* row = new QHBoxLayout(both);
  row->setContentsMargins(0, 4, 8, 4);
  row->setSpacing(size::kGap);
  row->addWidget(latency_, 1);
  row->addWidget(heat_, 1);
  addTab(load_, tr("Load"));
  addTab(both, tr("Latency and utilisation"));
  addTab(cost_, tr("Cost"));
  addTab(problems_, tr("Problems"));
  tabBar()->setExpanding(false);
  setCurrentWidget(both);
  connect(problems_, &ProblemPane::counted, this, [this](int count) {
    setTabText(indexOf(problems_), count == 0 ? tr("Problems") : tr("Problems (%1)").arg(count));
  });
}

YearChart* Dock::current_chart() const {
  if (auto* chart = qobject_cast<YearChart*>(currentWidget())) return chart;
  return currentWidget() ? currentWidget()->findChild<YearChart*>() : nullptr;
}

void Dock::show_problems() { setCurrentWidget(problems_); }

}  // namespace headroom::gui
