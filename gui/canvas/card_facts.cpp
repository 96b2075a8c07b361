#include "gui/canvas/card_facts.h"

#include <algorithm>

#include "gui/style/tokens.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

using architecture::Component;
using network::ComponentPerformance;
using network::ResourcePerformance;

QString typed(const Component& component, const char* parameter) {
  const auto found = component.parameters.find(parameter);
  return found == component.parameters.end() ? QString() : text(found->second.typed);
}

double waiting_in(const ComponentPerformance& component) {
  double waiting = 0.0;
  for (const ResourcePerformance& resource : component.resources)
    waiting += resource.mean_queue.estimate;
  return waiting;
}

void add_resource(const network::Performance& performance, const ComponentPerformance& component,
                  CardFacts& facts) {
  const ResourcePerformance* busiest = busiest_of(component);
  if (!busiest) {
    facts.state = State::fine;
    facts.number = per_second(component.throughput_rps.estimate);
    return;
  }
  facts.asked = projection::asked_of(*busiest);
  facts.state = state_of(performance, component.name, *busiest);
  facts.step = utilization_step(facts.asked, facts.state == State::unstable);
  facts.resource = text(busiest->label);
  facts.number = percent(facts.asked);
}

void add_waiting(const network::Performance& performance, const ComponentPerformance& component,
                 CardFacts& facts) {
  facts.waiting = count(waiting_in(component));
  if (performance.stable || facts.state != State::unstable) return;
  facts.waiting = QStringLiteral("grows ") + per_second(performance.backlog_growth_rps.estimate);
}

}  // namespace

const ResourcePerformance* busiest_of(const ComponentPerformance& component) {
  const auto most = std::ranges::max_element(component.resources, {}, &projection::asked_of);
  return most == component.resources.end() ? nullptr : &*most;
}

const ComponentPerformance* performance_of(const projection::Window& window,
                                           const std::string& component) {
  const auto& all = window.simulated.components;
  const auto found = std::ranges::find(all, component, &ComponentPerformance::name);
  return found == all.end() ? nullptr : &*found;
}

State state_of(const network::Performance& performance, const std::string& component,
               const ResourcePerformance& resource) {
  const double asked = projection::asked_of(resource);
  const bool named = performance.unstable_component == component &&
                     performance.unstable_resource == resource.label;
  if (!performance.stable && (named || asked > 1.0)) return State::unstable;
  if (asked >= 0.8) return State::hot;
  return asked >= 0.6 ? State::warm : State::fine;
}

Money cost_of(const cost::Bill& bill, const std::string& component) {
  Money sum;
  for (const cost::BillLine& line : bill.lines)
    if (line.component == component) sum += line.amount;
  return sum;
}

namespace {

QString machine_words(const Component& component) {
  QString size = typed(component, "size");
  if (size.isEmpty()) size = typed(component, "engine");
  if (!size.isEmpty()) size = size.mid(size.indexOf(u':') + 1);
  const QString vcpus = typed(component, "vcpus");
  if (!vcpus.isEmpty()) size = vcpus + QStringLiteral(" vCPU");
  if (size.isEmpty()) {
    size = text(component.kind);
    size.replace(u'_', u' ');
  }
  return size;
}

QString times(const QString& machine, const QString& replicas) {
  return replicas.isEmpty() ? machine : machine + QStringLiteral("\u202f\u00d7\u202f") + replicas;
}

/// The replicas of the shown window, where an autoscaler changes them.
void add_replicas(const Component& component, const ComponentPerformance& performance,
                  CardFacts& facts) {
  if (!typed(component, "max_replicas").isEmpty())
    facts.size = times(machine_words(component), QString::number(performance.replicas));
}

}  // namespace

QString size_words(const Component& component) {
  const QString most = typed(component, "max_replicas");
  QString replicas = typed(component, "replicas");
  if (!most.isEmpty())
    replicas =
        (replicas.isEmpty() ? QStringLiteral("1") : replicas) + QStringLiteral(" to ") + most;
  return times(machine_words(component), replicas);
}

CardFacts card_facts(const projection::Scenario& scenario, const Component& component,
                     const ViewState& state) {
  CardFacts facts;
  facts.name = text(component.name);
  facts.kind = component.kind;
  facts.size = size_words(component);
  facts.owner = text(component.owner);
  facts.target = scenario.targets.utilization.value_or(Ratio(0.0)).value();
  facts.updating = state.updating();
  facts.waiting = facts.cost = QStringLiteral("\u2013");
  facts.number = QStringLiteral("no result");
  const projection::Window* window = state.window();
  const ComponentPerformance* performance =
      window ? performance_of(*window, component.name) : nullptr;
  if (!performance) return facts;
  facts.approximate = state.answer()->stage == Stage::formulas;
  add_replicas(component, *performance, facts);
  add_resource(window->simulated, *performance, facts);
  add_waiting(window->simulated, *performance, facts);
  const Money cost = cost_of(state.month_result()->bill, component.name);
  facts.cost = cost == Money() ? QStringLiteral("not billed") : usd(cost);
  return facts;
}

}  // namespace headroom::gui
