#include "core/projection/year.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "core/analytic/solve.h"
#include "core/projection/resting.h"

namespace headroom::projection {
namespace {

constexpr int kThroughputSteps =
    64;  // throughput over users is concave and nearly two straight lines
constexpr double kSecondsPerHour = 3600.0;

/// Replica hours of the groups that nothing scales, 0 for the others.
std::vector<double> standing(const network::Network& network, double hours) {
  std::vector<double> replica_hours;
  for (const network::Group& group : network.groups)
    replica_hours.push_back(group.scaling ? 0.0 : hours * group.replicas);
  return replica_hours;
}

}  // namespace

Throughput::Throughput(const Model& model, double maximum, const std::stop_token& stop)
    : model_(&model) {
  if (!model.closed()) return;
  step_ = std::max(1.0, std::ceil(maximum / kThroughputSteps));
  for (int i = 0; i <= kThroughputSteps; ++i) {
    std::vector<double>& of_sources = table_.emplace_back(nothing());
    const auto solved = analytic::solve(*model.network_at(i * step_), model.load_at(i * step_),
                                        analytic::Quantiles::fitted, stop);
    if (!solved) continue;
    for (std::size_t s = 0; s < of_sources.size(); ++s)
      of_sources[s] = solved->classes[s].throughput_rps.estimate;
  }
}

std::vector<double> Throughput::nothing() const {
  return std::vector<double>(model_->shares().size(), 0.0);
}

double Throughput::at(double load) const {
  std::vector<double> rates = nothing();
  add(load, 1.0, rates);
  return std::accumulate(rates.begin(), rates.end(), 0.0);
}

void Throughput::add(double load, double seconds, std::vector<double>& requests) const {
  const std::vector<double>& shares = model_->shares();
  if (table_.empty()) {
    for (std::size_t s = 0; s < shares.size(); ++s) requests[s] += load * shares[s] * seconds;
    return;
  }
  const double place = load / step_;
  const auto below = std::min(static_cast<std::size_t>(place), table_.size() - 2);
  const double part = place - static_cast<double>(below);
  for (std::size_t s = 0; s < shares.size(); ++s)
    requests[s] += std::lerp(table_[below][s], table_[below + 1][s], part) * seconds;
}

ReplicaWalk::ReplicaWalk(const Model& model) : model_(&model) {
  const auto& groups = model.network().groups;
  for (std::uint32_t g = 0; g < groups.size(); ++g)
    if (groups[g].scaling) scaled_.push_back({g, groups[g].replicas});
}

void ReplicaWalk::next(const std::vector<double>& rates) {
  const network::Network& network = model_->network();
  for (Scaled& each : scaled_)
    each.replicas = resting_replicas(*network.groups[each.group].scaling,
                                     busy_replicas(network, model_->demands(), each.group, rates),
                                     each.replicas);
}

std::vector<MonthWalk> walk(const workload::Forecast& forecast, const Throughput& throughput) {
  const Model& model = throughput.model();
  std::vector<MonthWalk> months;
  for (const workload::MonthLoad& load : forecast.all_months()) {
    const auto hours = static_cast<double>(hours_in(load.month));
    months.push_back({load, hours, 0.0, throughput.nothing(), standing(model.network(), hours)});
  }
  ReplicaWalk replicas(model);
  std::vector<double> rates;
  std::size_t month = 0;
  forecast.for_each_hour([&](const workload::HourLoad& hour) {
    while (months[month].load.month < month_of(hour.at)) ++month;
    rates.assign(model.shares().size(), 0.0);
    throughput.add(hour.rate_rps, 1.0, rates);
    replicas.next(rates);
    for (const ReplicaWalk::Scaled& each : replicas.scaled())
      months[month].replica_hours[each.group] += each.replicas;
    for (std::size_t s = 0; s < rates.size(); ++s)
      months[month].requests_of[s] += rates[s] * kSecondsPerHour;
  });
  for (MonthWalk& each : months)
    each.requests = std::accumulate(each.requests_of.begin(), each.requests_of.end(), 0.0);
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
