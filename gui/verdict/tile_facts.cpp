#include <algorithm>

#include "core/projection/scenario.h"
#include "gui/verdict/tile.h"

namespace headroom::gui {
namespace {

using projection::Breach;
using projection::Scenario;
using projection::TargetKind;

bool over(const std::optional<Seconds>& limit, const Estimate& value) {
  return limit && value.estimate > limit->value();
}
bool over(const std::optional<Ratio>& limit, const Estimate& value) {
  return limit && value.estimate > limit->value();
}

/// Misses of the month itself, not of its surges: the tile shows the peak hour.
bool is_missed(const projection::Projection& projection, int month) {
  return std::ranges::any_of(projection.breaches, [&](const Breach& breach) {
    return breach.target != TargetKind::monthly_cost && breach.surge.empty() &&
           breach.month_index <= month;
  });
}

void add_performance(const Scenario& scenario, const projection::Window& peak, TileFacts& facts) {
  const network::Performance& performance = peak.simulated;
  if (!performance.stable) {
    facts.state = State::unstable;
    facts.latency = {QStringLiteral("unstable"), {}};
    facts.backlog =
        QStringLiteral("backlog +") + per_second(performance.backlog_growth_rps.estimate);
    facts.errors = {QStringLiteral("\u2013"), {}};
    return;
  }
  facts.latency = latency_figure(performance.total.latency.p95);
  facts.errors = error_figure(performance.total.error_ratio);
  facts.latency_missed = over(scenario.targets.latency_p95, performance.total.latency.p95) ||
                         over(scenario.targets.error_ratio, performance.total.error_ratio);
}

/// Against month 0, where both intervals are apart.
int trend_of(const Answer& answer, const projection::Window& peak) {
  const projection::Window* first = window_of(answer, 0, projection::WindowKind::peak);
  if (!first->simulated.stable || !peak.simulated.stable) return 0;
  const Estimate& before = first->simulated.total.latency.p95;
  const Estimate& now = peak.simulated.total.latency.p95;
  if (latency_figure(now).value == latency_figure(before).value) return 0;
  if (now.low > before.high) return 1;
  return now.high < before.low ? -1 : 0;
}

QString details_of(const TileFacts& facts, const projection::MonthResult& month) {
  const projection::Window* peak = month.window(projection::WindowKind::peak);
  QString lines = facts.title + QStringLiteral(", ") + facts.month + QStringLiteral("\n");
  if (peak->simulated.stable)
    lines += QStringLiteral("p95 at the peak hour ") +
             text(report::latency(peak->simulated.total.latency.p95, kStyle)) +
             QStringLiteral(" (95\u202f% interval)\n");
  else
    lines += QStringLiteral("unstable at the peak hour, ") + facts.backlog + QStringLiteral("\n");
  lines += QStringLiteral("errors ") + facts.errors.value + QStringLiteral(" ") +
           facts.errors.half_width + QStringLiteral("\n");
  const Estimate& cost = month.cost_usd;
  lines += QStringLiteral("cost ") + facts.cost;
  if (cost.half_width() > 0.0)
    lines += QStringLiteral(" (") + text(report::range(cost.low, cost.high, 0, kStyle)) +
             QStringLiteral(", 90\u202f% band of worlds)");
  return lines;
}

}  // namespace

TileFacts tile_facts(const Scenario& scenario, const Answer* answer, int month) {
  TileFacts facts;
  facts.title = month == 0 ? QStringLiteral("Now") : QStringLiteral("Month %1").arg(month);
  facts.month = month_name(months_after(scenario.horizon.start, month));
  facts.latency.value = facts.errors.value = facts.cost = QStringLiteral("\u2013");
  const projection::Window* peak =
      answer ? window_of(*answer, month, projection::WindowKind::peak) : nullptr;
  if (!peak) return facts;
  const projection::MonthResult& result =
      answer->projection.months[static_cast<std::size_t>(month)];
  facts.state = is_missed(answer->projection, month) ? State::hot : State::fine;
  add_performance(scenario, *peak, facts);
  facts.trend = trend_of(*answer, *peak);
  if (facts.latency_missed && facts.state == State::fine) facts.state = State::hot;
  facts.cost = usd(result.bill.total);
  facts.cost_missed =
      scenario.targets.monthly_cost && result.bill.total > *scenario.targets.monthly_cost;
  facts.details = details_of(facts, result);
  return facts;
}

}  // namespace headroom::gui
