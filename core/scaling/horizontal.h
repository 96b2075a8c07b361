// The Kubernetes HorizontalPodAutoscaler: how many pods it asks for, and how fast it lets that
// happen. Times are seconds on any clock that does not go back.
// [kubernetes/kubernetes, pkg/controller/podautoscaler/replica_calculator.go and horizontal.go;
// kubernetes/website, docs/concepts/workloads/autoscaling/horizontal-pod-autoscale.md]
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace headroom::scaling {

// ---------------------------------------------------------------- what the metrics ask for

/// A pod as the autoscaler sees it.
struct Pod {
  bool ready = true;
  bool measured = true;  ///< its metric has arrived
  double used = 0.0;     ///< of its request, ratio >= 0; rounded up to thousandths, as it is served
};

/// Pods that keep the mean use at `target` (ratio > 0, whole percent). The same number as now, the
/// size of `pods`, where use and target differ by no more than the share `tolerance`, where nothing
/// is measured, and where what is not known could turn the answer round: pods that are not ready
/// count as idle against growth, pods without a metric as idle against growth and as fully used
/// against shrinking.
std::uint32_t pods_for_use(std::span<const Pod> pods, double target, double tolerance);

/// The same where all `pods` are ready and use `used` of their request on average.
std::uint32_t pods_for_use(std::uint32_t pods, double used, double target, double tolerance);

/// Pods that leave `per_pod` > 0 of `total` >= 0 to each (a queue's messages, say): an external
/// metric of type AverageValue. `current` where that is within the tolerance.
std::uint32_t pods_for_total(std::uint32_t current, double total, double per_pod, double tolerance);

// ---------------------------------------------------------------- how fast it may happen

/// At most so many pods more, or fewer, than at the begin of the last `period_s`.
struct ScalingPolicy {
  enum class Unit : std::uint8_t { pods, percent };
  Unit unit = Unit::pods;
  std::uint32_t amount = 0;
  double period_s = 15.0;  ///< 1 to 1800

  friend bool operator==(const ScalingPolicy&, const ScalingPolicy&) = default;
};

enum class PolicySelect : std::uint8_t { most, least, disabled };

/// One direction of spec.behavior.
struct ScalingRules {
  /// What was asked for within this time holds too: growing no further than the least of it,
  /// shrinking no further than the most. 0 to 3600.
  double stabilization_s = 0.0;
  PolicySelect select = PolicySelect::most;
  std::vector<ScalingPolicy> policies;

  friend bool operator==(const ScalingRules&, const ScalingRules&) = default;
};

/// The defaults of autoscaling/v2: doubled or 4 more each 15 s, at once; shrinking as far as wanted
/// after 300 s.
ScalingRules default_growth();
ScalingRules default_shrinking();

struct PodLimits {
  std::uint32_t least = 1;
  std::uint32_t most = 1;
};

/// Remembers what was asked for and what was done.
class Stabilizer {
 public:
  Stabilizer(PodLimits limits, ScalingRules growth, ScalingRules shrinking);

  /// The number of pods from now on, out of `current` and of what the metrics ask for.
  std::uint32_t decide(double now, std::uint32_t current, std::uint32_t wanted);

 private:
  struct Note {
    double at;
    std::uint32_t pods;  ///< wanted, or changed by
  };
  [[nodiscard]] std::uint32_t stabilized(double now, std::uint32_t current, std::uint32_t wanted);
  [[nodiscard]] std::uint32_t most_now(double now, std::uint32_t current) const;
  [[nodiscard]] std::uint32_t least_now(double now, std::uint32_t current) const;
  /// Pods at the begin of the period of `policy`.
  [[nodiscard]] std::int64_t at_begin(double now, std::uint32_t current,
                                      const ScalingPolicy& policy) const;
  static std::uint32_t changed_since(const std::vector<Note>& notes, double since);
  void forget(double now);

  PodLimits limits_;
  ScalingRules growth_;
  ScalingRules shrinking_;
  std::vector<Note> wanted_;
  std::vector<Note> added_;
  std::vector<Note> removed_;
};

}  // namespace headroom::scaling
