// A mergeable log-linear histogram: quantiles of any number of times with bounded relative error.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/base/contracts.h"

namespace headroom::stats {

/// Counts of non-negative values. Each octave [2^e, 2^(e+1)) is cut into 128 buckets of equal
/// width, so that a bucket is at most 1/128 of its lower edge wide: a quantile is within 0.8 % of
/// the order statistic. Values below 2^-30 (0.93 ns, if in seconds) share one bucket and read as
/// the smallest value recorded; values from 2^30 on (34 years) share one and read as the largest.
/// Memory grows with the range of the values, at most 61 kB. Counts, and so quantiles, do not
/// depend on the order of records and merges; the sum does in its last digits.
class Histogram {
 public:
  static constexpr double kSmallest = 0x1p-30;
  static constexpr double kLargest = 0x1p30;

  /// Needs a number >= 0.
  void record(double value) {
    const std::uint64_t slot = bucket_of(value) - first_;
    if (slot < counts_.size()) [[likely]]
      ++counts_[slot];
    else
      record_outside(value);
    ++count_;
    sum_ += value;
    // Branches that are soon never taken, instead of two stores for every value.
    if (value < min_) [[unlikely]]
      min_ = value;
    if (value > max_) [[unlikely]]
      max_ = value;
  }
  void merge(const Histogram& other);
  void clear() { *this = Histogram(); }

  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] double sum() const { return sum_; }
  /// Of the values themselves, not of the buckets. These and the next need at least one record.
  [[nodiscard]] double mean() const;
  [[nodiscard]] double min() const;
  [[nodiscard]] double max() const;
  /// The value that a share p of the records does not exceed, interpolated within its bucket.
  /// Needs 0 <= p <= 1.
  [[nodiscard]] double quantile(double p) const;
  /// The share of the records <= value, interpolated within its bucket.
  [[nodiscard]] double share_up_to(double value) const;

  struct Bucket {
    double low;
    double high;
    std::uint64_t count;
  };
  /// The buckets that hold something, ascending; edges are cut to [min, max].
  [[nodiscard]] std::vector<Bucket> buckets() const;

 private:
  static constexpr unsigned kMantissaBits = 52;
  static constexpr unsigned kSubBits = 7;
  static constexpr std::uint64_t kPerOctave = std::uint64_t{1} << kSubBits;

  /// Sign, exponent and the first bits of the mantissa: consecutive numbers for consecutive
  /// buckets.
  static std::uint64_t bucket_of(double value) {
    return std::bit_cast<std::uint64_t>(value) >> (kMantissaBits - kSubBits);
  }
  static double lower_edge(std::uint64_t bucket) {
    return std::bit_cast<double>(bucket << (kMantissaBits - kSubBits));
  }
  void record_outside(double value);
  void cover(std::uint64_t first, std::uint64_t last);
  [[nodiscard]] double clamped(double value) const;

  std::uint64_t first_ = 0;            // bucket of counts_[0], at the start of an octave
  std::vector<std::uint64_t> counts_;  // whole octaves
  std::uint64_t below_ = 0;            // values < kSmallest
  std::uint64_t above_ = 0;            // values >= kLargest
  std::uint64_t count_ = 0;
  double sum_ = 0.0;
  double min_ = std::numeric_limits<double>::infinity();
  double max_ = 0.0;
};

}  // namespace headroom::stats
