// What the solvers said about one scenario. Belongs to the fingerprint of that scenario and to no
// other.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/projection/projection.h"

namespace headroom::gui {

/// How good an answer is; each stage replaces the one before.
enum class Stage : std::uint8_t { formulas, preview, full };

/// Calls from one component to another, as arrows show them.
struct Traffic {
  std::string from;
  std::string to;
  bool synchronous = true;
  std::vector<double> per_request;  ///< by request class, in the order of Performance::classes
};

struct Answer {
  std::string fingerprint;
  Stage stage = Stage::full;
  projection::Projection projection;
  std::vector<Traffic> traffic;
};
using AnswerPointer = std::shared_ptr<const Answer>;

/// Calls per second in a window: by the rates that the classes offer, by what is served of classes
/// that are users.
double rate_of(const Traffic& traffic, const projection::Window& window);
/// The first window of the kind in a month, nullptr without one.
const projection::Window* window_of(const Answer& answer, int month, projection::WindowKind kind);

}  // namespace headroom::gui
