// Closed product-form networks: a fixed number of customers of each class, who think and come back.
#pragma once

#include <cstdint>
#include <vector>

namespace headroom::analytic {

/// One station of a closed network: FCFS with exponential service, or shared processors.
/// `demand_s`: visits x service time of one request, by class.
struct ClosedStation {
  std::vector<double> demand_s;
  double servers = 1.0;  ///< shared processors may be fractional
};

struct ClosedNetwork {
  std::vector<std::uint32_t> customers;  ///< by class
  std::vector<double> think_s;           ///< by class
  std::vector<ClosedStation> stations;
};

struct ClosedAnswer {
  std::vector<double> throughput;                ///< by class, requests per second
  std::vector<double> response_s;                ///< by class
  std::vector<std::vector<double>> residence_s;  ///< by class, then station
  std::vector<double> mean_in_system;            ///< by station
  std::vector<double> utilization;               ///< by station, of its servers
};

/// One class, stations of any number of servers: normalisation constants by convolution, without
/// subtractions; stations x customers^2 steps. [Buzen 1973] Needs exactly one class, some demand or
/// time to think, and at most kLargestConvolution customers.
inline constexpr std::uint32_t kLargestConvolution = 5000;
ClosedAnswer convolution(const ClosedNetwork& network);

/// Several classes, single servers: the exact recursion over all populations up to the customers;
/// (n1 + 1)(n2 + 1)... steps. [Reiser & Lavenberg 1980]
ClosedAnswer mean_value_analysis(const ClosedNetwork& network);

/// Schweitzer & Bard's estimate of what an arrival sees, for populations that are too many for the
/// recursion; several servers after Seidmann. Error typically a few per cent. [Schweitzer 1979]
ClosedAnswer approximate_mean_value_analysis(const ClosedNetwork& network);

/// Steps of the exact recursion up to which solve_closed takes it.
inline constexpr double kLargestRecursion = 200'000.0;

struct ClosedSolution {
  ClosedAnswer answer;
  bool exact = true;
};
/// Exact where one of the exact algorithms applies, else approximate.
ClosedSolution solve_closed(const ClosedNetwork& network);

/// Asymptotic bounds of the throughput of one class: min(N / (Z + D), min servers / demand).
/// [Denning & Buzen 1978]
double throughput_bound(const ClosedNetwork& network);

}  // namespace headroom::analytic
