#include "core/sim/simulate.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/contracts.h"
#include "core/sim/engine.h"
#include "core/stats/histogram.h"
#include "core/stats/interval.h"
#include "core/stats/warmup.h"

namespace headroom::sim {
namespace {

using network::Performance;

constexpr std::uint64_t kPilotRequests =
    2000;  // of one replication, doubled until MSER-5 is content
constexpr std::uint64_t kRequestsPerPoint = 5;  // of the series that MSER-5 looks at
constexpr int kMaximumPilotDoublings = 6;
constexpr int kPassesNeeded = 2;              // in a row, so that a lucky short run does not end it
constexpr double kGrowthOfThroughput = 0.01;  // backlog growth beyond this share is instability

/// One replication: an engine and what is asked of it between two checks.
struct Replication {
  Engine engine;
  Engine::Outcome outcome = Engine::Outcome::reached;
  bool warm = false;
  std::uint64_t inside_at_start = 0;

  [[nodiscard]] double elapsed() const { return engine.clock() - engine.measured_from(); }
  [[nodiscard]] double growth_rps() const {
    if (elapsed() <= 0.0) return 0.0;
    return (static_cast<double>(engine.inside()) - static_cast<double>(inside_at_start)) /
           elapsed();
  }
};

/// Sum and number of the responses of succeeded requests, all classes.
struct ResponseSum {
  double sum = 0.0;
  std::uint64_t count = 0;
};

ResponseSum responses(const Engine& engine) {
  ResponseSum total;
  for (const ClassTally& tally : engine.classes()) {
    total.sum += tally.response_s.sum();
    total.count += tally.response_s.count();
  }
  return total;
}

/// Runs `requests` and appends the mean response of every few requests to the series.
Engine::Outcome run_recording(Engine& engine, std::uint64_t requests, std::vector<double>& series,
                              const std::stop_token& stop) {
  for (std::uint64_t done = 0; done < requests; done += kRequestsPerPoint) {
    const ResponseSum before = responses(engine);
    const Engine::Outcome outcome = engine.run(kRequestsPerPoint, stop);
    if (outcome != Engine::Outcome::reached) return outcome;
    const ResponseSum after = responses(engine);
    if (after.count > before.count)
      series.push_back((after.sum - before.sum) / static_cast<double>(after.count - before.count));
  }
  return Engine::Outcome::reached;
}

/// Deletes the start-up: the pilot is doubled until the MSER-5 cut lies in its first half, and all
/// of it is dropped, which is more than the cut asks for.
void warm_up(Replication& replication, const std::stop_token& stop) {
  std::vector<double> series;
  std::uint64_t length = kPilotRequests;
  for (int doubling = 0; doubling <= kMaximumPilotDoublings; ++doubling) {
    replication.outcome = run_recording(replication.engine, length, series, stop);
    if (replication.outcome != Engine::Outcome::reached) return;
    if (!series.empty() && !stats::mser(series).too_short) {
      replication.warm = true;
      break;
    }
    if (doubling > 0) length *= 2;
  }
  replication.engine.reset_statistics();
  replication.inside_at_start = replication.engine.inside();
}

/// Calls `work` with 0 .. count-1 on `threads` threads. Order never matters: each index owns its
/// data.
void for_each_index(std::size_t count, unsigned threads,
                    const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  const auto take = [&] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> helpers;
  for (unsigned t = 1; t < threads; ++t) helpers.emplace_back(take);
  take();
}

Estimate over(const std::vector<Replication>& replications,
              const std::function<double(const Replication&)>& value) {
  std::vector<double> values;
  values.reserve(replications.size());
  for (const Replication& replication : replications) values.push_back(value(replication));
  return stats::mean_interval(values);
}

/// Point estimate from all data together, spread from the replications' own quantiles.
Estimate quantile_estimate(const std::vector<stats::Histogram>& histograms,
                           const stats::Histogram& merged, double p) {
  std::vector<double> values;
  for (const stats::Histogram& histogram : histograms)
    if (!histogram.empty()) values.push_back(histogram.quantile(p));
  if (values.empty()) return {};
  return Estimate::around(merged.quantile(p), stats::mean_interval(values).half_width());
}

network::Latency latency_of(const std::vector<stats::Histogram>& histograms) {
  stats::Histogram merged;
  std::vector<double> means;
  for (const stats::Histogram& histogram : histograms) {
    merged.merge(histogram);
    if (!histogram.empty()) means.push_back(histogram.mean());
  }
  network::Latency latency;
  if (means.empty()) return latency;
  latency.mean = Estimate::around(merged.mean(), stats::mean_interval(means).half_width());
  latency.p50 = quantile_estimate(histograms, merged, 0.50);
  latency.p95 = quantile_estimate(histograms, merged, 0.95);
  latency.p99 = quantile_estimate(histograms, merged, 0.99);
  return latency;
}

/// The classes [first, last) taken together.
network::ClassPerformance classes_together(const std::vector<Replication>& replications,
                                           std::size_t first, std::size_t last) {
  const auto sum = [first, last](const Replication& r, auto&& field) {
    double total = 0.0;
    for (std::size_t i = first; i < last; ++i)
      total += static_cast<double>(field(r.engine.classes()[i]));
    return total;
  };
  const auto arrived = [](const ClassTally& t) { return t.arrivals; };
  const auto failed = [](const ClassTally& t) { return t.failed; };
  const auto succeeded = [](const ClassTally& t) { return t.response_s.count(); };
  network::ClassPerformance result;
  result.offered_rps =
      over(replications, [&](const Replication& r) { return sum(r, arrived) / r.elapsed(); });
  result.goodput_rps =
      over(replications, [&](const Replication& r) { return sum(r, succeeded) / r.elapsed(); });
  result.throughput_rps = over(replications, [&](const Replication& r) {
    return (sum(r, succeeded) + sum(r, failed)) / r.elapsed();
  });
  result.error_ratio = over(replications, [&](const Replication& r) {
    const double left = sum(r, succeeded) + sum(r, failed);
    return left > 0.0 ? sum(r, failed) / left : 0.0;
  });
  std::vector<stats::Histogram> histograms(replications.size());
  for (std::size_t k = 0; k < replications.size(); ++k) {
    for (std::size_t i = first; i < last; ++i)
      histograms[k].merge(replications[k].engine.classes()[i].response_s);
    result.requests +=
        static_cast<std::uint64_t>(sum(replications[k], succeeded) + sum(replications[k], failed));
  }
  result.latency = latency_of(histograms);
  return result;
}

/// One blueprint resource over all replicas of its group.
network::ResourcePerformance resource_performance(const std::vector<Replication>& replications,
                                                  const network::Group& group, std::size_t index) {
  const network::Resource& blueprint = group.resources[index];
  network::ResourcePerformance result;
  result.label = blueprint.label;
  result.capacity = blueprint.capacity * group.replicas;
  std::vector<double> busy;
  std::vector<double> queue;
  std::vector<double> wait;
  double visits_per_s = 0.0;
  for (const Replication& replication : replications) {
    const std::vector<ResourceTally> tallies = replication.engine.resources();
    ResourceTally sum;
    for (std::uint32_t r = 0; r < group.replicas; ++r) {
      const ResourceTally& tally =
          tallies[group.first_resource + r * group.resources.size() + index];
      sum.busy_area += tally.busy_area;
      sum.queue_area += tally.queue_area;
      sum.wait_sum += tally.wait_sum;
      sum.visits += tally.visits;
    }
    const double elapsed = replication.elapsed();
    busy.push_back(sum.busy_area / elapsed / result.capacity);
    queue.push_back(sum.queue_area / elapsed);
    wait.push_back(sum.visits > 0 ? sum.wait_sum / static_cast<double>(sum.visits) : 0.0);
    visits_per_s +=
        static_cast<double>(sum.visits) / elapsed / static_cast<double>(replications.size());
  }
  result.utilization = stats::mean_interval(busy);
  result.mean_queue = stats::mean_interval(queue);
  result.mean_wait_s = stats::mean_interval(wait);
  result.visits_per_s = visits_per_s;
  return result;
}

bool precise(const network::ClassPerformance& total, double precision) {
  const Estimate& errors = total.error_ratio;
  return stats::precise_enough(total.latency.mean, precision) &&
         stats::precise_enough(total.latency.p95, precision) &&
         stats::precise_enough(total.latency.p99, precision * 5.0 / 3.0) &&
         (errors.half_width() <= 1e-4 || stats::precise_enough(errors, 0.1));
}

/// Backlog that grows by more than its noise and by more than a hundredth of the throughput.
bool unstable(const std::vector<Replication>& replications, const network::ClassPerformance& total,
              Estimate& growth) {
  growth = over(replications, [](const Replication& r) { return r.growth_rps(); });
  const bool exhausted = std::any_of(
      replications.begin(), replications.end(),
      [](const Replication& r) { return r.outcome == Engine::Outcome::too_many_contexts; });
  return exhausted || (growth.low > 0.0 &&
                       growth.estimate > kGrowthOfThroughput * total.throughput_rps.estimate);
}

Performance summary(const network::Network& network, const std::vector<Replication>& replications) {
  Performance result;
  const std::size_t classes = network.sources.size();
  result.total = classes_together(replications, 0, classes);
  result.requests = result.total.requests;
  for (std::size_t i = 0; i < classes; ++i) {
    result.classes.push_back(classes_together(replications, i, i + 1));
    result.classes.back().name = network.sources[i].request_class;
  }
  for (const network::Group& group : network.groups) {
    network::ComponentPerformance component;
    component.name = group.component;
    for (std::size_t i = 0; i < group.resources.size(); ++i)
      component.resources.push_back(resource_performance(replications, group, i));
    result.components.push_back(component);
  }
  return result;
}

/// No steady state: no quantile is given, only how fast the backlog grows.
void mark_unstable(Performance& result, const Estimate& growth) {
  result.stable = false;
  result.backlog_growth_rps = growth;
  result.total.latency = {};
  for (network::ClassPerformance& each : result.classes) each.latency = {};
}

class Window {
 public:
  Window(const network::Network& network, const network::Load& load, const Options& options,
         std::stop_token stop)
      : network_(network), options_(options), stop_(std::move(stop)) {
    for (std::uint32_t i = 0; i < options.replications; ++i)
      replications_.push_back(
          {Engine(network, load,
                  {.seed = options.seed, .replication = i, .max_contexts = options.max_contexts})});
  }

  std::optional<Performance> solve() {
    each([this](Replication& r) { warm_up(r, stop_); });
    std::uint64_t chunk = kPilotRequests;
    std::uint64_t measured = 0;
    int passes = 0;
    for (;;) {
      each([this, chunk](Replication& r) {
        if (r.outcome == Engine::Outcome::reached) r.outcome = r.engine.run(chunk, stop_);
      });
      if (stop_.stop_requested()) return std::nullopt;
      if (idle()) return summary_of_nothing();
      measured += chunk;
      const auto total = classes_together(replications_, 0, network_.sources.size());
      Estimate growth;
      if (unstable(replications_, total, growth)) {
        Performance result = summary(network_, replications_);
        mark_unstable(result, growth);
        return result;
      }
      passes = precise(total, options_.precision) ? passes + 1 : 0;
      const bool spent = (measured + measured / 2) * replications_.size() > options_.max_requests;
      if (passes >= kPassesNeeded || spent) return finished(passes >= kPassesNeeded);
      chunk = measured / 2;  // checkpoints grow by 1.5 [Pawlikowski 1990]
    }
  }

 private:
  template <class Work>
  void each(const Work& work) {
    for_each_index(replications_.size(), options_.threads,
                   [&](std::size_t i) { work(replications_[i]); });
  }
  [[nodiscard]] bool idle() const {
    return std::any_of(replications_.begin(), replications_.end(),
                       [](const Replication& r) { return r.outcome == Engine::Outcome::idle; });
  }
  [[nodiscard]] Performance summary_of_nothing() const {
    Performance result;
    result.notes.emplace_back("no request arrives");
    for (const network::Source& source : network_.sources) {
      result.classes.emplace_back();
      result.classes.back().name = source.request_class;
    }
    return result;
  }
  [[nodiscard]] Performance finished(bool reached) const {
    Performance result = summary(network_, replications_);
    result.precision_reached = reached;
    if (std::any_of(replications_.begin(), replications_.end(),
                    [](const Replication& r) { return !r.warm; }))
      result.notes.emplace_back("the start-up may not have ended: MSER-5 asked for a longer run");
    return result;
  }

  const network::Network& network_;
  const Options options_;
  const std::stop_token stop_;
  std::vector<Replication> replications_;
};

}  // namespace

std::optional<Performance> simulate(const network::Network& network, const network::Load& load,
                                    const Options& options, std::stop_token stop) {
  HEADROOM_EXPECTS(options.replications >= 2 && options.precision > 0.0);
  HEADROOM_EXPECTS(load.sources.size() == network.sources.size());
  return Window(network, load, options, std::move(stop)).solve();
}

}  // namespace headroom::sim
