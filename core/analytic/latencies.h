// Mean and quantiles of responses at an operating point.
#pragma once

#include <cstddef>
#include <vector>

#include "core/analytic/operating_point.h"
#include "core/analytic/solve.h"
#include "core/analytic/spectra.h"
#include "core/network/network.h"
#include "core/network/performance.h"

namespace headroom::analytic {

class Latencies {
 public:
  /// Keeps references to both.
  Latencies(const network::Network& network, const OperatingPoint& point, Quantiles quantiles);

  /// Of the succeeded requests of these sources together.
  [[nodiscard]] network::Latency of(const std::vector<std::size_t>& sources) const;

  /// Share of the requests of a source that do not miss its deadline.
  [[nodiscard]] double in_time(std::size_t source) const { return in_time_[source]; }

 private:
  void keep_deadline(std::size_t source);
  [[nodiscard]] Time response(std::size_t source) const;
  [[nodiscard]] network::Latency of_single_station(std::uint32_t group) const;

  const network::Network& net_;
  const OperatingPoint& point_;
  std::vector<SampledLaw> laws_;  ///< by source; unused where nothing succeeds
  std::vector<double> means_;     ///< by source
  std::vector<double> in_time_;   ///< by source
};

}  // namespace headroom::analytic
