#include "core/sim/widening.h"

#include <algorithm>
#include <cmath>

#include "core/base/contracts.h"

namespace headroom::sim {
namespace {

using network::ClassPerformance;
using network::ComponentPerformance;
using network::Performance;
using network::ResourcePerformance;

double wider(double now, double before) {
  return before > now ? std::sqrt((now * now + before * before) / 2.0) : now;
}

void widen(Estimate& now, const Estimate& before, double shrink) {
  now.low = now.estimate - wider(now.estimate - now.low, shrink * (before.estimate - before.low));
  now.high =
      now.estimate + wider(now.high - now.estimate, shrink * (before.high - before.estimate));
}

/// The lower ends of times, rates and shares stay where those can be.
void widen_positive(Estimate& now, const Estimate& before, double shrink) {
  const double least = std::min(0.0, now.low);
  widen(now, before, shrink);
  now.low = std::max(least, now.low);
}

void widen(ResourcePerformance& now, const ResourcePerformance& before, double shrink) {
  widen_positive(now.utilization, before.utilization, shrink);
  widen_positive(now.mean_wait_s, before.mean_wait_s, shrink);
  widen_positive(now.mean_queue, before.mean_queue, shrink);
  widen_positive(now.refused_per_s, before.refused_per_s, shrink);
}

void widen(ComponentPerformance& now, const ComponentPerformance& before, double shrink) {
  widen_positive(now.throughput_rps, before.throughput_rps, shrink);
  widen_positive(now.residence_s, before.residence_s, shrink);
  widen_positive(now.error_ratio, before.error_ratio, shrink);
  for (std::size_t r = 0; r < now.resources.size(); ++r)
    widen(now.resources[r], before.resources[r], shrink);
}

}  // namespace

void widen(ClassPerformance& now, const ClassPerformance& before, double shrink) {
  widen_positive(now.offered_rps, before.offered_rps, shrink);
  widen_positive(now.throughput_rps, before.throughput_rps, shrink);
  widen_positive(now.goodput_rps, before.goodput_rps, shrink);
  widen_positive(now.error_ratio, before.error_ratio, shrink);
  widen_positive(now.latency.mean, before.latency.mean, shrink);
  widen_positive(now.latency.p50, before.latency.p50, shrink);
  widen_positive(now.latency.p95, before.latency.p95, shrink);
  widen_positive(now.latency.p99, before.latency.p99, shrink);
}

void widen(Performance& now, const Performance& before, double shrink) {
  HEADROOM_EXPECTS(now.classes.size() == before.classes.size() &&
                   now.components.size() == before.components.size());
  HEADROOM_EXPECTS(shrink > 0.0 && shrink <= 1.0);
  widen(now.total, before.total, shrink);
  for (std::size_t i = 0; i < now.classes.size(); ++i)
    widen(now.classes[i], before.classes[i], shrink);
  for (std::size_t g = 0; g < now.components.size(); ++g)
    widen(now.components[g], before.components[g], shrink);
}

}  // namespace headroom::sim
