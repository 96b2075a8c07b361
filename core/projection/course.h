// How a short surge passes: simulated while it changes, where a steady state at its top would be
// too pessimistic.
#pragma once

#include <optional>
#include <stop_token>

#include "core/projection/cached.h"
#include "core/projection/model.h"
#include "core/projection/project.h"
#include "core/projection/projection.h"
#include "core/workload/forecast.h"

namespace headroom::projection {

/// Requests that all courses of a projection may take together, over their replications: a second
/// of a processor. A longer surge is steady at its top for most of its time, unless autoscalers are
/// at work: then ten times as many, but not in a preview.
double course_requests(const Model& model, const Options& options);

/// The course of a surge in the central world, from a little before its rise until most of it has
/// passed. nullopt: it would take more than `budget` requests, the load is a population, a class
/// comes in bursts, more is in flight than the engine follows, or `stop` was requested.
std::optional<SurgeCourse> course_of(const Model& model, const workload::Forecast& central,
                                     const workload::Surge& surge, double budget,
                                     const Options& options, Cached& cached,
                                     const std::stop_token& stop = {});

}  // namespace headroom::projection
