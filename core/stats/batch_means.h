// Intervals for the mean of one long correlated run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/contracts.h"
#include "core/base/estimate.h"
#include "core/stats/student_t.h"

namespace headroom::stats {

/// Means of consecutive batches of `batch` >= 1 observations; an unfinished last batch is left out.
std::vector<double> means_of_batches(std::span<const double> series, std::size_t batch);

struct BatchMeans {
  Estimate mean;
  std::size_t batch_size = 0;
  double lag1 = 0.0;  ///< correlation of neighbouring batch means
  /// |lag1| < 0.2: the interval may be believed. Otherwise batches must be longer.
  [[nodiscard]] bool independent() const { return lag1 < 0.2 && lag1 > -0.2; }
};

/// t interval over `batches` >= 2 batches of equal size. Observations that do not divide are left
/// out at the start, where the run is least settled. Needs as many observations as batches. [Law &
/// Kelton, Simulation Modeling and Analysis, 3rd ed., 9.5.3]
BatchMeans batch_means(std::span<const double> series, std::size_t batches = 20,
                       double confidence = kConfidence);

/// Variance of the mean from all overlapping batches of m observations:
/// m sum_j (Y_j - Y)^2 / ((n - m)(n - m + 1)), j = 1 .. n - m + 1, Y the mean of the series.
/// [Meketon & Schmeiser, Proc. Winter Simulation Conf. 1984] Needs 1 <= m < n.
double overlapping_variance(std::span<const double> series, std::size_t m);

/// Mean of the series with the interval of overlapping batch means, m = n / batches, and
/// 1.5 (batches - 1) degrees of freedom.
Estimate overlapping_batch_means(std::span<const double> series, std::size_t batches = 20,
                                 double confidence = kConfidence);

/// A series of any length as at most `capacity` batch means, in constant memory: when it is full,
/// neighbours are joined and the batch size doubles.
class BatchSeries {
 public:
  /// Needs an even capacity >= 2 and batch >= 1.
  explicit BatchSeries(std::size_t capacity = 4096, std::uint64_t batch = 1);

  void record(double value) {
    sum_ += value;
    if (++in_batch_ == batch_) [[unlikely]]
      close_batch();
  }
  [[nodiscard]] std::span<const double> means() const { return means_; }  ///< of complete batches
  [[nodiscard]] std::uint64_t batch_size() const { return batch_; }

 private:
  void close_batch();

  std::size_t capacity_;
  std::uint64_t batch_;
  std::uint64_t in_batch_ = 0;
  double sum_ = 0.0;
  std::vector<double> means_;
};

}  // namespace headroom::stats
