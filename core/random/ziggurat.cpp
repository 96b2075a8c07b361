#include "core/random/ziggurat.h"

namespace headroom::random {

ExponentialZiggurat::ExponentialZiggurat() {
  constexpr double kLastEdge = 7.69711747013104972;  // for 256 layers, Marsaglia & Tsang 2000
  const double area = (kLastEdge + 1.0) * std::exp(-kLastEdge);
  edge_[0] = area * std::exp(kLastEdge);
  edge_[1] = kLastEdge;
  for (std::size_t i = 1; i + 1 < kLayers; ++i)
    edge_[i + 1] = -std::log(area / edge_[i] + std::exp(-edge_[i]));
  edge_[kLayers] = 0.0;
  for (std::size_t i = 0; i <= kLayers; ++i) height_[i] = std::exp(-edge_[i]);
}

const ExponentialZiggurat& ExponentialZiggurat::instance() {
  static const ExponentialZiggurat ziggurat;
  return ziggurat;
}

}  // namespace headroom::random
