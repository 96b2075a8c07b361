#include "core/stats/batch_means.h"

#include <cmath>
#include <numeric>

#include "core/stats/interval.h"
#include "core/stats/moments.h"

namespace headroom::stats {

std::vector<double> means_of_batches(std::span<const double> series, std::size_t batch) {
  HEADROOM_EXPECTS(batch >= 1);
  std::vector<double> means;
  means.reserve(series.size() / batch);
  for (std::size_t start = 0; start + batch <= series.size(); start += batch)
    means.push_back(moments(series.subspan(start, batch)).mean);
  return means;
}

BatchMeans batch_means(std::span<const double> series, std::size_t batches, double confidence) {
  HEADROOM_EXPECTS(batches >= 2 && series.size() >= batches);
  const std::size_t size = series.size() / batches;
  const std::vector<double> means = means_of_batches(series.last(size * batches), size);
  return {mean_interval(means, confidence), size, lag1_correlation(means)};
}

double overlapping_variance(std::span<const double> series, std::size_t m) {
  HEADROOM_EXPECTS(m >= 1 && m < series.size());
  const double mean = moments(series).mean;
  // Sums of deviations: small numbers, so that sliding the window loses no digits.
  double window = 0.0;
  for (const double value : series.first(m)) window += value - mean;
  double squares = window * window;
  for (std::size_t end = m; end < series.size(); ++end) {
    window += series[end] - series[end - m];
    squares += window * window;
  }
  const auto size = static_cast<double>(m);
  const auto rest = static_cast<double>(series.size() - m);
  return squares / size / (rest * (rest + 1.0));
}

Estimate overlapping_batch_means(std::span<const double> series, std::size_t batches,
                                 double confidence) {
  HEADROOM_EXPECTS(batches >= 2 && series.size() >= batches);
  const double variance = overlapping_variance(series, series.size() / batches);
  const double degrees = 1.5 * static_cast<double>(batches - 1);
  return Estimate::around(moments(series).mean,
                          two_sided_t(confidence, degrees) * std::sqrt(variance));
}

BatchSeries::BatchSeries(std::size_t capacity, std::uint64_t batch)
    : capacity_(capacity), batch_(batch) {
  HEADROOM_EXPECTS(capacity >= 2 && capacity % 2 == 0 && batch >= 1);
}

void BatchSeries::close_batch() {
  means_.push_back(sum_ / static_cast<double>(batch_));
  sum_ = 0.0;
  in_batch_ = 0;
  if (means_.size() < capacity_) return;
  means_ = means_of_batches(means_, 2);
  batch_ *= 2;
}

}  // namespace headroom::stats
