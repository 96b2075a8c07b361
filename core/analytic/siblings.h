// Parallel calls that come to one line at the same moment: they share what they find there and wait
// for each other, so that they are not independent.
#pragma once

#include <cstdint>
#include <vector>

#include "core/analytic/visit.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// Children of one join whose first visits are the same ones.
struct SiblingGroup {
  std::vector<std::uint32_t> children;  ///< spawns and forks, at least two
  std::vector<std::uint32_t> contacts;  ///< steps where the first of them comes; a line each
};

/// Mean time until `waiting` and `running` of one family have been served by `servers` exponential
/// servers, all of them busy while some wait; in services. The first to end is as likely one of the
/// family as any other. waiting + running >= 1, running <= servers.
double until_all_served(int waiting, int running, int servers);

/// A family of `count` calls that is spread over the copies of a resource.
struct Spread {
  double used = 1.0;  ///< copies that some of them come to, in the mean
  double each = 1.0;  ///< of the family at each of these
};
Spread spread(const Meeting& meeting, int count);

/// A visit of so many who come to one line together, taken apart: what all wait for, and the visit
/// of each as if it came alone, so that the sum of the first and the longest of the second is when
/// the last ends.
struct ApartVisit {
  Time together;
  Visit own;
};
ApartVisit apart(const network::Resource& resource, const Visit& visit, double count);

}  // namespace headroom::analytic
