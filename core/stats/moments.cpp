#include "core/stats/moments.h"

#include <cmath>
#include <numeric>

#include "core/base/contracts.h"

namespace headroom::stats {
namespace {

/// sum (x_i - mean_x)(y_i - mean_y)
double product_sum(std::span<const double> x, double mean_x, std::span<const double> y,
                   double mean_y) {
  double sum = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mean_x) * (y[i] - mean_y);
  return sum;
}

double mean_of(std::span<const double> values) {
  HEADROOM_EXPECTS(!values.empty());
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

Moments moments(std::span<const double> values) {
  const double mean = mean_of(values);
  const std::size_t n = values.size();
  if (n == 1) return {1, mean, 0.0};
  return {n, mean, product_sum(values, mean, values, mean) / static_cast<double>(n - 1)};
}

double lag1_correlation(std::span<const double> series) {
  const double mean = mean_of(series);
  const double squares = product_sum(series, mean, series, mean);
  if (squares == 0.0) return 0.0;
  const std::size_t pairs = series.size() - 1;
  return product_sum(series.first(pairs), mean, series.last(pairs), mean) / squares;
}

double correlation(std::span<const double> first, std::span<const double> second) {
  HEADROOM_EXPECTS(first.size() == second.size());
  const double mean1 = mean_of(first);
  const double mean2 = mean_of(second);
  const double squares1 = product_sum(first, mean1, first, mean1);
  const double squares2 = product_sum(second, mean2, second, mean2);
  if (squares1 == 0.0 || squares2 == 0.0) return 0.0;
  return product_sum(first, mean1, second, mean2) / std::sqrt(squares1 * squares2);
}

}  // namespace headroom::stats
