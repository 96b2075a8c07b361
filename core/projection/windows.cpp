#include "core/projection/windows.h"

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <utility>

#include "core/analytic/bounds.h"
#include "core/base/content.h"
#include "core/base/parallel.h"
#include "core/network/content.h"
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
void add_offered_utilization(const Model& model, double total, network::Performance& performance) {
  const std::vector<double> offered = analytic::offered_utilization(
      *model.network_at(total), model.demands(), model.load_at(total));
  std::size_t index = 0;
  for (network::ComponentPerformance& component : performance.components)
    for (network::ResourcePerformance& resource : component.resources)
      resource.offered_utilization = std::max(resource.offered_utilization, offered[index++]);
}

/// Counts windows and tells the listener, one call at a time.
class Counter {
 public:
  Counter(Progress* progress, std::size_t all) : progress_(progress), all_(all) {}
  void are_done(std::size_t count) {
    if (progress_ == nullptr) return;
    const std::scoped_lock lock(mutex_);
    done_ += count;
    progress_->windows_done(done_, all_);
  }

 private:
  Progress* progress_;
  std::size_t all_;
  std::size_t done_ = 0;
  std::mutex mutex_;
};

/// Which windows have a load.
using WindowsOfLoads = std::map<double, std::vector<std::size_t>, std::greater<>>;

/// Heaviest first, so that no thread is left with a long window at the end.
WindowsOfLoads windows_of_loads(const std::vector<WindowPlan>& plans) {
  WindowsOfLoads loads;
  for (std::size_t i = 0; i < plans.size(); ++i) loads[plans[i].offered_rps].push_back(i);
  return loads;
}

/// By the utilisation law: few requests do not show that a backlog grows.
double largest_offered(const Model& model, double offered) {
  if (model.closed()) return 0.0;
  const std::vector<double> all = analytic::offered_utilization(
      *model.network_at(offered), model.demands(), model.load_at(offered));
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

/// A simulation with the analytic answer beside it.
std::optional<WindowAnswers> answered(const Model& model, double offered,
                                      network::Performance simulated, bool preview,
                                      const std::stop_token& stop) {
  auto analytic = solved_by_formulas(model, offered, quantiles_of(preview), stop);
  if (!analytic) return std::nullopt;
  WindowAnswers answers{std::move(simulated), *std::move(analytic)};
  add_offered_utilization(model, offered, answers.simulated);
  return answers;
}

std::optional<WindowAnswers> by_formulas(const Model& model, double offered,
                                         const std::stop_token& stop) {
  const auto analytic = solved_by_formulas(model, offered, quantiles_of(true), stop);
  if (!analytic) return std::nullopt;
  return WindowAnswers{*analytic, *analytic};
}

bool without_simulation(const Options& options) { return options.preview && options.formulas_only; }

std::optional<WindowAnswers> solved(const Model& model, double offered, const Options& options,
                                    const std::stop_token& stop) {
  if (without_simulation(options)) return by_formulas(model, offered, stop);
  auto simulated = sim::simulate(*model.network_at(offered), model.load_at(offered),
                                 asked(model, offered, options), stop);
  if (!simulated) return std::nullopt;
  return answered(model, offered, *std::move(simulated), options.preview, stop);
}

/// Everything beside the network that decides the bits of an answer: not the threads.
std::string question(const Model& model, double offered, const Options& options) {
  const auto [seed, precision, replications, max_requests, pilot_requests, max_pilot_requests,
              max_contexts, offered_utilization, threads] = asked(model, offered, options);
  ContentWriter content;
  content.add(std::string("window"));
  content.add(network::content_of(model.load_at(offered)));
  content.add(options.preview);
  content.add(without_simulation(options));
  content.add(seed);
  content.add(precision);
  content.add(replications);
  content.add(max_requests);
  content.add(pilot_requests);
  content.add(max_pilot_requests);
  content.add(max_contexts);
  content.add(offered_utilization);
  return content.take();
}

std::optional<WindowAnswers> answers(const Model& model, double offered, const Options& options,
                                     Cached& cached, const std::stop_token& stop) {
  const auto answer = cached.answer(question(model, offered, options),
                                    [&] { return solved(model, offered, options, stop); });
  if (answer == nullptr) return std::nullopt;
  return std::get<WindowAnswers>(*answer);
}

Window window_of(double offered, WindowAnswers answers, bool preview) {
  Window window;
  window.offered_rps = offered;
  window.simulated = std::move(answers.simulated);
  window.analytic = std::move(answers.analytic);
  window.preview = preview;
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

std::optional<network::Performance> solved_by_formulas(const Model& model, double offered,
                                                       analytic::Quantiles quantiles,
                                                       const std::stop_token& stop) {
  const network::Load load = model.load_at(offered);
  const auto network = model.network_at(offered);
  auto answer = analytic::solve(*network, load, quantiles, stop);
  if (!answer) return std::nullopt;
  add_offered_utilization(model, offered, *answer);
  answer->bounds = analytic::bounds(*network, load);
  return answer;
}

std::optional<Window> solve_window(const Model& model, double offered, const Options& options,
                                   std::stop_token stop) {
  Cached cached(model.network(), options.cache);
  auto found = answers(model, offered, options, cached, stop);
  if (!found) return std::nullopt;
  return window_of(offered, *std::move(found), options.preview);
}

std::optional<ExplainedWindow> explain_window(const Model& model, double offered,
                                              const Options& options, std::stop_token stop) {
  auto explained = sim::explain(*model.network_at(offered), model.load_at(offered),
                                asked(model, offered, options), stop);
  if (!explained) return std::nullopt;
  auto found = answered(model, offered, std::move(explained->performance), options.preview, stop);
  if (!found) return std::nullopt;
  return ExplainedWindow{window_of(offered, *std::move(found), options.preview),
                         std::move(explained->classes)};
}

std::optional<std::vector<Window>> solve_windows(const Model& model,
                                                 const std::vector<WindowPlan>& plans,
                                                 const Options& options, Cached& cached,
                                                 Progress* progress, const std::stop_token& stop) {
  std::vector<Window> windows;
  for (const WindowPlan& plan : plans) windows.push_back(described(plan));
  const WindowsOfLoads loads = windows_of_loads(plans);
  const std::vector<std::pair<double, std::vector<std::size_t>>> work(loads.begin(), loads.end());
  Options alone = options;
  alone.threads = 1;
  const std::string content = network::content_of(model.network());
  Counter counter(progress, plans.size());
  for_each_index(work.size(), options.threads, [&](std::size_t i) {
    if (stop.stop_requested()) return;  // a simulation that stops at once is set up all the same
    const auto& [offered, alike] = work[i];
    const auto found = answers(model, offered, alone, cached, stop);
    if (!found) return;
    const std::uint64_t asked_for = hash_of(content + question(model, offered, alone));
    for (const std::size_t index : alike) {
      windows[index].question = asked_for;
      windows[index].simulated = found->simulated;
      windows[index].analytic = found->analytic;
      windows[index].preview = options.preview;
    }
    cached.reused(alike.size() - 1);
    counter.are_done(alike.size());
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
