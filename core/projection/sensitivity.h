// Which resource limits the system: what doubling each of them would save.
#pragma once

#include <map>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/projection/model.h"
#include "core/projection/projection.h"

namespace headroom::projection {

/// What limits a window: the resource whose backlog grows when it is unstable, else the first of
/// its bottlenecks, else its busiest resource.
struct Culprit {
  std::string component;
  std::string resource;
};

/// Remembers what it found for a load. Not for use by several threads at a time.
class Sensitivity {
 public:
  /// The model must outlive it. Once stopped, answers are empty.
  Sensitivity(const Model& model, std::stop_token stop) : model_(model), stop_(std::move(stop)) {}

  /// Every resource whose doubling shortens the mean response of the load by the analytic solver,
  /// the largest gain first. Resources at which less than 1e-4 of the time in the system is waited
  /// are not asked. Empty when the solver finds no steady state or nothing waits.
  const std::vector<Bottleneck>& bottlenecks(double offered);

  [[nodiscard]] Culprit culprit_of(const Window& window);

 private:
  [[nodiscard]] std::vector<Bottleneck> search(double offered) const;

  const Model& model_;
  std::stop_token stop_;
  std::map<double, std::vector<Bottleneck>> found_;  ///< by offered load
};

}  // namespace headroom::projection
