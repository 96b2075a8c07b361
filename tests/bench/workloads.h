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
  std::string plain;  ///< of the same workload without the feature; empty: this is it
  network::Network network;
  double rate = 0.0;        ///< requests per second
  bool profile = false;     ///< the rate is given as one that changes
  bool by_station = false;  ///< simulated station by station instead of event by event
  double requests = 0.0;
  double events = 0.0;  ///< per request
  std::vector<Truth> truths;
};

/// W1: M/M/1 at utilisation 0.8. W2: the open web tier, and with features that change none of its
/// figures. W3: the synchronous call tree.
std::vector<Workload> workloads();

/// Network and rate of a scenario that is given as text.
Workload workload_of(const std::string& text);

network::Load load_of(const Workload& workload);

}  // namespace headroom::bench
