// Exponential and normal variates by the ziggurat of 256 layers. Internal to core/random.
// [Marsaglia & Tsang, The ziggurat method for generating random variables, J. Stat. Softw. 5(8),
// 2000]
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "core/random/stream_words.h"

namespace headroom::random {

/// Layers of equal area under a decreasing density f on [0, inf). Layer i > 0 is the rectangle
/// [0, edge[i]] between the heights f(edge[i]) and f(edge[i + 1]); layer 0 is the base strip with
/// the tail beyond edge[1], and edge[0] the width of a rectangle of the same area.
struct ZigguratLayers {
  static constexpr std::size_t kCount = 256;

  /// `last_edge` = edge[1]; `inverse` is that of f; `area` that of each layer.
  template <class Density, class Inverse>
  ZigguratLayers(double last_edge, double area, const Density& f, const Inverse& inverse) {
    edge[0] = area / f(last_edge);
    edge[1] = last_edge;
    for (std::size_t i = 1; i + 1 < kCount; ++i) edge[i + 1] = inverse(area / edge[i] + f(edge[i]));
    for (std::size_t i = 0; i <= kCount; ++i) height[i] = f(edge[i]);
  }

  /// The height of a point drawn uniformly from layer i, given a uniform u.
  [[nodiscard]] double height_in(std::size_t i, double u) const {
    return height[i] + u * (height[i + 1] - height[i]);
  }

  std::array<double, kCount + 1> edge{};    ///< from the widest to 0
  std::array<double, kCount + 1> height{};  ///< f of the edges
};

const ZigguratLayers& exponential_layers();  ///< f(x) = exp(-x)
const ZigguratLayers& normal_layers();       ///< f(x) = exp(-x^2 / 2)

/// A word gives the layer by its bits 0 to 7, a sign by bit 8, the abscissa by bits 11 to 63.
inline std::size_t layer_of(std::uint64_t word) { return word % ZigguratLayers::kCount; }

/// What follows when the first word of a variate does not decide it: 1.1 or 1.2 % of the draws.
double undecided_exponential(StreamWords& words, const ZigguratLayers& layers, std::size_t layer,
                             double x);
double undecided_half_normal(StreamWords& words, const ZigguratLayers& layers, std::size_t layer,
                             double x);

/// A unit exponential.
inline double exponential_variate(StreamWords& words, const ZigguratLayers& layers) {
  const std::uint64_t word = words.next();
  const std::size_t layer = layer_of(word);
  const double x = to_unit(word) * layers.edge[layer];
  if (x < layers.edge[layer + 1]) [[likely]]
    return x;
  return undecided_exponential(words, layers, layer, x);
}

/// A standard normal; the sign is that of the first word.
inline double normal_variate(StreamWords& words, const ZigguratLayers& layers) {
  const std::uint64_t word = words.next();
  const std::size_t layer = layer_of(word);
  double x = to_unit(word) * layers.edge[layer];
  if (x >= layers.edge[layer + 1]) [[unlikely]]
    x = undecided_half_normal(words, layers, layer, x);
  const std::uint64_t sign = (word & 0x100U) << 55U;
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) | sign);
}

}  // namespace headroom::random
