#include "core/projection/critical.h"

#include <algorithm>
#include <cmath>

#include "core/analytic/solve.h"
#include "core/projection/windows.h"

namespace headroom::projection {
namespace {

constexpr int kBisections = 40;         // 1e-12 of the interval
constexpr int kPreviewBisections = 10;  // 1e-3

/// How much the simulation lies above the formulas in this window; `otherwise` where they have no
/// figures to compare, or the simulated one is not worth it: near saturation it falls short by far.
double correction_in(const Judged& judged, const Window& window, double otherwise) {
  const auto simulated = measured_in(judged, window.simulated);
  const auto analytic = measured_in(judged, window.analytic);
  if (!simulated || !analytic || !(window.simulated.precision_reached || window.preview))
    return otherwise;
  if (simulated->estimate <= 0.0 || analytic->estimate <= 0.0) return otherwise;
  return simulated->estimate / analytic->estimate;
}

struct End {
  double load = 0.0;
  double correction = 1.0;
};

/// Loads between which a target breaks; `low` keeps it.
struct Interval {
  End low;
  End high;
  bool preview = false;

  [[nodiscard]] double correction(double load) const {
    const double part = (load - low.load) / (high.load - low.load);
    return std::exp(std::lerp(std::log(low.correction), std::log(high.correction), part));
  }
};

bool keeps(const Model& model, const Judged& judged, const Interval& interval, double load) {
  const network::Performance performance =
      analytic::solve(model.network(), model.load_at(load), quantiles_of(interval.preview));
  if (!performance.stable) return false;
  const auto value = measured_in(judged, performance);
  return !value || value->estimate * interval.correction(load) <= judged.limit;
}

double bisected(const Model& model, const Judged& judged, const Interval& interval) {
  double low = interval.low.load;
  double high = interval.high.load;
  const int steps = interval.preview ? kPreviewBisections : kBisections;
  for (int i = 0; i < steps; ++i) {
    const double middle = (low + high) / 2.0;
    (keeps(model, judged, interval, middle) ? low : high) = middle;
  }
  return high;
}

/// Straight line in the logarithm of what was simulated, for what the formulas do not see.
double interpolated(double low, double low_value, double high, double high_value, double limit) {
  if (low_value <= 0.0 || limit <= low_value) return high;
  const double part = std::log(limit / low_value) / std::log(high_value / low_value);
  return low + part * (high - low);
}

}  // namespace

double critical_between(const Model& model, const Judged& judged, const Window* kept,
                        const Window& broken) {
  const double low = kept != nullptr ? kept->offered_rps : 0.0;
  double high = broken.offered_rps;
  if (low >= high) return high;
  // No more than saturation, which is known exactly.
  if (judged.target == TargetKind::stability)
    high = std::clamp(load_at_utilization(broken, 1.0).value_or(high), low, high);
  if (judged.target == TargetKind::utilization)
    if (const auto load = load_at_utilization(broken, judged.limit))
      return std::clamp(*load, low, high);
  const auto value = measured(judged, broken);
  const auto formula = measured_in(judged, broken.analytic);
  const bool seen =
      judged.target == TargetKind::stability || !value || !formula || formula->estimate > 0.0;
  if (!seen && kept != nullptr)
    return interpolated(low, measured(judged, *kept)->estimate, high, value->estimate,
                        judged.limit);
  const double below = kept != nullptr ? correction_in(judged, *kept, 0.0) : 0.0;
  const double above = correction_in(judged, broken, 0.0);
  const double known = above > 0.0 ? above : (below > 0.0 ? below : 1.0);
  return bisected(model, judged,
                  {{low, below > 0.0 ? below : known}, {high, known}, broken.preview});
}

double critical_above(const Model& model, const Judged& judged, const Window& kept,
                      double highest) {
  if (kept.offered_rps >= highest) return highest;
  if (judged.target == TargetKind::utilization)
    if (const auto load = load_at_utilization(kept, judged.limit))
      return std::clamp(*load, kept.offered_rps, highest);
  const double correction = correction_in(judged, kept, 1.0);
  return bisected(model, judged,
                  {{kept.offered_rps, correction}, {highest, correction}, kept.preview});
}

std::optional<double> load_at_utilization(const Window& window, double utilization) {
  double highest = 0.0;
  for (const network::ComponentPerformance& component : window.simulated.components)
    for (const network::ResourcePerformance& resource : component.resources)
      highest = std::max(highest, resource.offered_utilization);
  if (highest <= 0.0) return std::nullopt;
  return window.offered_rps * utilization / highest;
}

}  // namespace headroom::projection
