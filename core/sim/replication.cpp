#include "core/sim/replication.h"

#include <algorithm>
#include <utility>

#include "core/stats/interval.h"

namespace headroom::sim {
namespace {

constexpr std::uint64_t kRequestsPerPoint = 5;  // of the series: the batches of MSER-5

/// Sum and number of the responses of succeeded requests, all classes.
struct ResponseSum {
  double sum = 0.0;
  std::uint64_t count = 0;
};

ResponseSum responses(const Engine& engine) {
  ResponseSum total;
  for (const ClassTally& tally : engine.classes()) {
    total.sum += tally.response_s.sum();
    total.count += tally.response_s.count();
  }
  return total;
}

}  // namespace

void Replication::mark() {
  engine_.reset_statistics();
  backlog_at_mark_ = engine_.backlog();
  resources_at_mark_ = engine_.resources();
}

void Replication::run(std::uint64_t requests, const std::stop_token& stop) {
  if (outcome_ != Engine::Outcome::reached) return;
  outcome_ = engine_.run(requests, stop);
  engine_.check_conservation();
}

void Replication::run_until(double clock, const std::stop_token& stop) {
  if (outcome_ != Engine::Outcome::reached) return;
  outcome_ = engine_.run_until(clock, stop);
  engine_.check_conservation();
}

void Replication::run_recording(std::uint64_t requests, const std::stop_token& stop) {
  for (std::uint64_t done = 0; done < requests; done += kRequestsPerPoint) {
    const ResponseSum before = responses(engine_);
    outcome_ = engine_.run(kRequestsPerPoint, stop);
    if (outcome_ != Engine::Outcome::reached) return;
    const ResponseSum after = responses(engine_);
    const std::uint64_t count = after.count - before.count;
    // Where all failed, the point repeats the one before: series stay aligned over replications.
    if (count > 0)
      series_.push_back((after.sum - before.sum) / static_cast<double>(count));
    else
      series_.push_back(series_.empty() ? 0.0 : series_.back());
  }
}

double Replication::per_second(double growth) const {
  return elapsed() > 0.0 ? growth / elapsed() : 0.0;
}

double Replication::backlog_growth_rps() const {
  return per_second(static_cast<double>(engine_.backlog()) - static_cast<double>(backlog_at_mark_));
}

std::vector<double> Replication::queue_growth() const {
  std::vector<double> growth;
  const std::vector<ResourceTally> now = engine_.resources();
  for (std::size_t i = 0; i < now.size(); ++i)
    growth.push_back(per_second(now[i].waiting - resources_at_mark_[i].waiting));
  return growth;
}

std::vector<double> values_of(const Replications& replications,
                              const std::function<double(const Replication&)>& value) {
  std::vector<double> values;
  values.reserve(replications.size());
  for (const Replication& replication : replications) values.push_back(value(replication));
  return values;
}

bool any(const Replications& replications, Engine::Outcome outcome) {
  return std::any_of(replications.begin(), replications.end(),
                     [=](const Replication& r) { return r.outcome() == outcome; });
}

Estimate over(const Replications& replications,
              const std::function<double(const Replication&)>& value) {
  return stats::mean_interval(values_of(replications, value));
}

}  // namespace headroom::sim
