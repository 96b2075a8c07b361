#include "gui/solving/answer.h"

#include <algorithm>

namespace headroom::gui {

namespace {

/// Exact where the formulas know it; else as simulated.
double requests_of(const projection::Window& window, std::size_t request_class) {
  const auto& exact = window.analytic.classes;
  if (request_class < exact.size() && exact[request_class].offered_rps.estimate > 0.0)
    return exact[request_class].offered_rps.estimate;
  const network::ClassPerformance& one = window.simulated.classes[request_class];
  return one.offered_rps.estimate > 0.0 ? one.offered_rps.estimate : one.throughput_rps.estimate;
}

}  // namespace

double rate_of(const Traffic& traffic, const projection::Window& window) {
  const std::size_t classes = std::min(traffic.per_request.size(), window.simulated.classes.size());
  double rate = 0.0;
  for (std::size_t i = 0; i < classes; ++i) rate += traffic.per_request[i] * requests_of(window, i);
  return rate;
}

const projection::Window* window_of(const Answer& answer, int month, projection::WindowKind kind) {
  const auto& months = answer.projection.months;
  if (month < 0 || static_cast<std::size_t>(month) >= months.size()) return nullptr;
  return months[static_cast<std::size_t>(month)].window(kind);
}

}  // namespace headroom::gui
