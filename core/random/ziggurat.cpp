#include "core/random/ziggurat.h"

#include <cmath>
#include <numbers>

namespace headroom::random {
namespace {

// The last edges for which 255 further layers of the same area end exactly at 0, from the paper.
constexpr double kExponentialEdge = 7.69711747013104972;
constexpr double kNormalEdge = 3.6541528853610088;

ZigguratLayers make_exponential_layers() {
  const double r = kExponentialEdge;
  return {r, (r + 1.0) * std::exp(-r), [](double x) { return std::exp(-x); },
          [](double y) { return -std::log(y); }};
}

ZigguratLayers make_normal_layers() {
  const double r = kNormalEdge;
  const double tail = std::sqrt(std::numbers::pi / 2.0) * std::erfc(r / std::numbers::sqrt2);
  return {r, r * std::exp(-0.5 * r * r) + tail, [](double x) { return std::exp(-0.5 * x * x); },
          [](double y) { return std::sqrt(-2.0 * std::log(y)); }};
}

/// The normal tail beyond `start`. [Marsaglia, Generating a variable from the tail of the normal
/// distribution, Technometrics 6 (1964)]
double normal_tail(StreamWords& words, double start) {
  for (;;) {
    const double x = -std::log(to_open_unit(words.next())) / start;
    const double y = -std::log(to_open_unit(words.next()));
    if (2.0 * y >= x * x) return start + x;
  }
}

}  // namespace

const ZigguratLayers& exponential_layers() {
  static const ZigguratLayers layers = make_exponential_layers();
  return layers;
}

const ZigguratLayers& normal_layers() {
  static const ZigguratLayers layers = make_normal_layers();
  return layers;
}

double undecided_exponential(StreamWords& words, const ZigguratLayers& layers, std::size_t layer,
                             double x) {
  // Beyond the last edge the exponential has no memory: begin again from there.
  if (layer == 0) return layers.edge[1] + exponential_variate(words, layers);
  if (layers.height_in(layer, words.unit()) < std::exp(-x)) return x;
  return exponential_variate(words, layers);
}

double undecided_half_normal(StreamWords& words, const ZigguratLayers& layers, std::size_t layer,
                             double x) {
  if (layer == 0) return normal_tail(words, layers.edge[1]);
  if (layers.height_in(layer, words.unit()) < std::exp(-0.5 * x * x)) return x;
  return std::abs(normal_variate(words, layers));
}

}  // namespace headroom::random
