#include "core/projection/windows.h"

#include <algorithm>
#include <mutex>
#include <numeric>

#include "core/base/parallel.h"
#include "core/sim/simulate.h"

namespace headroom::projection {
namespace {

// Of a preview: a fiftieth of what a window takes that is precise at once.
constexpr std::uint32_t kPreviewRuns = 4;
constexpr std::uint64_t kPreviewRequests = 300;  // of each run
constexpr std::uint64_t kPreviewPilot = 75;      // of its start-up

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

/// By the utilisation law: few requests do not show that a backlog grows.
double largest_offered(const Model& model, double offered) {
  if (model.closed()) return 0.0;
  const std::vector<double> all =
      analytic::offered_utilization(model.network(), model.demands(), model.load_at(offered));
  return all.empty() ? 0.0 : *std::ranges::max_element(all);
}

sim::Options asked(const Model& model, double offered, const Options& options) {
  sim::Options asked;
  asked.seed = options.seed;
  asked.precision = options.precision;
  asked.max_requests = options.max_requests_per_window;
  asked.threads = options.threads;
  if (options.preview) {
    asked.replications = kPreviewRuns;
    asked.max_requests = kPreviewRuns * kPreviewRequests;
    asked.pilot_requests = kPreviewPilot;
    asked.max_pilot_requests = kPreviewRequests;
    asked.offered_utilization = largest_offered(model, offered);
  }
  return asked;
}

/// The window of a simulation, with the analytic answer beside it.
Window answered(const Model& model, double offered, network::Performance simulated, bool preview) {
  Window window;
  window.offered_rps = offered;
  window.simulated = std::move(simulated);
  window.preview = preview;
  window.analytic = solved_by_formulas(model, offered, quantiles_of(preview));
  add_offered_utilization(model, model.load_at(offered), window.simulated);
  return window;
}

Window by_formulas(const Model& model, double offered) {
  Window window;
  window.offered_rps = offered;
  window.preview = true;
  window.analytic = solved_by_formulas(model, offered, quantiles_of(true));
  window.simulated = window.analytic;
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

analytic::Quantiles quantiles_of(bool preview) {
  return preview ? analytic::Quantiles::fitted : analytic::Quantiles::composed;
}

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

network::Performance solved_by_formulas(const Model& model, double offered,
                                        analytic::Quantiles quantiles) {
  const network::Load load = model.load_at(offered);
  network::Performance answer = analytic::solve(model.network(), load, quantiles);
  add_offered_utilization(model, load, answer);
  return answer;
}

std::optional<Window> solve_window(const Model& model, double offered, const Options& options,
                                   std::stop_token stop) {
  if (options.preview && options.formulas_only) return by_formulas(model, offered);
  auto simulated =
      sim::simulate(model.network(), model.load_at(offered), asked(model, offered, options), stop);
  if (!simulated) return std::nullopt;
  return answered(model, offered, *std::move(simulated), options.preview);
}

std::optional<ExplainedWindow> explain_window(const Model& model, double offered,
                                              const Options& options, std::stop_token stop) {
  auto explained =
      sim::explain(model.network(), model.load_at(offered), asked(model, offered, options), stop);
  if (!explained) return std::nullopt;
  return ExplainedWindow{
      answered(model, offered, std::move(explained->performance), options.preview),
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
    windows[order[i]].preview = solved->preview;
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
