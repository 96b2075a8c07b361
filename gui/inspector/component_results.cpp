#include "gui/inspector/component_results.h"

#include <algorithm>

#include "gui/style/tokens.h"

namespace headroom::gui {
namespace {

using network::ComponentPerformance;
using network::ResourcePerformance;

constexpr double kShownFrom = 0.01;  // share of the time below which a wait is no part of its own

QString hour_of(projection::WindowKind kind) {
  if (kind == projection::WindowKind::typical) return QStringLiteral("typical hour");
  return kind == projection::WindowKind::surge ? QStringLiteral("surge")
                                               : QStringLiteral("peak hour");
}

void add_resources(const network::Performance& performance, const ComponentPerformance& component,
                   ComponentResults& results) {
  for (const ResourcePerformance& one : component.resources) {
    ComponentResults::Resource row;
    row.label = text(one.label);
    row.label = row.label.left(1).toUpper() + row.label.mid(1);
    row.asked = projection::asked_of(one);
    const State state = state_of(performance, component.name, one);
    row.step = utilization_step(row.asked, state == State::unstable);
    row.number = percent(row.asked);
    row.strong = state == State::hot || state == State::unstable;
    if (one.capacity > 0.0)
      row.of = count(one.utilization.estimate * one.capacity) + QStringLiteral(" of ") +
               count(one.capacity);
    results.resources.push_back(row);
  }
  std::ranges::stable_sort(results.resources, std::greater<>(), &ComponentResults::Resource::asked);
}

/// Waits of an operation for each resource; the rest is work, and waiting for others.
void add_parts(const ComponentPerformance& component, ComponentResults& results) {
  const double whole = component.residence_s.estimate;
  const double rate = component.throughput_rps.estimate;
  if (whole <= 0.0 || rate <= 0.0) return;
  double rest = whole;
  for (const ResourcePerformance& one : component.resources) {
    const double wait = one.mean_wait_s.estimate * one.visits_per_s / rate;
    if (wait < kShownFrom * whole || wait > rest) continue;
    results.parts.push_back(
        {waiting_cause(one.label), QStringLiteral("wait for ") + text(one.label), wait});
    rest -= wait;
  }
  results.parts.push_back({TimeCause::service, QStringLiteral("work and calls"), rest});
}

void add_month(const projection::MonthResult& month, const std::string& name,
               ComponentResults& results) {
  const Money cost = cost_of(month.bill, name);
  results.cost = cost == Money() ? QStringLiteral("not billed") : usd(cost);
  const auto found = std::ranges::find(month.components, name, &projection::ComponentMonth::name);
  if (found == month.components.end() || !found->headroom) return;
  results.no_headroom = *found->headroom < 0.0;
  results.headroom = results.no_headroom ? QStringLiteral("none, ") + percent(-*found->headroom) +
                                               QStringLiteral(" too much")
                                         : percent(*found->headroom) + QStringLiteral(" more load");
}

void add_year(const Answer& answer, const std::string& name, ComponentResults& results) {
  for (const projection::MonthResult& month : answer.projection.months) {
    const auto found = std::ranges::find(month.components, name, &projection::ComponentMonth::name);
    results.year.push_back(found == month.components.end() ? 0.0 : found->peak_asked);
  }
  results.year_title = QStringLiteral("Busiest resource at the peak hour over the year");
}

}  // namespace

ComponentResults component_results(const projection::Scenario& scenario, const std::string& name,
                                   const ViewState& state) {
  ComponentResults results;
  const projection::Window* window = state.window();
  const ComponentPerformance* component = window ? performance_of(*window, name) : nullptr;
  if (!component) return results;
  const network::Performance& performance = window->simulated;
  results.known = true;
  results.title = QStringLiteral("Results, ") + month_name(state.month_result()->month) +
                  QStringLiteral(", ") + hour_of(window->kind);
  results.target = scenario.targets.utilization.value_or(Ratio(0.0)).value();
  add_resources(performance, *component, results);
  const ResourcePerformance* busiest = busiest_of(*component);
  results.state = busiest ? state_of(performance, name, *busiest) : State::fine;
  results.rate = per_second(component->throughput_rps.estimate);
  if (!performance.stable && performance.unstable_component == name)
    results.unstable = QStringLiteral("No steady state: the backlog grows by ") +
                       per_second(performance.backlog_growth_rps.estimate) + QStringLiteral(".");
  if (performance.stable) {
    results.time = latency_figure(component->residence_s);
    const Figure errors = error_figure(component->error_ratio);
    results.errors = errors.value + QStringLiteral(" ") + errors.half_width;
    add_parts(*component, results);
  } else {
    results.time = {QStringLiteral("not defined"), {}};
    results.errors = QStringLiteral("\u2013");
  }
  add_month(*state.month_result(), name, results);
  add_year(*state.answer(), name, results);
  return results;
}

}  // namespace headroom::gui
