// What limits an analytic answer, in plain words.
#pragma once

#include <string>
#include <vector>

#include "core/analytic/operating_point.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// One note for each approximation that the answer rests on.
std::vector<std::string> notes(const network::Network& network, const OperatingPoint& point);

}  // namespace headroom::analytic
