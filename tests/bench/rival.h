// Other programs that simulate the same workloads.
//
// A folder of rivals holds programs w1, w2, w3, called with the name of a variant, the number of
// requests and a seed; they print "... 12.34 ns/req ..." by their own CPU time. The variants:
// "heap" or "heap4", a loop written for this one model, which shows what the machine allows, and
// "naive", what std::priority_queue, std::function and std::shared_ptr give.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace headroom::bench {

struct Rival {
  std::string what;
  std::string program;
  std::string variant;
  double request_ns = std::numeric_limits<double>::infinity();  ///< the least of all runs

  void run(double requests, std::uint64_t seed);
};

/// None if there is no folder. `workload` is W1, W2 or W3.
std::vector<Rival> rivals_of(const std::string& workload, const std::string& folder);

}  // namespace headroom::bench
