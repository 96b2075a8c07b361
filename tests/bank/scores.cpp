#include "tests/bank/scores.h"

#include <algorithm>
#include <cmath>

#include "tests/bank/metrics.h"

namespace headroom::bank {
namespace {

constexpr double kNormal = 1.959963984540054;  // 97.5 % quantile
constexpr double kWidestTail = 0.03;
constexpr double kNoSpread = 1e-12;  // relative: the same in every replication
constexpr double kSame = 1e-9;       // relative

Score score_of(const Case& each, const Expectation& expected, const Metric& metric) {
  Score score{each.family, each.id, expected.metric, metric.estimate, expected.value};
  score.z = z_value(metric.estimate, expected.value);
  score.relative_half_width = metric.estimate.half_width() / std::abs(expected.value);
  if (metric.tail) score.widest = kWidestTail;
  return score;
}

}  // namespace

double z_value(const Estimate& estimate, double truth) {
  const double off = estimate.estimate - truth;
  const double half =
      off > 0.0 ? estimate.estimate - estimate.low : estimate.high - estimate.estimate;
  return off == 0.0 ? 0.0 : kNormal * off / half;
}

std::vector<Score> scores(const Case& each, const network::Performance& simulated) {
  std::vector<Score> result;
  for (const Expectation& expected : each.expectations) {
    if (!expected.simulated) continue;
    const Score score = score_of(each, expected, metric_of(simulated, expected.metric).value());
    const double off = std::abs(score.estimate.estimate - score.truth);
    if (score.relative_half_width > kNoSpread || off > kSame * std::abs(score.truth))
      result.push_back(score);
  }
  return result;
}

double Summary::share_beyond_196() const {
  return count == 0 ? 0.0 : static_cast<double>(beyond_196) / static_cast<double>(count);
}

Summary summary_of(std::span<const Score> scores) {
  Summary summary;
  for (const Score& each : scores) {
    ++summary.count;
    if (std::abs(each.z) > kNormal) ++summary.beyond_196;
    if (std::abs(each.z) > 3.0) ++summary.beyond_3;
    summary.largest = std::max(summary.largest, std::abs(each.z));
    summary.mean += each.z;
  }
  if (summary.count > 0) summary.mean /= static_cast<double>(summary.count);
  return summary;
}

}  // namespace headroom::bank
