// What the uncertain inputs do to load and cost: the same year in many worlds.
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/estimate.h"
#include "core/base/result.h"
#include "core/projection/model.h"
#include "core/projection/year.h"

namespace headroom::projection {

/// The year in one world. Entries by month.
struct WorldYear {
  std::vector<MonthWalk> months;
  std::vector<double> cost_usd;
};

/// Worlds 0 to count - 1 of the seed; empty when every input of the load is exact, for then all
/// worlds are the central one. Errors: items without a price. Ends early when stopped.
Result<std::vector<WorldYear>> imagine(const Model& model, const Throughput& throughput,
                                       std::uint64_t seed, int count,
                                       const std::stop_token& stop = {});

/// True when some input of the load is an interval.
bool is_uncertain(const workload::Load& load);

/// The p-quantile of values, linear between order statistics (position 1 + (n - 1) p). Needs
/// values.
double sample_quantile(std::vector<double> values, double p);

/// 90 % band of values around the central one; exact when there are none.
Estimate band(double central, std::vector<double> values);

}  // namespace headroom::projection
