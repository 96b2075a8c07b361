// The load at which a target breaks.
#pragma once

#include <stop_token>

#include "core/projection/breach.h"

namespace headroom::projection {

/// Offered load above that of `kept` (nullptr: above 0) and up to that of `broken` at which the
/// target breaks, which it need not do in `broken` itself. The analytic solver gives the shape of
/// the curve between them; it is corrected so that it meets what was simulated at both ends,
/// log-linearly between. That of `broken` if it is not above `kept`. Once stopped, any load.
double critical_between(const Model& model, const Judged& judged, const Window* kept,
                        const Window& broken, const std::stop_token& stop);

/// The same above a window without a broken one, up to `highest`, which is returned where nothing
/// breaks before.
double critical_above(const Model& model, const Judged& judged, const Window& kept, double highest,
                      const std::stop_token& stop);

/// Load at which the busiest station is asked for `utilization` of what it has, by the utilisation
/// law and with as many replicas as autoscalers may start. Nothing where that law says nothing: no
/// station is used, or the load is a population.
std::optional<double> load_at_utilization(const Window& window, double utilization);

}  // namespace headroom::projection
