#include "core/stats/warmup.h"

#include <vector>

#include "core/base/contracts.h"
#include "core/stats/batch_means.h"

namespace headroom::stats {

Truncation mser(std::span<const double> series, std::size_t batch) {
  HEADROOM_EXPECTS(batch >= 1);
  const std::size_t k = series.size() / batch;
  if (k < 2) return {.observations = 0, .statistic = 0.0, .too_short = true};
  const std::vector<double> means = means_of_batches(series.first(k * batch), batch);
  // From the end to the start, by Welford's updates: one pass gives every suffix.
  std::size_t best = 0;
  double best_statistic = 0.0;
  double mean = 0.0;
  double squares = 0.0;
  for (std::size_t d = k; d-- > 0;) {
    const auto kept = static_cast<double>(k - d);
    const double deviation = means[d] - mean;
    mean += deviation / kept;
    squares += deviation * (means[d] - mean);
    const double statistic = squares / (kept * kept);
    if (d == k / 2 || (d < k / 2 && statistic <= best_statistic)) {
      best = d;
      best_statistic = statistic;
    }
  }
  return {best * batch, best_statistic, best == k / 2};
}

}  // namespace headroom::stats
