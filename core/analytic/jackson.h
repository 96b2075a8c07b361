// Open product-form networks.
#pragma once

#include <vector>

namespace headroom::analytic {

/// Nodes with exponential servers, Poisson arrivals from outside, and random routing.
struct JacksonNetwork {
  std::vector<double> external_rate;         ///< by node, per second
  std::vector<std::vector<double>> routing;  ///< [from][to]; the rest of each row leaves
  std::vector<double> service_rate;          ///< by node, per server
  std::vector<int> servers;                  ///< by node
};

struct JacksonAnswer {
  bool stable = true;                ///< otherwise only rates, visits and utilisation are given
  std::vector<double> arrival_rate;  ///< by node
  std::vector<double> visits;        ///< by node, per request from outside
  std::vector<double> utilization;   ///< by node; may exceed 1
  std::vector<double> response_s;    ///< by node, per visit
  std::vector<double> mean_in_system;
  double total_in_system = 0.0;
  double end_to_end_s = 0.0;     ///< mean response of a request
  double saturation_rate = 0.0;  ///< external rate, in this proportion, that saturates a node
};

/// Traffic equations lambda = external + lambda P; every node is then M/M/c. [Jackson 1957, 1963]
/// Needs a network that every request leaves in the end.
JacksonAnswer jackson(const JacksonNetwork& network);

/// Several open classes at single-server stations that share their processor (or FCFS with one
/// exponential service time for all): residence of class r at k = D / (1 - U). [Baskett et al.
/// 1975]
struct OpenAnswer {
  bool stable = true;
  std::vector<double> utilization;               ///< by station
  std::vector<std::vector<double>> residence_s;  ///< by class, then station; stable only
  std::vector<double> response_s;                ///< by class
};
/// `demand_s`: [class][station].
OpenAnswer open_shared_stations(const std::vector<double>& arrival_rate,
                                const std::vector<std::vector<double>>& demand_s);

}  // namespace headroom::analytic
