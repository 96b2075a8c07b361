#include "core/projection/year.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/analytic/solve.h"

namespace headroom::projection {
namespace {

constexpr int kThroughputSteps =
    64;  // throughput over users is concave and nearly two straight lines
constexpr double kSecondsPerHour = 3600.0;

}  // namespace

Throughput::Throughput(const Model& model, double maximum) {
  if (!model.closed()) return;
  step_ = std::max(1.0, std::ceil(maximum / kThroughputSteps));
  for (int i = 0; i <= kThroughputSteps; ++i)
    table_.push_back(
        analytic::solve(model.network(), model.load_at(i * step_)).total.throughput_rps.estimate);
}

double Throughput::at(double load) const {
  if (table_.empty()) return load;
  const double place = load / step_;
  const auto below = std::min(static_cast<std::size_t>(place), table_.size() - 2);
  const double part = place - static_cast<double>(below);
  return table_[below] + part * (table_[below + 1] - table_[below]);
}

std::vector<MonthWalk> walk(const workload::Forecast& forecast, const Throughput& throughput) {
  std::vector<MonthWalk> months;
  for (const workload::MonthLoad& load : forecast.all_months())
    months.push_back({load, static_cast<double>(hours_in(load.month)), 0.0});
  std::size_t month = 0;
  forecast.for_each_hour([&](const workload::HourLoad& hour) {
    while (months[month].load.month < month_of(hour.at)) ++month;
    months[month].requests += throughput.at(hour.rate_rps) * kSecondsPerHour;
  });
  return months;
}

std::optional<Instant> first_hour_at(const workload::Forecast& forecast, double load) {
  std::optional<Instant> found;
  forecast.for_each_hour([&](const workload::HourLoad& hour) {
    if (!found && hour.ordinary_rps >= load) found = hour.at;
  });
  return found;
}

}  // namespace headroom::projection
