// Requests of a class that come at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/analytic/program_structure.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// At one blueprint resource to which the requests of a batch come together.
struct Batches {
  std::size_t resource = 0;
  std::uint32_t source = 0;
  double visits = 0.0;  ///< mean visits that come so, per request
  double others = 0.0;  ///< mean number of others that a request finds beside it
};

/// Of all sources. What a request does after its first service is no longer simultaneous with the
/// others, nor what follows a delay.
std::vector<Batches> batches(const network::Network& network, const ProgramStructure& structure);

/// Mean number of completions that one of 1 + `others` simultaneous arrivals at idle servers waits
/// for: the average of (j - servers)+ over its place j. Times the mean service, for one server, it
/// is what batches add to the wait in M/G/1 beyond the variability of their arrivals: others / 2.
/// [Gross & Harris, 3.1]
double places_behind(double others, double servers);

}  // namespace headroom::analytic
