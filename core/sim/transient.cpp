#include "core/sim/transient.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "core/base/contracts.h"
#include "core/base/parallel.h"
#include "core/network/replicas.h"
#include "core/sim/arrivals.h"
#include "core/sim/autoscalers.h"
#include "core/sim/replication.h"
#include "core/sim/summary.h"
#include "core/stats/histogram.h"
#include "core/stats/interval.h"

namespace headroom::sim {
namespace {

constexpr double kSlowFactor = 2.0;  // times the p95 of the first bin

double rate_at_start(const network::Load::Entry& entry) {
  return (entry.profile.empty() ? entry.rate : entry.profile.front().rate).value();
}

/// Seconds in which the warm-up's requests come.
double warm_up_seconds(const network::Load& load, const TransientOptions& options) {
  double rate = 0.0;
  for (const network::Load::Entry& entry : load.sources) rate += rate_at_start(entry);
  return rate > 0.0 ? static_cast<double>(options.warm_up_requests) / rate : 0.0;
}

/// The load with its profiles held at their first rate for `delay` seconds.
network::Load delayed(network::Load load, double delay) {
  for (network::Load::Entry& entry : load.sources) {
    if (entry.profile.empty()) continue;
    for (network::RatePoint& point : entry.profile) point.at += Seconds(delay);
    entry.profile.insert(entry.profile.begin(), {Seconds(0.0), entry.profile.front().rate});
  }
  return load;
}

network::Network with_all_replicas(const network::Network& network) {
  std::vector<std::uint32_t> most;
  for (const network::Group& group : network.groups) most.push_back(network::most_replicas(group));
  return network::with_replicas(network, most);
}

/// p95 of the responses since the mark, all classes; 0 without any.
double p95_of(const Replication& replication) {
  stats::Histogram all;
  for (const ClassTally& tally : replication.engine().classes()) all.merge(tally.response_s);
  return all.empty() ? 0.0 : all.quantile(0.95);
}

class Run {
 public:
  Run(const network::Network& network, const network::Load& load, const TransientOptions& options,
      std::stop_token stop)
      : network_(with_all_replicas(network)),
        options_(options),
        stop_(std::move(stop)),
        sources_(network.sources.size()),
        origin_(warm_up_seconds(load, options)) {
    const network::Load shifted = delayed(load, origin_);
    const std::vector<std::uint32_t> replicas = replicas_at_start();
    for (std::uint32_t i = 0; i < options.replications; ++i) {
      replications_.emplace_back(
          Engine(network_, shifted,
                 {.seed = options.seed, .replication = i, .max_contexts = options.max_contexts}));
      autoscalers_.emplace_back(network_, replicas, replications_.back());
    }
  }

  std::optional<Transient> solve() {
    run_until(Seconds(0.0));
    for (std::uint32_t bin = 0; bin < options_.bins && going_on(); ++bin) {
      run_until(end_of(bin));
      if (going_on()) report(bin);
    }
    if (stop_.stop_requested()) return std::nullopt;
    result_.complete = !any(replications_, Engine::Outcome::too_many_contexts);
    if (!result_.complete)
      result_.notes.emplace_back("a replication exceeded the limit of requests in flight");
    result_.peak_backlog = stats::mean_interval(peaks_);
    return judged_by(std::move(result_), options_.latency_limit);
  }

 private:
  [[nodiscard]] Seconds end_of(std::uint32_t bin) const {
    return options_.duration * ((bin + 1.0) / options_.bins);
  }
  [[nodiscard]] bool going_on() const {
    return !stop_.stop_requested() && !any(replications_, Engine::Outcome::too_many_contexts);
  }

  /// Begins a new interval there.
  void run_until(Seconds time) {
    for_each_index(replications_.size(), options_.threads, [&](std::size_t i) {
      autoscalers_[i].mark(replications_[i]);
      autoscalers_[i].run_until(replications_[i], origin_ + time.value(), stop_);
    });
  }

  void report(std::uint32_t index) {
    const network::ClassPerformance all = classes_together(replications_, 0, sources_);
    const std::vector<double> backlogs = values_of(replications_, [](const Replication& r) {
      return static_cast<double>(r.engine().backlog());
    });
    const Seconds from = index == 0 ? Seconds(0.0) : end_of(index - 1);
    result_.bins.push_back({from, end_of(index), all.offered_rps, all.goodput_rps, all.error_ratio,
                            all.latency.mean, all.latency.p95, begun_rps(network_, replications_),
                            serving(), stats::mean_interval(backlogs)});
    result_.requests += all.requests;
    result_.p95s_of_bins.push_back(values_of(replications_, p95_of));
    for (std::size_t r = 0; r < peaks_.size(); ++r) peaks_[r] = std::max(peaks_[r], backlogs[r]);
  }

  [[nodiscard]] std::vector<std::uint32_t> replicas_at_start() const {
    if (!options_.replicas.empty()) return options_.replicas;
    std::vector<std::uint32_t> replicas;
    for (const network::Group& group : network_.groups) replicas.push_back(group.replicas);
    return replicas;
  }
  /// Replicas, by group.
  [[nodiscard]] std::vector<Estimate> serving() const {
    std::vector<std::vector<double>> values(network_.groups.size());
    for (const Autoscalers& each : autoscalers_) {
      const std::vector<std::uint32_t> replicas = each.serving();
      for (std::size_t g = 0; g < values.size(); ++g) values[g].push_back(replicas[g]);
    }
    std::vector<Estimate> estimates;
    for (const std::vector<double>& each : values) estimates.push_back(stats::mean_interval(each));
    return estimates;
  }

  const network::Network network_;  ///< with as many replicas as there may ever be
  const TransientOptions options_;
  const std::stop_token stop_;
  std::size_t sources_;
  double origin_;  ///< of the profiles, on the engines' clocks
  Replications replications_;
  std::vector<Autoscalers> autoscalers_;  ///< by replication
  Transient result_;
  std::vector<double> peaks_ = std::vector<double>(options_.replications, 0.0);
};

constexpr const char* kNothingUsual =
    "no request succeeded at the start: there is no usual latency";

/// The end of the last bin in which this replication was slow; 0 if it never was.
double recovered_at(const Transient& transient, std::size_t replication) {
  const std::vector<std::vector<double>>& p95s = transient.p95s_of_bins;
  std::size_t slow = p95s.size();
  while (slow > 0 && p95s[slow - 1][replication] <= transient.latency_limit.value()) --slow;
  return slow == 0 ? 0.0 : transient.bins[slow - 1].to.value();
}

}  // namespace

Transient judged_by(Transient transient, std::optional<Seconds> latency_limit) {
  std::erase(transient.notes, kNothingUsual);
  transient.recovered = true;
  transient.recovered_s = {};
  if (transient.bins.empty()) return transient;
  const double usual = transient.bins.front().p95_s.estimate;
  transient.latency_limit = latency_limit.value_or(Seconds(kSlowFactor * usual));
  if (transient.latency_limit == Seconds(0.0)) {
    transient.notes.emplace_back(kNothingUsual);
    return transient;
  }
  std::vector<double> recovered;
  for (std::size_t r = 0; r < transient.p95s_of_bins.front().size(); ++r)
    recovered.push_back(recovered_at(transient, r));
  const double end = transient.bins.back().to.value();
  transient.recovered = std::ranges::none_of(recovered, [&](double at) { return at == end; });
  transient.recovered_s = stats::mean_interval(recovered);
  return transient;
}

double expected_requests(const network::Load& load, const TransientOptions& options) {
  const double warm_up = warm_up_seconds(load, options);
  const double duration = options.duration.value();
  double sum = 0.0;
  for (const network::Load::Entry& entry : load.sources) {
    sum += rate_at_start(entry) * warm_up;
    sum += entry.profile.empty() ? entry.rate.value() * duration
                                 : expected_arrivals(entry.profile, duration);
  }
  return sum;
}

std::optional<Transient> simulate_transient(const network::Network& network,
                                            const network::Load& load,
                                            const TransientOptions& options, std::stop_token stop) {
  HEADROOM_EXPECTS(load.sources.size() == network.sources.size());
  HEADROOM_EXPECTS(options.duration > Seconds(0.0) && options.bins >= 1);
  HEADROOM_EXPECTS(options.replications >= 2);
  HEADROOM_EXPECTS(expected_requests(load, options) * options.replications <=
                   static_cast<double>(options.max_requests));
  return Run(network, load, options, std::move(stop)).solve();
}

}  // namespace headroom::sim
