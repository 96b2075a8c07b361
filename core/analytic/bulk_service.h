// Consumers that take several messages at a time.
#pragma once

#include <cstdint>
#include <limits>

#include "core/analytic/time.h"

namespace headroom::analytic {

/// What messages meet that are handed over `size` at a time, at most.
struct BulkQueue {
  double arrival_rate = 0.0;  ///< messages per second, > 0
  Time handling;              ///< of one batch
  double consumers = 1.0;     ///< whole, at least 1
  std::uint32_t size = 1;     ///< messages of a full batch, at least 1
  double linger_s = 0.0;  ///< a message waits so long for a full batch, then for a consumer only
};

struct BulkService {
  double batch = 1.0;  ///< mean messages that are taken together, 1 to `size`
  Time wait;           ///< of a message; 0 when the consumers cannot keep up
};

/// One consumer with exponential handling that takes what waits, M/M[b]/1, is exact: while it is
/// busy the number that waits is geometric with the root r of r + r^2 + ... + r^b = lambda/mu.
/// [Bailey 1954; Gross & Harris, Fundamentals of Queueing Theory, 3.2] Several consumers wait as
/// one that is as fast, with the probability that Erlang C gives for their load; other times are
/// corrected as by Allen and Cunneen. Those that linger wait half of the time that a batch takes to
/// come together, and then as whole batches do.
BulkService bulk_service(const BulkQueue& queue);

}  // namespace headroom::analytic
