#include "core/scaling/horizontal.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/contracts.h"

namespace headroom::scaling {
namespace {

constexpr std::int64_t kMilli = 1000;
constexpr double kLongestPeriod = 3600.0;

/// Kubernetes' quantities are whole thousandths, rounded up.
std::int64_t milli(double ratio) {
  constexpr double kRounding = 1e-6;
  return static_cast<std::int64_t>(std::ceil(ratio * kMilli - kRounding));
}

/// Pods whose metrics count, and what they use together.
struct Use {
  std::int64_t pods = 0;
  std::int64_t milli = 0;

  void add(std::int64_t thousandths, std::int64_t count = 1) {
    pods += count;
    milli += thousandths * count;
  }
  /// Of the target; use is cut to whole percent first.
  [[nodiscard]] double ratio(double target) const {
    const std::int64_t percent = milli * 100 / (pods * kMilli);
    return static_cast<double>(percent) / std::round(target * 100.0);
  }
};

bool within(double ratio, double tolerance) {
  return ratio >= 1.0 - tolerance && ratio <= 1.0 + tolerance;
}

std::uint32_t ceil_pods(double pods) { return static_cast<std::uint32_t>(std::ceil(pods)); }

/// Where everything is known.
std::uint32_t pods_for(const Use& use, std::uint32_t current, double target, double tolerance) {
  const double ratio = use.ratio(target);
  return within(ratio, tolerance) ? current : ceil_pods(ratio * static_cast<double>(use.pods));
}

}  // namespace

// ---------------------------------------------------------------- what the metrics ask for

std::uint32_t pods_for_use(std::span<const Pod> pods, double target, double tolerance) {
  HEADROOM_EXPECTS(target > 0.0 && tolerance >= 0.0);
  const auto current = static_cast<std::uint32_t>(pods.size());
  Use use;
  std::int64_t missing = 0;
  std::int64_t unready = 0;
  for (const Pod& pod : pods) {
    if (!pod.measured)
      ++missing;
    else if (!pod.ready)
      ++unready;
    else
      use.add(milli(pod.used));
  }
  if (use.pods == 0) return current;
  const double ratio = use.ratio(target);
  const bool grows = ratio > 1.0;
  if (missing == 0 && (unready == 0 || !grows)) return pods_for(use, current, target, tolerance);

  const std::int64_t assumed = grows ? 0 : std::max(kMilli, milli(target));
  if (ratio != 1.0) use.add(assumed, missing);
  if (grows) use.add(0, unready);
  const double cautious = use.ratio(target);
  const bool turned = (ratio < 1.0 && cautious > 1.0) || (ratio > 1.0 && cautious < 1.0);
  if (within(cautious, tolerance) || turned) return current;
  const std::uint32_t wanted = ceil_pods(cautious * static_cast<double>(use.pods));
  const bool backwards =
      (cautious < 1.0 && wanted > current) || (cautious > 1.0 && wanted < current);
  return backwards ? current : wanted;
}

std::uint32_t pods_for_use(std::uint32_t pods, double used, double target, double tolerance) {
  HEADROOM_EXPECTS(pods > 0 && target > 0.0 && tolerance >= 0.0);
  Use use;
  use.add(milli(used), pods);
  return pods_for(use, pods, target, tolerance);
}

std::uint32_t pods_for_total(std::uint32_t current, double total, double per_pod,
                             double tolerance) {
  HEADROOM_EXPECTS(total >= 0.0 && per_pod > 0.0 && tolerance >= 0.0);
  if (current > 0 && within(total / (per_pod * current), tolerance)) return current;
  return ceil_pods(total / per_pod);
}

// ---------------------------------------------------------------- how fast it may happen

ScalingRules default_growth() {
  using Unit = ScalingPolicy::Unit;
  return {.stabilization_s = 0.0, .policies = {{Unit::percent, 100, 15.0}, {Unit::pods, 4, 15.0}}};
}

ScalingRules default_shrinking() {
  return {.stabilization_s = 300.0, .policies = {{ScalingPolicy::Unit::percent, 100, 15.0}}};
}

Stabilizer::Stabilizer(PodLimits limits, ScalingRules growth, ScalingRules shrinking)
    : limits_(limits), growth_(std::move(growth)), shrinking_(std::move(shrinking)) {
  HEADROOM_EXPECTS(limits.least <= limits.most);
}

std::uint32_t Stabilizer::decide(double now, std::uint32_t current, std::uint32_t wanted) {
  const std::uint32_t steady = stabilized(now, current, wanted);
  std::uint32_t pods = std::clamp(steady, limits_.least, limits_.most);
  if (steady > current)
    pods = std::min({steady, limits_.most, std::max(current, most_now(now, current))});
  if (steady < current)
    pods = std::max({steady, limits_.least, std::min(current, least_now(now, current))});
  if (pods > current) added_.push_back({now, pods - current});
  if (pods < current) removed_.push_back({now, current - pods});
  forget(now);
  return pods;
}

std::uint32_t Stabilizer::stabilized(double now, std::uint32_t current, std::uint32_t wanted) {
  std::uint32_t up = wanted;
  std::uint32_t down = wanted;
  for (const Note& note : wanted_) {
    if (note.at > now - growth_.stabilization_s) up = std::min(up, note.pods);
    if (note.at > now - shrinking_.stabilization_s) down = std::max(down, note.pods);
  }
  wanted_.push_back({now, wanted});
  return std::min(std::max(current, up), down);
}

std::uint32_t Stabilizer::most_now(double now, std::uint32_t current) const {
  if (growth_.select == PolicySelect::disabled) return current;
  const bool most = growth_.select == PolicySelect::most;
  std::int64_t result = most ? 0 : std::numeric_limits<std::uint32_t>::max();
  for (const ScalingPolicy& policy : growth_.policies) {
    const std::int64_t begin = at_begin(now, current, policy);
    const std::int64_t allowed = policy.unit == ScalingPolicy::Unit::pods
                                     ? begin + policy.amount
                                     : (begin * (100 + policy.amount) + 99) / 100;  // rounded up
    result = most ? std::max(result, allowed) : std::min(result, allowed);
  }
  return static_cast<std::uint32_t>(std::max<std::int64_t>(0, result));
}

std::uint32_t Stabilizer::least_now(double now, std::uint32_t current) const {
  if (shrinking_.select == PolicySelect::disabled) return current;
  const bool most = shrinking_.select == PolicySelect::most;
  std::int64_t result = most ? std::numeric_limits<std::uint32_t>::max() : 0;
  for (const ScalingPolicy& policy : shrinking_.policies) {
    const std::int64_t begin = at_begin(now, current, policy);
    const std::int64_t allowed = policy.unit == ScalingPolicy::Unit::pods
                                     ? begin - policy.amount
                                     : begin * (100 - std::min(100U, policy.amount)) / 100;
    result = most ? std::min(result, allowed) : std::max(result, allowed);
  }
  return static_cast<std::uint32_t>(std::max<std::int64_t>(0, result));
}

std::int64_t Stabilizer::at_begin(double now, std::uint32_t current,
                                  const ScalingPolicy& policy) const {
  const double since = now - policy.period_s;
  return std::int64_t{current} - changed_since(added_, since) + changed_since(removed_, since);
}

std::uint32_t Stabilizer::changed_since(const std::vector<Note>& notes, double since) {
  std::uint32_t sum = 0;
  for (const Note& note : notes)
    if (note.at > since) sum += note.pods;
  return sum;
}

void Stabilizer::forget(double now) {
  for (std::vector<Note>* notes : {&wanted_, &added_, &removed_})
    std::erase_if(*notes, [&](const Note& note) { return note.at <= now - kLongestPeriod; });
}

}  // namespace headroom::scaling
