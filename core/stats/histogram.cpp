#include "core/stats/histogram.h"

#include <algorithm>

namespace headroom::stats {

void Histogram::record_outside(double value) {
  HEADROOM_EXPECTS(value >= 0.0);
  if (value < kSmallest) {
    ++below_;
  } else if (value >= kLargest) {
    ++above_;
  } else {
    const std::uint64_t bucket = bucket_of(value);
    cover(bucket, bucket);
    ++counts_[bucket - first_];
  }
}

/// Grows the counts to whole octaves around the buckets first to last.
void Histogram::cover(std::uint64_t first, std::uint64_t last) {
  std::uint64_t low = first / kPerOctave * kPerOctave;
  std::uint64_t end = (last / kPerOctave + 1) * kPerOctave;
  if (!counts_.empty()) {
    low = std::min(low, first_);
    end = std::max(end, first_ + counts_.size());
    counts_.insert(counts_.begin(), first_ - low, 0);
  }
  first_ = low;
  counts_.resize(end - low);
}

void Histogram::merge(const Histogram& other) {
  if (!other.counts_.empty()) {
    cover(other.first_, other.first_ + other.counts_.size() - 1);
    const std::uint64_t shift = other.first_ - first_;
    for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[shift + i] += other.counts_[i];
  }
  below_ += other.below_;
  above_ += other.above_;
  count_ += other.count_;
  sum_ += other.sum_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
}

double Histogram::mean() const {
  HEADROOM_EXPECTS(count_ > 0);
  return sum_ / static_cast<double>(count_);
}

double Histogram::min() const {
  HEADROOM_EXPECTS(count_ > 0);
  return min_;
}

double Histogram::max() const {
  HEADROOM_EXPECTS(count_ > 0);
  return max_;
}

double Histogram::clamped(double value) const { return std::clamp(value, min_, max_); }

double Histogram::quantile(double p) const {
  HEADROOM_EXPECTS(count_ > 0 && p >= 0.0 && p <= 1.0);
  const double rank = p * static_cast<double>(count_);
  double passed = static_cast<double>(below_);
  if (rank <= passed) return min_;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    const auto inside = static_cast<double>(counts_[i]);
    if (inside > 0.0 && rank <= passed + inside) {
      const double low = lower_edge(first_ + i);
      const double high = lower_edge(first_ + i + 1);
      return clamped(low + (high - low) * (rank - passed) / inside);
    }
    passed += inside;
  }
  return max_;
}

double Histogram::share_up_to(double value) const {
  HEADROOM_EXPECTS(count_ > 0 && value >= 0.0);
  if (value < min_) return 0.0;
  if (value >= max_) return 1.0;
  auto passed = static_cast<double>(below_);
  if (value >= kSmallest) {
    const std::uint64_t bucket = bucket_of(value);
    const std::uint64_t end =
        std::min<std::uint64_t>(bucket - std::min(bucket, first_), counts_.size());
    for (std::size_t i = 0; i < end; ++i) passed += static_cast<double>(counts_[i]);
    if (bucket >= first_ && bucket - first_ < counts_.size()) {
      const double low = lower_edge(bucket);
      const double part = (value - low) / (lower_edge(bucket + 1) - low);
      passed += part * static_cast<double>(counts_[bucket - first_]);
    }
  }
  return passed / static_cast<double>(count_);
}

std::vector<Histogram::Bucket> Histogram::buckets() const {
  std::vector<Bucket> result;
  if (below_ > 0) result.push_back({min_, clamped(kSmallest), below_});
  for (std::size_t i = 0; i < counts_.size(); ++i)
    if (counts_[i] > 0)
      result.push_back(
          {clamped(lower_edge(first_ + i)), clamped(lower_edge(first_ + i + 1)), counts_[i]});
  if (above_ > 0) result.push_back({clamped(kLargest), max_, above_});
  return result;
}

}  // namespace headroom::stats
