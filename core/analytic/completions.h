// How fast a resource finishes what is inside, by the number inside.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace headroom::analytic {

class Completions {
 public:
  Completions() = default;
  /// n at min(n, capacity) servers; the capacity may be fractional.
  Completions(double capacity, double mean_service_s)
      : capacity_(capacity), mean_service_s_(mean_service_s) {}
  /// rates[n - 1] for n inside; the last one holds from there on. Needs at least one.
  explicit Completions(std::vector<double> rates) : rates_(std::move(rates)) {}

  /// Per second, with n >= 1 inside.
  [[nodiscard]] double rate(double n) const {
    if (rates_.empty()) return std::min(n, capacity_) / mean_service_s_;
    return rates_[std::min(rates_.size(), static_cast<std::size_t>(n)) - 1];
  }

 private:
  double capacity_ = 1.0;
  double mean_service_s_ = 0.0;
  std::vector<double> rates_;
};

}  // namespace headroom::analytic
