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
  for (const network::Group& group : model.network().groups) replicas_.push_back(group.replicas);
}

const std::vector<std::uint32_t>& ReplicaWalk::next(const std::vector<double>& rates) {
  const network::Network& network = model_->network();
  for (std::uint32_t g = 0; g < replicas_.size(); ++g)
    if (const auto& rule = network.groups[g].scaling)
      replicas_[g] = resting_replicas(*rule, busy_replicas(network, model_->demands(), g, rates),
                                      replicas_[g]);
  return replicas_;
}

std::vector<MonthWalk> walk(const workload::Forecast& forecast, const Throughput& throughput) {
  const Model& model = throughput.model();
  std::vector<MonthWalk> months;
  const std::vector<double> none(model.network().groups.size(), 0.0);
  for (const workload::MonthLoad& load : forecast.all_months())
    months.push_back(
        {load, static_cast<double>(hours_in(load.month)), 0.0, throughput.nothing(), none});
  ReplicaWalk replicas(model);
  std::vector<double> rates;
  std::size_t month = 0;
  forecast.for_each_hour([&](const workload::HourLoad& hour) {
    while (months[month].load.month < month_of(hour.at)) ++month;
    rates.assign(model.shares().size(), 0.0);
    throughput.add(hour.rate_rps, 1.0, rates);
    const std::vector<std::uint32_t>& now = replicas.next(rates);
    for (std::size_t g = 0; g < now.size(); ++g) months[month].replica_hours[g] += now[g];
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
