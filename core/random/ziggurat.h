// Exponential variates by the ziggurat of 256 layers. Internal to core/random.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "core/random/streams.h"

namespace headroom::random {

/// Layers of equal area under exp(-x). Layer i > 0 is the rectangle [0, edge[i]] between the
/// heights exp(-edge[i]) and exp(-edge[i + 1]); layer 0 is the base strip with the tail beyond
/// edge[1]. [Marsaglia & Tsang, The ziggurat method for generating random variables, J. Stat.
/// Softw. 5(8), 2000]
class ExponentialZiggurat {
 public:
  static constexpr std::size_t kLayers = 256;
  static const ExponentialZiggurat& instance();

  /// A unit exponential. `next_word()` gives fresh words; 98.9 % of the draws need one.
  template <class Words>
  double sample(Words& words) const {
    double tail = 0.0;
    for (;;) {
      const std::uint64_t word = words.next();
      const std::size_t layer = word & (kLayers - 1);
      const double x = to_unit(word) * edge_[layer];
      if (x < edge_[layer + 1]) [[likely]]
        return tail + x;
      // Beyond the last edge the exponential has no memory: start again from there.
      if (layer == 0)
        tail += edge_[1];
      else if (in_wedge(layer, x, to_unit(words.next())))
        return tail + x;
    }
  }
  /// Base strip's nominal width, then 7.697... = edge(1) > ... > edge(256) = 0.
  [[nodiscard]] double edge(std::size_t i) const { return edge_[i]; }

 private:
  ExponentialZiggurat();
  [[nodiscard]] bool in_wedge(std::size_t layer, double x, double u) const {
    return height_[layer] + u * (height_[layer + 1] - height_[layer]) < std::exp(-x);
  }

  std::array<double, kLayers + 1> edge_{};
  std::array<double, kLayers + 1> height_{};
};

}  // namespace headroom::random
