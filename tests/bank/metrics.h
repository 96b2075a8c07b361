// The figures of an answer by their names.
#pragma once

#include <optional>
#include <string>

#include "core/network/performance.h"

namespace headroom::bank {

/// A figure of an answer.
struct Metric {
  Estimate estimate;
  bool quantile = false;  ///< of responses: network::Performance::quantile_method holds
  bool tail = false;      ///< p95 or p99
};

/// By name; nullopt where the answer has no such figure:
///   latency/mean, latency/p50, latency/p95, latency/p99, throughput, goodput, error_ratio
///   class/NAME/ and any of these
///   component/NAME/residence, throughput, error_ratio
///   resource/COMPONENT/LABEL/wait, queue, utilization, refused
std::optional<Metric> metric_of(const network::Performance& answer, const std::string& name);

}  // namespace headroom::bank
