#include "core/projection/critical.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <boost/math/tools/toms748_solve.hpp>

#include "core/analytic/solve.h"
#include "core/projection/windows.h"

namespace headroom::projection {
namespace {

constexpr double kTolerance = 1e-9;  // of the interval
constexpr double kPreviewTolerance = 1e-3;
constexpr std::uintmax_t kMostSolutions = 200;

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

/// Above 0 where the target breaks: 1 without a steady state, -1 where there is nothing to measure.
/// Of stability: how far the most wanted resource is from saturation. Once stopped 0, which ends
/// a search.
class Excess {
 public:
  Excess(const Model& model, const Judged& judged, const Interval& interval,
         const std::stop_token& stop)
      : model_(model), judged_(judged), interval_(interval), stop_(stop), quantiles_(quantiles()) {}

  double operator()(double load) const {
    const auto performance =
        analytic::solve(*model_.network_at(load), model_.load_at(load), quantiles_, stop_);
    if (!performance) return 0.0;
    if (judged_.target == TargetKind::stability) return distance_to_saturation(*performance);
    if (!performance->stable) return 1.0;
    const auto value = measured_in(judged_, *performance);
    if (!value) return -1.0;
    return tamed(value->estimate * interval_.correction(load) / judged_.limit);
  }

 private:
  /// Composed ones only where the target depends on more than moments.
  [[nodiscard]] analytic::Quantiles quantiles() const {
    const bool loads_only =
        judged_.target == TargetKind::stability || judged_.target == TargetKind::utilization;
    return loads_only ? analytic::Quantiles::fitted : quantiles_of(interval_.preview);
  }
  /// From -1 to 1, of the sign of log(ratio): response times have a pole at saturation.
  static double tamed(double ratio) { return std::tanh(std::log(ratio)); }
  /// Who turns others away may be asked for more than it can do.
  static double distance_to_saturation(const network::Performance& performance) {
    double most = 0.0;
    for (const network::ComponentPerformance& component : performance.components)
      for (const network::ResourcePerformance& resource : component.resources)
        if (resource.refused_per_s.estimate <= 0.0)
          most = std::max({most, resource.offered_utilization, resource.utilization.estimate});
    return tamed(performance.stable ? std::min(most, 1.0 - kTolerance)
                                    : std::max(most, 1.0 + kTolerance));
  }

  const Model& model_;
  const Judged& judged_;
  const Interval& interval_;
  const std::stop_token& stop_;
  analytic::Quantiles quantiles_;
};

/// [Alefeld, Potra & Shi 1995, algorithm 748]
double crossing(const Model& model, const Judged& judged, const Interval& interval,
                const std::stop_token& stop) {
  const double low = interval.low.load;
  const double high = interval.high.load;
  const Excess excess(model, judged, interval, stop);
  const double at_low = excess(low);
  if (at_low > 0.0) return low;
  const double at_high = excess(high);
  if (at_high <= 0.0) return high;
  const double close = (interval.preview ? kPreviewTolerance : kTolerance) * (high - low);
  std::uintmax_t solutions = kMostSolutions;
  const auto found = boost::math::tools::toms748_solve(
      excess, low, high, at_low, at_high, [=](double a, double b) { return b - a <= close; },
      solutions);
  return found.second;
}

/// Whether an autoscaler may still start replicas: use is not proportional to load.
bool grows(const Window& window) {
  return std::ranges::any_of(window.simulated.components,
                             [](const network::ComponentPerformance& component) {
                               return component.replicas < component.most_replicas;
                             });
}

/// Straight line in the logarithm of what was simulated, for what the formulas do not see.
double interpolated(double low, double low_value, double high, double high_value, double limit) {
  if (low_value <= 0.0 || limit <= low_value) return high;
  const double part = std::log(limit / low_value) / std::log(high_value / low_value);
  return low + part * (high - low);
}

}  // namespace

double critical_between(const Model& model, const Judged& judged, const Window* kept,
                        const Window& broken, const std::stop_token& stop) {
  const double low = kept != nullptr ? kept->offered_rps : 0.0;
  double high = broken.offered_rps;
  if (low >= high) return high;
  // No more than saturation, which is known exactly.
  if (judged.target == TargetKind::stability)
    high = std::clamp(load_at_utilization(broken, 1.0).value_or(high), low, high);
  if (judged.target == TargetKind::utilization && !grows(broken))
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
  return crossing(model, judged,
                  {{low, below > 0.0 ? below : known}, {high, known}, broken.preview}, stop);
}

double critical_above(const Model& model, const Judged& judged, const Window& kept, double highest,
                      const std::stop_token& stop) {
  if (kept.offered_rps >= highest) return highest;
  if (judged.target == TargetKind::utilization && !grows(kept))
    if (const auto load = load_at_utilization(kept, judged.limit))
      return std::clamp(*load, kept.offered_rps, highest);
  const double correction = correction_in(judged, kept, 1.0);
  return crossing(model, judged,
                  {{kept.offered_rps, correction}, {highest, correction}, kept.preview}, stop);
}

std::optional<double> load_at_utilization(const Window& window, double utilization) {
  double highest = 0.0;
  for (const network::ComponentPerformance& component : window.simulated.components)
    for (const network::ResourcePerformance& resource : component.resources)
      highest = std::max(
          highest, resource.offered_utilization * component.replicas / component.most_replicas);
  if (highest <= 0.0) return std::nullopt;
  return window.offered_rps * utilization / highest;
}

}  // namespace headroom::projection
