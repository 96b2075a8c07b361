#include "core/projection/windows.h"

#include <algorithm>
#include <mutex>
#include <numeric>

#include "core/analytic/solve.h"
#include "core/base/parallel.h"
#include "core/sim/simulate.h"

namespace headroom::projection {
namespace {

/// Work asked for / capacity by the utilisation law, next to what was measured or solved, which
/// only knows what reaches a resource: not what was refused before. A population offers no rate in
/// advance.
void add_offered_utilization(const Model& model, const network::Load& load,
                             network::Performance& performance) {
  const std::vector<double> offered =
      analytic::offered_utilization(model.network(), model.demands(), load);
  std::size_t index = 0;
  for (network::ComponentPerformance& component : performance.components)
    for (network::ResourcePerformance& resource : component.resources)
      resource.offered_utilization = std::max(resource.offered_utilization, offered[index++]);
}

/// Counts windows and tells the listener, one call at a time.
class Counter {
 public:
  Counter(Progress* progress, std::size_t all) : progress_(progress), all_(all) {}
  void one_done() {
    if (progress_ == nullptr) return;
    const std::scoped_lock lock(mutex_);
    progress_->windows_done(++done_, all_);
  }

 private:
  Progress* progress_;
  std::size_t all_;
  std::size_t done_ = 0;
  std::mutex mutex_;
};

/// Heaviest first, so that no thread is left with a long window at the end.
std::vector<std::size_t> heaviest_first(const std::vector<WindowPlan>& plans) {
  std::vector<std::size_t> order(plans.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>(),
                           [&](std::size_t i) { return plans[i].offered_rps; });
  return order;
}

sim::Options asked(const Options& options) {
  sim::Options asked;
  asked.seed = options.seed;
  asked.precision = options.precision;
  asked.max_requests = options.max_requests_per_window;
  asked.threads = options.threads;
  return asked;
}

/// The window of a simulation, with the analytic answer beside it.
Window answered(const Model& model, double offered, network::Performance simulated) {
  Window window;
  window.offered_rps = offered;
  window.simulated = std::move(simulated);
  window.analytic = solved_by_formulas(model, offered);
  add_offered_utilization(model, model.load_at(offered), window.simulated);
  return window;
}

Window described(const WindowPlan& plan) {
  Window window;
  window.kind = plan.kind;
  window.surge = plan.surge;
  window.at = plan.at;
  window.offered_rps = plan.offered_rps;
  return window;
}

}  // namespace

std::vector<WindowPlan> plan_windows(const std::vector<workload::MonthLoad>& months) {
  std::vector<WindowPlan> plans;
  for (std::size_t m = 0; m < months.size(); ++m) {
    const workload::MonthLoad& load = months[m];
    const int index = static_cast<int>(m);
    plans.push_back({index, WindowKind::typical, "", start_of(load.month), load.mean_rps});
    plans.push_back({index, WindowKind::peak, "", load.peak_hour, load.peak_rps});
    if (load.surge_rps)
      plans.push_back({index, WindowKind::surge, load.surge, *load.surge_peak, *load.surge_rps});
  }
  return plans;
}

network::Performance solved_by_formulas(const Model& model, double offered) {
  const network::Load load = model.load_at(offered);
  network::Performance answer = analytic::solve(model.network(), load);
  add_offered_utilization(model, load, answer);
  return answer;
}

std::optional<Window> solve_window(const Model& model, double offered, const Options& options,
                                   std::stop_token stop) {
  auto simulated = sim::simulate(model.network(), model.load_at(offered), asked(options), stop);
  if (!simulated) return std::nullopt;
  return answered(model, offered, *std::move(simulated));
}

std::optional<ExplainedWindow> explain_window(const Model& model, double offered,
                                              const Options& options, std::stop_token stop) {
  auto explained = sim::explain(model.network(), model.load_at(offered), asked(options), stop);
  if (!explained) return std::nullopt;
  return ExplainedWindow{answered(model, offered, std::move(explained->performance)),
                         std::move(explained->classes)};
}

std::optional<std::vector<Window>> solve_windows(const Model& model,
                                                 const std::vector<WindowPlan>& plans,
                                                 const Options& options, Progress* progress,
                                                 const std::stop_token& stop) {
  std::vector<Window> windows;
  for (const WindowPlan& plan : plans) windows.push_back(described(plan));
  const std::vector<std::size_t> order = heaviest_first(plans);
  Options alone = options;
  alone.threads = 1;
  Counter counter(progress, plans.size());
  for_each_index(order.size(), options.threads, [&](std::size_t i) {
    auto solved = solve_window(model, plans[order[i]].offered_rps, alone, stop);
    if (!solved) return;
    windows[order[i]].simulated = std::move(solved->simulated);
    windows[order[i]].analytic = std::move(solved->analytic);
    counter.one_done();
  });
  if (stop.stop_requested()) return std::nullopt;
  return windows;
}

double asked_of(const network::ResourcePerformance& resource) {
  return std::max(resource.offered_utilization, resource.utilization.estimate);
}

Busiest busiest_resource(const Window& window) {
  Busiest busiest;
  for (const network::ComponentPerformance& component : window.simulated.components) {
    for (const network::ResourcePerformance& resource : component.resources) {
      if (asked_of(resource) > busiest.asked)
        busiest = {component.name, resource.label, resource.utilization.estimate,
                   asked_of(resource)};
    }
  }
  return busiest;
}

}  // namespace headroom::projection
