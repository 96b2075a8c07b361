#include "core/sim/simulate.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iomanip>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "core/base/contracts.h"
#include "core/base/parallel.h"
#include "core/sim/bottleneck.h"
#include "core/sim/breakdown.h"
#include "core/sim/explain.h"
#include "core/sim/replication.h"
#include "core/sim/stopping.h"
#include "core/sim/summary.h"
#include "core/sim/widening.h"
#include "core/stats/interval.h"
#include "core/stats/warmup.h"

namespace headroom::sim {
namespace {

using network::Performance;

// Of one replication: the first checkpoint, at which 100 requests of each are beyond its p99.
constexpr std::uint64_t kFirstCheckpoint = 10000;
constexpr double kTurnovers = 5.0;  // of all that is in flight, for a start-up to be over
// Instability is a backlog that grows by more than this share of the throughput and by more than
// its noise: the interval of that confidence, far beyond 95 % because every checkpoint asks.
constexpr double kGrowthOfThroughput = 0.005;
constexpr double kGrowthConfidence = 0.999;
constexpr double kTailShare = 2.0;         // times the precision asked, for p99
constexpr double kErrorPrecision = 0.1;    // relative, of the error ratio, or
constexpr double kErrorResolution = 1e-4;  // absolute

bool errors_precise(const network::ClassPerformance& total) {
  return total.error_ratio.half_width() <= kErrorResolution ||
         stats::precise_enough(total.error_ratio, kErrorPrecision);
}

/// The widest half width, in units of the one that is asked for. [g/(1 + g): see precise_enough]
double excess(const network::ClassPerformance& total, double precision) {
  const auto of = [](const Estimate& estimate, double g) {
    return stats::relative_half_width(estimate) * (1.0 + g) / g;
  };
  const Estimate& errors = total.error_ratio;
  return std::max({of(total.latency.mean, precision), of(total.latency.p95, precision),
                   of(total.latency.p99, precision * kTailShare),
                   std::min(of(errors, kErrorPrecision), errors.half_width() / kErrorResolution)});
}

std::vector<double> growths(const Replications& replications) {
  return values_of(replications, [](const Replication& r) { return r.backlog_growth_rps(); });
}

/// Since the marks.
bool backlog_grows(const Replications& replications, double throughput_rps) {
  const Estimate growth = stats::mean_interval(growths(replications), kGrowthConfidence);
  return growth.low > 0.0 && growth.estimate > kGrowthOfThroughput * throughput_rps;
}

/// MSER-5 on the series averaged over replications: the start-up stands out of less noise.
bool start_up_over(const Replications& replications, std::uint64_t requests) {
  std::vector<double> average(replications.front().series());
  for (std::size_t i = 0; i < average.size(); ++i) {
    for (std::size_t r = 1; r < replications.size(); ++r) average[i] += replications[r].series()[i];
  }
  const double inside = over(replications, [](const Replication& r) {
                          return static_cast<double>(r.engine().inside());
                        }).estimate;
  return !stats::mser(average).too_short && static_cast<double>(requests) >= kTurnovers * inside;
}

Pressures pressures_of(const network::Network& network, const Performance& performance,
                       const Replications& replications) {
  Pressures pressures;
  std::vector<std::vector<double>> growth;
  for (const Replication& r : replications) growth.push_back(r.queue_growth());
  std::size_t resource = 0;
  for (std::size_t g = 0; g < network.groups.size(); ++g) {
    const std::vector<network::ResourcePerformance>& seen = performance.components[g].resources;
    pressures.emplace_back(seen.size());
    for (std::size_t i = 0; i < seen.size(); ++i)
      pressures[g][i].utilization = seen[i].utilization.estimate;
    for (std::uint32_t r = 0; r < network.groups[g].replicas; ++r) {
      for (Pressure& pressure : pressures[g]) {
        for (const std::vector<double>& each : growth) pressure.queue_growth += each[resource];
        ++resource;
      }
    }
  }
  return pressures;
}

void forget_times(network::ClassPerformance& performance) {
  performance.latency = {};
  performance.runs.p95_s.clear();
}

/// No steady state: no time and no queue is given, only how fast the backlog grows and where.
void mark_unstable(Performance& result, const network::Network& network,
                   const Replications& replications) {
  result.stable = false;
  result.backlog_growth_rps = stats::mean_interval(growths(replications));
  const auto limit = limiting_resource(network, pressures_of(network, result, replications));
  if (limit) {
    result.unstable_component = network.groups[limit->group].component;
    result.unstable_resource = network.groups[limit->group].resources[limit->resource].label;
  }
  forget_times(result.total);
  for (network::ClassPerformance& each : result.classes) forget_times(each);
  for (network::ComponentPerformance& component : result.components) {
    component.residence_s = {};
    for (network::ResourcePerformance& resource : component.resources)
      resource.mean_wait_s = resource.mean_queue = {};
  }
}

/// "p95 +- 7.3 % (5 % asked)", or nothing when it is precise enough.
std::string missed(const char* name, const Estimate& estimate, double precision) {
  if (stats::precise_enough(estimate, precision)) return "";
  std::ostringstream text;
  text << std::setprecision(2) << name << " +- " << 100.0 * stats::relative_half_width(estimate)
       << " % (" << 100.0 * precision << " % asked)";
  return text.str();
}

std::string precision_note(const network::ClassPerformance& total, double precision) {
  std::string note = "precision not reached";
  const char* separator = ": ";
  for (const std::string& each :
       {missed("mean", total.latency.mean, precision), missed("p95", total.latency.p95, precision),
        missed("p99", total.latency.p99, precision * kTailShare),
        errors_precise(total) ? "" : missed("error ratio", total.error_ratio, kErrorPrecision)}) {
    if (each.empty()) continue;
    note += separator + each;
    separator = ", ";
  }
  return note;
}

Performance nothing(const network::Network& network) {
  Performance result;
  result.notes.emplace_back("no request arrives");
  for (const network::Source& source : network.sources) {
    result.classes.emplace_back();
    result.classes.back().name = source.request_class;
  }
  return result;
}

class Window {
 public:
  Window(const network::Network& network, const network::Load& load, const Options& options,
         std::stop_token stop, bool traced = false)
      : network_(network), options_(options), stop_(std::move(stop)) {
    for (std::uint32_t i = 0; i < options.replications; ++i)
      replications_.emplace_back(Engine(network, load,
                                        {.seed = options.seed,
                                         .replication = i,
                                         .max_contexts = options.max_contexts,
                                         .traced = traced}));
  }

  [[nodiscard]] const Replications& replications() const { return replications_; }

  std::optional<Performance> solve() {
    warm_up();
    if (end_ == End::none) measure();
    if (end_ == End::stopped) return std::nullopt;
    if (end_ == End::idle) return nothing(network_);
    Performance result = end_ == End::precise || end_ == End::spent
                             ? std::move(*latest_)
                             : summary(network_, replications_);
    if (end_ == End::unstable) mark_unstable(result, network_, replications_);
    if (end_ == End::spent) {
      result.precision_reached = false;
      result.notes.push_back(precision_note(result.total, options_.precision));
    }
    if (!warm_ && end_ != End::unstable)
      result.notes.emplace_back("the start-up may not have ended: MSER-5 asked for a longer run");
    return result;
  }

 private:
  enum class End : std::uint8_t { none, stopped, idle, unstable, precise, spent };

  void each(const std::function<void(Replication&)>& work) {
    for_each_index(replications_.size(), options_.threads,
                   [&](std::size_t i) { work(replications_[i]); });
    if (stop_.stop_requested())
      end_ = End::stopped;
    else if (any(replications_, Engine::Outcome::idle))
      end_ = End::idle;
    else if (any(replications_, Engine::Outcome::too_many_contexts))
      end_ = End::unstable;
  }

  /// Deletes the start-up: the pilot is doubled until it was long enough, and all of it is dropped,
  /// which is more than the MSER-5 cut asks for. Its first part fills the empty system: what grows
  /// there says nothing.
  void warm_up() {
    record(options_.pilot_requests);
    while (started_ < options_.max_pilot_requests && end_ == End::none && !warm_) {
      record(started_);
      if (end_ != End::none) return;
      if (unstable(total().throughput_rps.estimate)) end_ = End::unstable;
      warm_ = growing_ == 0 && start_up_over(replications_, started_);
    }
  }

  void record(std::uint64_t requests) {
    each([&](Replication& r) {
      r.mark();
      r.run_recording(requests, stop_);
    });
    started_ += requests;
  }

  void measure() {
    each([](Replication& r) { r.mark(); });
    StoppingRule rule(std::max(started_, kFirstCheckpoint),
                      std::max<std::uint64_t>(1, options_.max_requests / replications_.size()));
    for (std::uint64_t measured = 0; end_ == End::none;) {
      const std::uint64_t more = rule.next() - measured;
      each([&](Replication& r) { r.run(more, stop_); });
      if (end_ != End::none) return;
      const double shrink =
          std::sqrt(static_cast<double>(measured) / static_cast<double>(measured + more));
      measured += more;
      look(shrink);
      rule.judge(excess(latest_->total, options_.precision));
      if (unstable(latest_->total.throughput_rps.estimate))
        end_ = End::unstable;
      else if (rule.precise())
        end_ = End::precise;
      else if (rule.spent())
        end_ = End::spent;
    }
  }

  /// A checkpoint, so much longer than the one before as `shrink` says (see widening.h).
  void look(double shrink) {
    Performance now = summary(network_, replications_);
    Performance shown = now;
    if (before_) widen(shown, *before_, shrink);
    before_ = std::move(now);
    latest_ = std::move(shown);
  }

  [[nodiscard]] network::ClassPerformance total() const {
    return classes_together(replications_, 0, network_.sources.size());
  }
  /// By the hint, or when the backlog was seen to grow twice in a row.
  [[nodiscard]] bool unstable(double throughput_rps) {
    growing_ = backlog_grows(replications_, throughput_rps) ? growing_ + 1 : 0;
    return options_.offered_utilization.value_or(0.0) >= 1.0 || growing_ >= 2;
  }

  const network::Network& network_;
  const Options options_;
  const std::stop_token stop_;
  Replications replications_;
  std::uint64_t started_ = 0;  ///< requests of the start-up, per replication
  bool warm_ = false;
  int growing_ = 0;  ///< looks in a row at which the backlog grew
  End end_ = End::none;
  std::optional<Performance> before_;  ///< at the last checkpoint, as measured
  std::optional<Performance> latest_;  ///< with the intervals that are shown
};

}  // namespace

std::optional<Performance> simulate(const network::Network& network, const network::Load& load,
                                    const Options& options, std::stop_token stop) {
  HEADROOM_EXPECTS(options.replications >= 2 && options.precision > 0.0);
  HEADROOM_EXPECTS(load.sources.size() == network.sources.size());
  return Window(network, load, options, std::move(stop)).solve();
}

std::optional<Explanation> explain(const network::Network& network, const network::Load& load,
                                   const Options& options, std::stop_token stop) {
  HEADROOM_EXPECTS(options.replications >= 2 && options.precision > 0.0);
  HEADROOM_EXPECTS(load.sources.size() == network.sources.size());
  Window window(network, load, options, std::move(stop), true);
  auto performance = window.solve();
  if (!performance) return std::nullopt;
  Explanation result{*std::move(performance), {}};
  if (result.performance.stable) result.classes = breakdowns(network, window.replications());
  return result;
}

}  // namespace headroom::sim
