#include "core/projection/project.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "core/architecture/settings.h"
#include "core/base/contracts.h"
#include "core/projection/breach.h"
#include "core/projection/cached.h"
#include "core/projection/course.h"
#include "core/projection/money.h"
#include "core/projection/sensitivity.h"
#include "core/projection/surge.h"
#include "core/projection/windows.h"
#include "core/projection/worlds.h"
#include "core/projection/year.h"
#include "core/workload/fit_notes.h"

namespace headroom::projection {
namespace {

constexpr std::int64_t kLongestRise = 86'400;  // seconds before its top in which a surge may begin

constexpr int kPreviewWorlds = 40;

int worlds_of(const Options& options) {
  return options.preview ? std::min(kPreviewWorlds, options.worlds) : options.worlds;
}

double highest_load(const workload::Forecast& forecast) {
  double highest = 0.0;
  forecast.for_each_hour(
      [&](const workload::HourLoad& hour) { highest = std::max(highest, hour.rate_rps); });
  return highest;
}

std::vector<double> of_worlds(const std::vector<WorldYear>& worlds, std::size_t month,
                              const std::function<double(const WorldYear&, std::size_t)>& value) {
  std::vector<double> values;
  for (const WorldYear& world : worlds) values.push_back(value(world, month));
  return values;
}

double peak_of(const WorldYear& world, std::size_t month) {
  return world.months[month].load.peak_rps;
}
double mean_of(const WorldYear& world, std::size_t month) {
  return world.months[month].load.mean_rps;
}
double cost_of(const WorldYear& world, std::size_t month) { return world.cost_usd[month]; }

Result<MonthResult> month_without_windows(const Model& model, const MonthWalk& walk, int index,
                                          const std::vector<WorldYear>& worlds) {
  const auto m = static_cast<std::size_t>(index);
  auto bill = bill_of(model, walk, index);
  if (!bill) return bill.diagnostics();
  MonthResult month;
  month.index = index;
  month.month = walk.load.month;
  month.load = walk.load;
  month.peak_rps = band(walk.load.peak_rps, of_worlds(worlds, m, peak_of));
  month.mean_rps = band(walk.load.mean_rps, of_worlds(worlds, m, mean_of));
  month.bill = std::move(bill).value();
  month.cost_usd = band(month.bill.total.units(), of_worlds(worlds, m, cost_of));
  if (walk.requests >= 1000.0)
    month.cost_per_thousand_requests =
        Money::from_units(month.bill.total.units() / walk.requests * 1000.0);
  return month;
}

/// Load factor minus 1 until a station is asked for its limit or all tokens of a pool are held, as
/// far as occupancy is proportional to load: that of a pool rises faster where what it waits for
/// gets slower. With as many replicas as an autoscaler may start. Nothing for a population, whose
/// load is no rate.
std::optional<double> headroom_of(const Model& model,
                                  const network::ComponentPerformance& performance) {
  if (model.closed()) return std::nullopt;
  const double limit = model.scenario().targets.utilization.value_or(Ratio(1.0)).value();
  const network::Network& network = model.network();
  const double growth = static_cast<double>(performance.most_replicas) / performance.replicas;
  const auto& blueprints = network.groups[network.group_named(performance.name)].resources;
  std::optional<double> least;
  for (std::size_t r = 0; r < blueprints.size(); ++r) {
    const network::ResourcePerformance& resource = performance.resources[r];
    const bool pool = blueprints[r].kind == network::ResourceKind::pool;
    const double used = pool ? resource.utilization.estimate : resource.offered_utilization;
    if (used <= 0.0) continue;
    const double room = (pool ? 1.0 : limit) / used * growth - 1.0;
    least = std::min(least.value_or(room), room);
  }
  return least;
}

/// Busiest resource of a component in the peak window and its figures over the month.
ComponentMonth component_month(const Model& model, const MonthWalk& walk, int index,
                               const Window& peak,
                               const network::ComponentPerformance& performance) {
  ComponentMonth result;
  result.name = performance.name;
  result.kind = model.scenario().architecture.components.at(performance.name).kind;
  result.operations = model.operations(performance.name, walk.requests_of);
  result.stored_gib = stored_gib(model, performance.name, index);
  result.peak_replicas = performance.replicas;
  result.mean_replicas =
      walk.replica_hours[model.network().group_named(performance.name)] / walk.hours;
  for (const network::ResourcePerformance& resource : performance.resources) {
    if (asked_of(resource) <= result.peak_asked) continue;
    result.peak_asked = asked_of(resource);
    result.peak_utilization = resource.utilization.estimate;
    result.resource = resource.label;
  }
  if (peak.offered_rps > 0.0)
    result.mean_utilization =
        std::min(1.0, result.peak_asked * walk.load.mean_rps / peak.offered_rps);
  result.headroom = headroom_of(model, performance);
  return result;
}

void add_components(const Model& model, const MonthWalk& walk, MonthResult& month) {
  const Window* peak = month.window(WindowKind::peak);
  for (const network::ComponentPerformance& performance : peak->simulated.components)
    month.components.push_back(component_month(model, walk, month.index, *peak, performance));
}

/// The last peak hour that still has a steady state; the first one where none has.
const Window& last_stable_peak(const std::vector<MonthResult>& months) {
  const Window* last = months.front().window(WindowKind::peak);
  for (const MonthResult& month : months) {
    const Window* peak = month.window(WindowKind::peak);
    if (peak->simulated.stable) last = peak;
  }
  return *last;
}

double relative_gap(const Estimate& a, const Estimate& b) {
  return a.estimate > 0.0 ? std::abs(b.estimate / a.estimate - 1.0) : 0.0;
}

void compare(const Window& window, SolverGap& gap) {
  if (!window.simulated.stable || !window.analytic.stable) return;
  ++gap.windows;
  const network::Latency& simulated = window.simulated.total.latency;
  const network::Latency& analytic = window.analytic.total.latency;
  gap.mean = std::max(gap.mean, relative_gap(simulated.mean, analytic.mean));
  gap.p95 = std::max(gap.p95, relative_gap(simulated.p95, analytic.p95));
  for (std::size_t c = 0; c < window.simulated.components.size(); ++c) {
    const auto& resources = window.simulated.components[c].resources;
    for (std::size_t r = 0; r < resources.size(); ++r)
      gap.utilization =
          std::max(gap.utilization,
                   std::abs(resources[r].utilization.estimate -
                            window.analytic.components[c].resources[r].utilization.estimate));
  }
}

SolverGap gap_between_solvers(const std::vector<MonthResult>& months) {
  SolverGap gap;
  for (const MonthResult& month : months)
    for (const Window& window : month.windows) compare(window, gap);
  return gap;
}

bool typed(const architecture::Component& component, std::string_view parameter) {
  return component.parameters.contains(std::string(parameter));
}

/// "api/threads: 32 (assumption: ...)" for every default without a source that has an effect, and
/// every typed figure that its author calls an assumption.
void add_assumptions_of(const architecture::Component& component,
                        const network::ComponentKind& kind, std::vector<std::string>& out) {
  for (const auto& [what, evidence] : component.evidence)
    if (evidence.starts_with("assumption"))
      out.push_back(component.name + "/" + what + ": " + evidence);
  for (const architecture::ParameterSpec& row : kind.parameters()) {
    const bool assumed = row.evidence.starts_with("assumption") && !row.default_text.empty();
    const bool counts = row.needs.empty() || typed(component, row.needs);
    if (assumed && counts && !typed(component, row.name))
      out.push_back(component.name + "/" + std::string(row.name) + ": " +
                    std::string(row.default_text) + " (default, " + std::string(row.evidence) +
                    ")");
  }
}

std::vector<std::string> assumptions_of(const Model& model) {
  std::vector<std::string> assumptions = model.scenario().assumptions;
  if (model.history_fit())
    assumptions.push_back(workload::summary(std::get<workload::History>(model.scenario().load.now),
                                            *model.history_fit()));
  for (const auto& [name, component] : model.scenario().architecture.components)
    add_assumptions_of(component, *model.kinds().find(component.kind), assumptions);
  return assumptions;
}

void add_totals(const Horizon& horizon, const std::vector<WorldYear>& worlds,
                Projection& projection) {
  const auto months = static_cast<std::size_t>(horizon.months);
  for (std::size_t m = 0; m < months; ++m) projection.cost_total += projection.months[m].bill.total;
  std::vector<double> totals;
  for (const WorldYear& world : worlds) {
    double total = 0.0;
    for (std::size_t m = 0; m < months; ++m) total += world.cost_usd[m];
    totals.push_back(total);
  }
  projection.cost_total_usd = band(projection.cost_total.units(), totals);
}

/// Served at most: what leaves a system that is asked for more.
void add_overload(const workload::Forecast& central, Window& window) {
  const double capacity = window.simulated.total.throughput_rps.estimate;
  if (window.kind != WindowKind::surge || window.simulated.stable || capacity <= 0.0) return;
  const Instant from{window.at.seconds - kLongestRise};
  const Instant until = start_of(months_after(central.start(), central.months() + 1));
  window.overload =
      overload([&](Instant at) { return central.rate_at(at); }, capacity, from, until);
}

const workload::Surge* surge_named(const workload::Load& load, const std::string& name) {
  const auto found = std::ranges::find(load.surges, name, &workload::Surge::name);
  return found == load.surges.end() ? nullptr : &*found;
}

/// Surges as they pass, those that are short enough, within what all of them may take.
void add_courses(const Model& model, const workload::Forecast& central, const Options& options,
                 Cached& cached, const std::stop_token& stop, std::vector<MonthResult>& months) {
  double left = course_requests(model, options);
  for (MonthResult& month : months)
    for (Window& window : month.windows) {
      const workload::Surge* surge = surge_named(model.load(), window.surge);
      if (window.kind != WindowKind::surge || surge == nullptr) continue;
      window.course = course_of(model, central, *surge, left, options, cached, stop);
      if (window.course) left -= static_cast<double>(window.course->requests);
    }
}

/// What follows from all windows and bills together.
void conclude(const Model& model, const workload::Forecast& central,
              const std::vector<WorldYear>& worlds, const std::stop_token& stop,
              Projection& projection) {
  const std::vector<MonthResult>& months = projection.months;
  Sensitivity sensitivity(model, stop);
  projection.breaches = find_breaches(model, months, central, worlds, sensitivity, stop);
  projection.bottlenecks = sensitivity.bottlenecks(last_stable_peak(months).offered_rps);
  projection.solver_gap = gap_between_solvers(months);
  add_totals(model.scenario().horizon, worlds, projection);
  for (const MonthResult& month : months)
    for (const Window& window : month.windows) projection.requests += window.simulated.requests;
  const auto critical = critical_load(model, months, projection.breaches, stop);
  if (!critical) return;
  const auto headroom = [&](const MonthResult& month) -> std::optional<double> {
    if (month.load.peak_rps <= 0.0) return std::nullopt;
    return *critical / month.load.peak_rps - 1.0;
  };
  projection.headroom_now = headroom(months.front());
  projection.headroom_end = headroom(months.back());
}

}  // namespace

Result<Projection> project(const Model& model, const Options& options, Progress* progress,
                           std::stop_token stop) {
  const Scenario& scenario = model.scenario();
  const Horizon& horizon = scenario.horizon;
  const workload::Forecast central(model.load(), horizon.start, horizon.months,
                                   workload::World::central());
  const Throughput throughput(model, highest_load(central), stop);
  const std::vector<MonthWalk> walks = walk(central, throughput);
  const auto worlds = imagine(model, throughput, options.seed, worlds_of(options), stop);
  if (!worlds) return worlds.diagnostics();

  Projection projection;
  projection.seed = options.seed;
  projection.precision = options.precision;
  projection.catalogue_as_of = model.catalogue().prices.as_of();
  projection.assumptions = assumptions_of(model);
  for (std::size_t m = 0; m < walks.size(); ++m) {
    auto month = month_without_windows(model, walks[m], static_cast<int>(m), *worlds);
    if (!month) return month.diagnostics();
    projection.months.push_back(std::move(month).value());
  }

  const std::vector<WindowPlan> plans = plan_windows(central.all_months());
  Cached cached(model.network(), options.cache);
  auto windows = solve_windows(model, plans, options, cached, progress, stop);
  if (!windows) {
    projection.complete = false;
    return projection;
  }
  for (std::size_t i = 0; i < plans.size(); ++i)
    projection.months[static_cast<std::size_t>(plans[i].month_index)].windows.push_back(
        std::move((*windows)[i]));
  for (MonthResult& month : projection.months) {
    add_components(model, walks[static_cast<std::size_t>(month.index)], month);
    for (Window& window : month.windows) add_overload(central, window);
  }
  if (!options.formulas_only) add_courses(model, central, options, cached, stop, projection.months);
  projection.reuse = cached.use();
  if (stop.stop_requested()) {
    projection.complete = false;
    return projection;
  }
  conclude(model, central, *worlds, stop, projection);
  projection.complete = !stop.stop_requested();
  return projection;
}

const Window* MonthResult::window(WindowKind kind) const {
  const auto found = std::ranges::find(windows, kind, &Window::kind);
  return found == windows.end() ? nullptr : &*found;
}

bool Projection::precision_reached() const {
  return std::ranges::all_of(months, [](const MonthResult& month) {
    return std::ranges::all_of(month.windows, [](const Window& window) {
      return !window.simulated.stable || window.simulated.precision_reached;
    });
  });
}

}  // namespace headroom::projection
