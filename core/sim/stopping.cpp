#include "core/sim/stopping.h"

#include <algorithm>

#include "core/base/contracts.h"

namespace headroom::sim {
namespace {

constexpr double kLeastGrowth = 1.25;
constexpr double kMostGrowth = 8.0;
constexpr double kReserve = 1.05;         // beyond the length predicted, not to fail by a hair
constexpr double kShareUnchecked = 0.25;  // of the first checkpoint, that must suffice there

}  // namespace

StoppingRule::StoppingRule(std::uint64_t first, std::uint64_t budget)
    : budget_(budget), next_(std::min(first, budget)) {
  HEADROOM_EXPECTS(first >= 1 && budget >= 1);
}

void StoppingRule::judge(double excess) {
  HEADROOM_EXPECTS(excess >= 0.0);
  const auto length = static_cast<double>(next_);
  const double needed = length * excess * excess;
  const bool confirmed = predicted_ ? *predicted_ <= length : needed <= kShareUnchecked * length;
  spent_ = next_ == budget_;
  precise_ = needed <= length && (confirmed || spent_);
  const double goal = std::clamp(kReserve * std::max(needed, predicted_.value_or(0.0)),
                                 kLeastGrowth * length, kMostGrowth * length);
  predicted_ = needed;
  next_ = std::min(budget_, std::max(next_ + 1, static_cast<std::uint64_t>(goal)));
}

}  // namespace headroom::sim
