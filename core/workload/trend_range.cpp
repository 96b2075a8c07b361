#include "core/workload/trend_range.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/stats/moments.h"
#include "core/stats/student_t.h"

namespace headroom::workload {
namespace {

constexpr double kConfidenceOfRange = 0.9;  // as of typed ranges
constexpr std::size_t kFewest = 3;          // two residuals hardly tell how far they scatter

struct Deviations {
  std::vector<double> residual;
  double squares = 0.0;       ///< of the residuals
  double time_squares = 0.0;  ///< of the months
};

Deviations deviations(std::span<const TrendResidual> residuals) {
  Deviations result;
  std::vector<double> months;
  for (const TrendResidual& each : residuals) {
    result.residual.push_back(each.residual);
    months.push_back(each.months);
  }
  const stats::Moments values = stats::moments(result.residual);
  const auto degrees = static_cast<double>(residuals.size() - 1);
  for (double& residual : result.residual) residual -= values.mean;
  result.squares = values.variance * degrees;
  result.time_squares = stats::moments(months).variance * degrees;
  return result;
}

/// Mean product of neighbours over the mean square; 0 without neighbours.
double neighbour_correlation(std::span<const TrendResidual> residuals, const Deviations& from) {
  double products = 0.0;
  double pairs = 0.0;
  for (std::size_t i = 1; i < residuals.size(); ++i) {
    if (residuals[i].number != residuals[i - 1].number + 1) continue;
    products += from.residual[i] * from.residual[i - 1];
    pairs += 1.0;
  }
  if (pairs == 0.0 || from.squares == 0.0) return 0.0;
  return products / pairs / (from.squares / static_cast<double>(residuals.size()));
}

double effective_number(double n, double correlation, double parameters) {
  const double r = correlation + (parameters + (parameters + 2.0) * correlation) / n;
  if (r <= 0.0) return n;
  return std::max(parameters + 1.0, n * (1.0 - r) / (1.0 + r));
}

/// Of a mean in units of the residuals' standard deviation at one residual's worth.
double half_width(double n, double effective, TrendModel model) {
  const double p = model.growth ? 2.0 : 1.0;
  const double left = n - static_cast<double>(model.shape_parameters);
  const double degrees = std::min(effective, left) - p;
  const double error = std::sqrt((left - p) / left / (1.0 - p / effective) / effective);
  const double widest = stats::z_quantile((1.0 + kConfidenceOfRange) / 2.0);
  return std::min(widest, stats::two_sided_t(kConfidenceOfRange, degrees) * error);
}

}  // namespace

std::optional<TrendRange> trend_range(std::span<const TrendResidual> residuals, TrendModel model) {
  const std::size_t parameters = model.growth ? 2 : 1;
  if (residuals.size() < kFewest || residuals.size() <= parameters + model.shape_parameters)
    return std::nullopt;
  const Deviations from = deviations(residuals);
  if (model.growth && !(from.time_squares > 0.0)) return std::nullopt;
  const auto n = static_cast<double>(residuals.size());
  const auto p = static_cast<double>(parameters);
  const double effective = effective_number(n, neighbour_correlation(residuals, from), p);
  const double deviation =
      std::sqrt(from.squares / (n - p - static_cast<double>(model.shape_parameters)));
  TrendRange range;
  range.level = deviation * half_width(n, effective, model);
  if (model.growth) range.growth = range.level / std::sqrt(from.time_squares / n);
  return range;
}

}  // namespace headroom::workload
