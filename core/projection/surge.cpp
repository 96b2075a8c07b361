#include "core/projection/surge.h"

#include <algorithm>
#include <cmath>

#include "core/base/contracts.h"

namespace headroom::projection {
namespace {

constexpr std::int64_t kStep = 10;  // seconds: loads are known by the minute at best

}  // namespace

Overload overload(const std::function<double(Instant)>& load, double capacity, Instant from,
                  Instant until) {
  HEADROOM_EXPECTS(capacity > 0.0);
  Overload result;
  result.begins = until;
  result.ends = until;
  double backlog = 0.0;
  for (std::int64_t t = from.seconds; t < until.seconds; t += kStep) {
    const double excess = load({t + kStep / 2}) - capacity;
    const bool begun = result.begins < until;
    if (!begun && excess <= 0.0) continue;
    if (!begun) result.begins = {t};
    const double before = backlog;
    backlog += excess * static_cast<double>(kStep);
    result.peak_backlog = std::max(result.peak_backlog, backlog);
    if (backlog > 0.0) continue;
    result.ends = {t + std::llround(before / -excess)};
    break;
  }
  result.longest_wait = Seconds(result.peak_backlog / capacity);
  return result;
}

}  // namespace headroom::projection
