#include "core/sim/arrivals.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/contracts.h"

namespace headroom::sim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

RateIntegral::RateIntegral(const network::RateProfile& profile) {
  HEADROOM_EXPECTS(!profile.empty() && profile.front().at == Seconds(0.0));
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const double rate = profile[i].rate.value();
    HEADROOM_EXPECTS(rate >= 0.0);
    Piece piece{profile[i].at.value(), kInfinity, rate, 0.0, kInfinity};
    if (i + 1 < profile.size()) {
      const double next = profile[i + 1].rate.value();
      piece.length = profile[i + 1].at.value() - piece.start;
      HEADROOM_EXPECTS(piece.length >= 0.0);
      piece.slope = piece.length > 0.0 ? (next - rate) / piece.length : 0.0;
      piece.mass = piece.length * (rate + next) / 2.0;
    }
    pieces_.push_back(piece);
  }
}

std::optional<double> RateIntegral::advance(double amount) {
  used_ += amount;
  while (used_ >= pieces_[piece_].mass) used_ -= pieces_[piece_++].mass;
  const Piece& piece = pieces_[piece_];
  if (piece.rate == 0.0 && piece.slope == 0.0) return std::nullopt;
  // Root of rate s + slope s^2 / 2 = used, in the form that does not cancel.
  const double root = std::sqrt(std::max(0.0, piece.rate * piece.rate + 2.0 * piece.slope * used_));
  const double after = 2.0 * used_ / (piece.rate + root);
  return piece.start + std::min(after, piece.length);
}

BurstClock::BurstClock(const workload::Bursts& bursts, const random::StreamKey& key)
    : peak_(bursts.peak),
      calm_(bursts.calm()),
      busy_s_(bursts.length.value()),
      calm_s_((bursts.every - bursts.length).value()),
      lengths_(random::Distribution::exponential(1.0), key) {
  HEADROOM_EXPECTS(peak_ > 0.0 && busy_s_ > 0.0 && calm_s_ > 0.0);
  busy_ = std::exp(-lengths_.next()) >= bursts.busy();  // the first change turns it
  change();
}

void BurstClock::change() {
  busy_ = !busy_;
  now_ = until_;
  until_ += lengths_.next() * (busy_ ? busy_s_ : calm_s_);
}

double BurstClock::advance(double amount) {
  for (double factor = busy_ ? peak_ : calm_;; factor = busy_ ? peak_ : calm_) {
    const double left = factor * (until_ - now_);
    if (amount <= left && factor > 0.0) return now_ = std::min(until_, now_ + amount / factor);
    amount -= left;
    change();
  }
}

ReplayClock::ReplayClock(const workload::Replay& replay, const random::StreamKey& key)
    : gaps_(&replay.gaps),
      position_(static_cast<std::size_t>(random::UniformSite(key).next() *
                                         static_cast<double>(replay.gaps.size()))) {}

double expected_arrivals(const network::RateProfile& profile, double end) {
  double sum = 0.0;
  for (std::size_t i = 0; i < profile.size() && profile[i].at.value() < end; ++i) {
    const double start = profile[i].at.value();
    const double rate = profile[i].rate.value();
    const bool last = i + 1 == profile.size();
    const double stop = last ? end : profile[i + 1].at.value();
    const double then = last ? rate : profile[i + 1].rate.value();
    const double until = std::min(stop, end);
    if (until <= start) continue;
    const double reached = rate + (then - rate) * (until - start) / (stop - start);
    sum += (until - start) * (rate + reached) / 2.0;
  }
  return sum;
}

}  // namespace headroom::sim
