#include "core/projection/course.h"

#include <algorithm>
#include <cmath>
#include <variant>

#include "core/base/content.h"
#include "core/network/content.h"
#include "core/network/replicas.h"
#include "core/projection/resting.h"
#include "core/sim/transient.h"

namespace headroom::projection {
namespace {

constexpr double kLead = 0.05;         ///< of the duration, before the rise
constexpr double kFalls = 3.5;         ///< half-lives that are followed: 9 % of the peak is left
constexpr double kLeastFall = 0.25;    ///< of rise and hold, to see what recovers
constexpr double kPointsPerBin = 4.0;  ///< of the rate's profile
constexpr double kPerBin = 100.0;      ///< requests of one replication, at least
constexpr double kFewestBins = 6.0;
constexpr double kMostBins = 60.0;

constexpr double kRequests = 600'000.0;  ///< of all courses
constexpr double kElastic = 10.0;        ///< times as many
constexpr double kFewestRuns = 4.0;

struct Period {
  Instant from;
  std::int64_t seconds = 0;
};

Period period_of(const workload::Surge& surge) {
  const double up = surge.ramp.value() + surge.hold.value();
  const double lasts = up + std::max(kFalls * surge.half_life.value(), kLeastFall * up);
  const double lead = std::ceil(kLead * lasts);
  return {{surge.at.seconds - static_cast<std::int64_t>(lead)},
          static_cast<std::int64_t>(std::ceil(lead + lasts))};
}

/// The load of every source, by its share of the forecast, in whole seconds.
network::Load load_of(const Model& model, const workload::Forecast& central, const Period& period,
                      std::int64_t step) {
  network::Load load;
  load.sources.resize(model.shares().size());
  for (std::int64_t t = 0; t < period.seconds + step; t += step) {
    const double rate = central.rate_at({period.from.seconds + t});
    for (std::size_t s = 0; s < load.sources.size(); ++s)
      load.sources[s].profile.push_back(
          {Seconds(static_cast<double>(t)), PerSecond(rate * model.shares()[s])});
  }
  return load;
}

/// Where autoscalers rest under this load, by group.
std::vector<std::uint32_t> replicas_at(const Model& model, double total) {
  return resting_replicas(model.network(), model.demands(), model.load_at(total));
}

bool comes_in_bursts(const Model& model) {
  return std::ranges::any_of(model.network().sources, [](const network::Source& source) {
    return source.arrivals.bursts.has_value();
  });
}

double requests_of(const workload::Forecast& central, const Period& period) {
  constexpr int kSamples = 240;
  double sum = 0.0;
  for (int i = 0; i < kSamples; ++i)
    sum += central.rate_at({period.from.seconds + period.seconds * i / kSamples});
  return sum / kSamples * static_cast<double>(period.seconds);
}

/// Of every group whose replicas an autoscaler changes.
std::vector<ScaledComponent> scaled_in(const network::Network& network,
                                       const sim::Transient& passed) {
  std::vector<ScaledComponent> scaled;
  for (std::size_t g = 0; g < network.groups.size(); ++g) {
    if (!network.groups[g].scaling || passed.bins.empty()) continue;
    const Estimate first = passed.bins.front().replicas[g];
    scaled.push_back({network.groups[g].component, first, first});
    for (const sim::TransientBin& bin : passed.bins)
      if (bin.replicas[g].estimate > scaled.back().most.estimate)
        scaled.back().most = bin.replicas[g];
  }
  return scaled;
}

SurgeCourse told(const network::Network& network, const sim::Transient& passed,
                 const Period& period, const std::optional<Seconds>& target) {
  SurgeCourse course;
  course.from = period.from;
  course.until = {period.from.seconds + period.seconds};
  course.peak_backlog = passed.peak_backlog;
  course.recovered = passed.recovered;
  course.requests = passed.requests;
  course.scaled = scaled_in(network, passed);
  double slow = 0.0;
  for (const sim::TransientBin& bin : passed.bins) {
    if (target && bin.p95_s.estimate > target->value()) slow += (bin.to - bin.from).value();
    if (bin.error_ratio.estimate > course.worst_error_ratio.estimate)
      course.worst_error_ratio = bin.error_ratio;
    if (bin.p95_s.estimate <= course.worst_p95_s.estimate) continue;
    course.worst_p95_s = bin.p95_s;
    course.worst_at = {period.from.seconds +
                       static_cast<std::int64_t>((bin.from + bin.to).value() / 2.0)};
  }
  if (target) course.slow = Seconds(slow);
  return course;
}

std::string question(const network::Load& load, const sim::TransientOptions& asked) {
  const auto& [seed, duration, bins, replications, warm_up_requests, latency_limit, replicas,
               max_requests, max_contexts, threads] = asked;
  ContentWriter content;
  content.add(std::string("course"));
  content.add(network::content_of(load));
  content.add(seed);
  content.add(duration);
  content.add(bins);
  content.add(replications);
  content.add(warm_up_requests);
  content.add(latency_limit);
  for (const std::uint32_t count : replicas) content.add(count);
  content.add(max_requests);
  content.add(max_contexts);
  return content.take();
}

}  // namespace

double course_requests(const Model& model, const Options& options) {
  return !options.preview && network::scales(model.network()) ? kElastic * kRequests : kRequests;
}

std::optional<SurgeCourse> course_of(const Model& model, const workload::Forecast& central,
                                     const workload::Surge& surge, double budget,
                                     const Options& options, Cached& cached,
                                     const std::stop_token& stop) {
  const Period period = period_of(surge);
  if (period.seconds <= 0 || model.closed() || comes_in_bursts(model)) return std::nullopt;
  sim::TransientOptions asked;
  const double requests = requests_of(central, period);
  const double bins = std::clamp(requests / kPerBin, kFewestBins, kMostBins);
  const double step = static_cast<double>(period.seconds) / (bins * kPointsPerBin);
  asked.seed = options.seed;
  asked.duration = Seconds(static_cast<double>(period.seconds));
  asked.bins = static_cast<std::uint32_t>(bins);
  asked.threads = options.threads;
  asked.replicas = replicas_at(model, central.rate_at(period.from));
  const network::Load load =
      load_of(model, central, period, std::max<std::int64_t>(1, static_cast<std::int64_t>(step)));
  const double runs = std::floor(budget / std::max(1.0, sim::expected_requests(load, asked)));
  if (requests <= 0.0 || runs < kFewestRuns) return std::nullopt;
  asked.replications = static_cast<std::uint32_t>(std::min<double>(asked.replications, runs));
  const auto answer = cached.answer(question(load, asked), [&]() -> std::optional<KeptAnswer> {
    return sim::simulate_transient(model.network(), load, asked, stop);
  });
  if (answer == nullptr) return std::nullopt;
  // The target judges what happens and changes nothing: it is no part of the question.
  const std::optional<Seconds> target = model.scenario().targets.latency_p95;
  const sim::Transient passed = sim::judged_by(std::get<sim::Transient>(*answer), target);
  if (!passed.complete) return std::nullopt;
  return told(model.network(), passed, period, target);
}

}  // namespace headroom::projection
