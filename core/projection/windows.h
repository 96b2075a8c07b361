// The windows of the year and their solution.
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/analytic/solve.h"
#include "core/projection/cached.h"
#include "core/projection/project.h"
#include "core/sim/explain.h"

namespace headroom::projection {

/// What is to be solved: everything of a Window but its answers.
struct WindowPlan {
  int month_index = 0;
  WindowKind kind = WindowKind::peak;
  std::string surge;
  Instant at;
  double offered_rps = 0.0;
};

/// Typical and peak of every month, and every surge in the month in which it culminates.
std::vector<WindowPlan> plan_windows(const std::vector<workload::MonthLoad>& months);

/// Of the formulas: fitted in a preview.
analytic::Quantiles quantiles_of(bool preview);

/// The analytic answer at an offered load, with what every resource is asked for by the utilisation
/// law. nullopt when stopped.
std::optional<network::Performance> solved_by_formulas(const Model& model, double offered,
                                                       analytic::Quantiles quantiles,
                                                       const std::stop_token& stop);

/// A window and where the time of its requests goes.
struct ExplainedWindow {
  Window window;
  std::vector<sim::Breakdown> classes;  ///< by source; empty without a steady state
};

/// As solve_window, with the same figures. nullopt when stopped.
std::optional<ExplainedWindow> explain_window(const Model& model, double offered,
                                              const Options& options, std::stop_token stop = {});

/// Solves all, each load once; the result does not depend on options.threads. nullopt when stopped.
std::optional<std::vector<Window>> solve_windows(const Model& model,
                                                 const std::vector<WindowPlan>& plans,
                                                 const Options& options, Cached& cached,
                                                 Progress* progress, const std::stop_token& stop);

}  // namespace headroom::projection
