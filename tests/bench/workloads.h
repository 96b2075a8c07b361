// The standard workloads of the engine with what is known of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/network/network.h"

namespace headroom::bench {

/// A published or exact value of a workload, with the relative error that a reference run may have.
struct Truth {
  std::string what;  ///< "mean", "p95", "p99", "utilization/app/CPU"
  double value = 0.0;
  double error = 0.0;
};

struct Workload {
  std::string name;
  network::Network network;
  double rate = 0.0;  ///< requests per second
  double requests = 0.0;
  double events = 0.0;  ///< per request
  std::vector<Truth> truths;
};

/// W1: M/M/1 at utilisation 0.8. W2: the open web tier. W3: the synchronous call tree.
std::vector<Workload> workloads();

}  // namespace headroom::bench
