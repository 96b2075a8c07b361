#include "core/analytic/bulk_service.h"

#include <algorithm>
#include <cmath>

#include "core/analytic/queueing.h"
#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

constexpr int kHalvings = 60;

/// r in (0, 1) with r + ... + r^size = load, for 0 < load < size.
double root_of(double load, std::uint32_t size) {
  double low = 0.0;
  double high = 1.0;
  for (int i = 0; i < kHalvings; ++i) {
    const double r = low + (high - low) / 2.0;
    const double sum = r * (1.0 - std::pow(r, size)) / (1.0 - r);
    (sum < load ? low : high) = r;
  }
  return low;
}

/// 0 or exponential.
Time sometimes(double probability, double mean) {
  if (mean <= 0.0) return {};
  const double given = mean / probability;
  return Time::from_second_moment(mean, 2.0 * probability * given * given);
}

double probability_of_waiting(double consumers, double busy) {
  return erlang_c(static_cast<int>(consumers), consumers * busy);
}

/// A free consumer takes what waits.
BulkService at_once(const BulkQueue& queue) {
  const double load = queue.arrival_rate * queue.handling.mean / queue.consumers;
  if (load >= queue.size) return {static_cast<double>(queue.size), {}};
  const double r = root_of(load, queue.size);
  const double all_busy = probability_of_waiting(queue.consumers, load / (load + 1.0 - r));
  const double variability =
      (1.0 + queue.handling.variance / (queue.handling.mean * queue.handling.mean)) / 2.0;
  BulkService result;
  result.batch = 1.0 / (1.0 - all_busy + all_busy * r / load);
  result.wait = sometimes(all_busy, variability * all_busy * r / (1.0 - r) / queue.arrival_rate);
  return result;
}

/// They come together first, and then wait as batches.
BulkService together(const BulkQueue& queue) {
  const double time = std::min(queue.linger_s, (queue.size - 1.0) / queue.arrival_rate);
  BulkService result;
  result.batch = std::min(1.0 + queue.arrival_rate * time, static_cast<double>(queue.size));
  BulkQueue batches = queue;
  batches.arrival_rate /= result.batch;
  batches.size = 1;
  result.wait = at_once(batches).wait + Time{time / 2.0, time * time / 12.0};
  return result;
}

}  // namespace

BulkService bulk_service(const BulkQueue& queue) {
  HEADROOM_EXPECTS(queue.arrival_rate > 0.0 && queue.consumers >= 1.0 && queue.size >= 1);
  const BulkService taken = at_once(queue);
  if (queue.linger_s <= 0.0 || queue.size == 1) return taken;
  const BulkService lingering = together(queue);
  return {std::max(taken.batch, lingering.batch),
          taken.wait.mean > lingering.wait.mean ? taken.wait : lingering.wait};
}

}  // namespace headroom::analytic
