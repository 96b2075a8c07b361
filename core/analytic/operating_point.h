// At which rates a network runs: what open classes bring, as far as it can be carried, and what
// closed classes reach.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/analytic/bottleneck.h"
#include "core/analytic/exactness.h"
#include "core/analytic/layers.h"
#include "core/network/network.h"

namespace headroom::analytic {

struct OperatingPoint {
  std::vector<double> offered;  ///< by source, requests per second; closed ones: their throughput
  std::vector<double> carried;  ///< the same where everything is stable
  double left_behind = 0.0;     ///< messages per second that nobody gets to
  std::optional<Bottleneck> bottleneck;    ///< the first to overflow if offered is not carried
  std::unique_ptr<const Layers> layers;    ///< at the carried rates
  std::unique_ptr<const Layers> overload;  ///< at the offered rates if they are not carried
  Exactness exactness;
  bool means_exact = false;
  bool exponential_response = false;  ///< G/M/1: the response is known to be
  /// By source: mean response of closed product-form networks; empty otherwise.
  std::vector<double> response_s;
};

/// Whether the quantiles of responses are theorems too: those of M/M/c, M/M/c/K and G/M/1.
bool quantiles_exact(const network::Network& network, const OperatingPoint& point);

/// Needs one Load entry per source. Once stopped, what it has is no answer.
OperatingPoint operating_point(const network::Network& network, const network::Load& load,
                               const std::stop_token& stop = {});

}  // namespace headroom::analytic
