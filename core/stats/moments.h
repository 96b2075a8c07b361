// Mean, variance and serial correlation of a series.
#pragma once

#include <cstddef>
#include <span>

namespace headroom::stats {

struct Moments {
  std::size_t count = 0;
  double mean = 0.0;
  double variance = 0.0;  ///< of the sample, divided by count - 1; 0 for one value
};

/// Needs at least one value. Two passes.
Moments moments(std::span<const double> values);

/// sum (x_i - m)(x_(i+1) - m) / sum (x_i - m)^2; 0 for a constant series.
double lag1_correlation(std::span<const double> series);

/// Pearson's correlation; 0 if either is constant. Needs two series of the same length >= 1.
double correlation(std::span<const double> first, std::span<const double> second);

}  // namespace headroom::stats
