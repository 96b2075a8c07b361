#include "core/workload/resample.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/base/contracts.h"

namespace headroom::workload {
namespace {

constexpr double kHour = 3600.0;
constexpr double kDay = 24.0 * kHour;
constexpr double kLeastOfAnHour = 0.5;
constexpr double kLeastOfADay = 1.0 - 1e-9;  // whole, but for the rounding of sums

struct Stretch {
  double begin, end;  ///< seconds since 1970
  double rate_rps;
};

/// The time each sample stands for.
std::vector<Stretch> stretches(const History& history) {
  std::vector<Stretch> result;
  const std::vector<Sample>& samples = history.samples;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const auto begin = static_cast<double>(samples[i].at.seconds);
    double end = begin + history.step.value();
    if (i + 1 < samples.size()) {
      HEADROOM_EXPECTS(samples[i].at < samples[i + 1].at);
      end = std::min(end, static_cast<double>(samples[i + 1].at.seconds));
    }
    result.push_back({begin, end, samples[i].value});
  }
  return result;
}

Piece piece_of(const Stretch& stretch) {
  return {Instant{static_cast<std::int64_t>(stretch.begin)}, Seconds(stretch.end - stretch.begin),
          stretch.rate_rps};
}

/// Joins stretches in time order into the calendar pieces they fall in.
class Joiner {
 public:
  Joiner(double width, double least_share) : width_(width), least_share_(least_share) {}

  void add(const Stretch& stretch) {
    for (double begin = stretch.begin; begin < stretch.end;) {
      const double piece = std::floor(begin / width_) * width_;
      const double end = std::min(stretch.end, piece + width_);
      if (piece != piece_) close();
      piece_ = piece;
      covered_ += end - begin;
      requests_ += (end - begin) * stretch.rate_rps;
      begin = end;
    }
  }
  std::vector<Piece> finish() {
    close();
    return std::move(pieces_);
  }

 private:
  void close() {
    if (covered_ > 0.0 && covered_ >= least_share_ * width_)
      pieces_.push_back(
          {Instant{static_cast<std::int64_t>(piece_)}, Seconds(width_), requests_ / covered_});
    covered_ = 0.0;
    requests_ = 0.0;
  }

  double width_;
  double least_share_;
  double piece_ = 0.0;
  double covered_ = 0.0;
  double requests_ = 0.0;
  std::vector<Piece> pieces_;
};

Resolution resolution_of(double step) {
  if (step <= kHour) return Resolution::hour;
  return step < kDay ? Resolution::day : Resolution::step;
}

std::vector<Piece> joined(const std::vector<Stretch>& samples, double width, double least_share) {
  Joiner joiner(width, least_share);
  for (const Stretch& sample : samples) joiner.add(sample);
  return joiner.finish();
}

std::vector<Piece> pieces_of(const std::vector<Stretch>& samples, Resolution resolution) {
  if (resolution == Resolution::step) {
    std::vector<Piece> pieces;
    for (const Stretch& sample : samples) pieces.push_back(piece_of(sample));
    return pieces;
  }
  const bool hours = resolution == Resolution::hour;
  const double width = hours ? kHour : kDay;
  std::vector<Piece> pieces = joined(samples, width, hours ? kLeastOfAnHour : kLeastOfADay);
  return pieces.empty() ? joined(samples, width, 0.0) : pieces;
}

}  // namespace

Instant Piece::middle() const {
  return Instant{begin.seconds + static_cast<std::int64_t>(length.value() / 2.0)};
}

Pieces resampled(const History& history) {
  HEADROOM_EXPECTS(!history.samples.empty() && history.step.value() > 0.0);
  const std::vector<Stretch> samples = stretches(history);
  double measured = 0.0;
  for (const Stretch& sample : samples) measured += sample.end - sample.begin;
  const Resolution resolution = resolution_of(history.step.value());
  return {resolution, pieces_of(samples, resolution),
          measured / (samples.back().end - samples.front().begin)};
}

}  // namespace headroom::workload
