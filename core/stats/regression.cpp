#include "core/stats/regression.h"

#include <cmath>
#include <limits>

#include "core/base/contracts.h"
#include "core/stats/moments.h"

namespace headroom::stats {

Line fit_line(std::span<const double> x, std::span<const double> y, double confidence) {
  HEADROOM_EXPECTS(x.size() == y.size() && x.size() >= 2);
  const double mean_x = moments(x).mean;
  const double mean_y = moments(y).mean;
  double squares = 0.0;
  double products = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    squares += (x[i] - mean_x) * (x[i] - mean_x);
    products += (x[i] - mean_x) * (y[i] - mean_y);
  }
  HEADROOM_EXPECTS(squares > 0.0);
  const double slope = products / squares;
  const double intercept = mean_y - slope * mean_x;
  if (x.size() == 2) {
    const double infinity = std::numeric_limits<double>::infinity();
    return {intercept, {slope, -infinity, infinity}};
  }
  double residuals = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double residual = y[i] - mean_y - slope * (x[i] - mean_x);
    residuals += residual * residual;
  }
  const auto degrees = static_cast<double>(x.size() - 2);
  const double error = std::sqrt(residuals / degrees / squares);
  return {intercept, Estimate::around(slope, two_sided_t(confidence, degrees) * error)};
}

}  // namespace headroom::stats
