#include "core/sim/autoscalers.h"

#include <algorithm>
#include <limits>

#include "core/base/contracts.h"

namespace headroom::sim {
namespace {

constexpr double kLongAgo = std::numeric_limits<double>::lowest();

}  // namespace

Autoscaler::Autoscaler(const network::Network& network, std::uint32_t group, std::uint32_t replicas,
                       double now)
    : group_of_(network.groups[group]),
      rule_(*group_of_.scaling),
      group_(group),
      stabilizer_({rule_.least, rule_.most}, rule_.growth, rule_.shrinking),
      ready_at_(replicas, kLongAgo),
      used_at_look_(group_of_.replicas, 0.0),
      used_at_reset_(group_of_.replicas, 0.0),
      next_look_(now + rule_.period.value()),
      serving_(replicas) {
  HEADROOM_EXPECTS(group_of_.replicas >= rule_.most && replicas <= rule_.most);
}

double Autoscaler::next_event() const {
  return serving_ < ready_at_.size() ? std::min(next_look_, ready_at_[serving_]) : next_look_;
}

void Autoscaler::act(Engine& engine) {
  const double now = engine.clock();
  if (next_look_ <= now) {
    look(engine);
    next_look_ += rule_.period.value();
  }
  const auto ready = std::ranges::count_if(ready_at_, [&](double at) { return at <= now; });
  serving_ = static_cast<std::uint32_t>(ready);
  engine.scale(group_, serving_);
}

void Autoscaler::look(const Engine& engine) {
  const double now = engine.clock();
  const double period = rule_.period.value();
  const double request = group_of_.resources[rule_.resource].capacity;
  const std::vector<double> used_now = used(engine);
  std::vector<scaling::Pod> pods;
  for (std::size_t r = 0; r < ready_at_.size(); ++r)
    pods.push_back({.ready = ready_at_[r] + period <= now,
                    .used = std::max(0.0, used_now[r] - used_at_look_[r]) / period / request});
  used_at_look_ = used_now;
  const std::uint32_t current = static_cast<std::uint32_t>(pods.size());
  const std::uint32_t wanted = scaling::pods_for_use(pods, rule_.target, rule_.tolerance);
  ready_at_.resize(stabilizer_.decide(now, current, wanted), now + rule_.start_up.value());
}

void Autoscaler::keep_tallies(const Engine& engine) { used_at_reset_ = used(engine); }

std::vector<double> Autoscaler::used(const Engine& engine) const {
  const std::vector<ResourceTally> tallies = engine.resources();
  std::vector<double> result = used_at_reset_;
  for (std::size_t r = 0; r < result.size(); ++r)
    result[r] += tallies[group_of_.first_resource + r * group_of_.resources.size() + rule_.resource]
                     .busy_area;
  return result;
}

Autoscalers::Autoscalers(const network::Network& network, std::span<const std::uint32_t> replicas,
                         Replication& replication)
    : replicas_(replicas.begin(), replicas.end()) {
  HEADROOM_EXPECTS(replicas.size() == network.groups.size());
  for (std::uint32_t g = 0; g < replicas.size(); ++g) {
    if (!network.groups[g].scaling) continue;
    autoscalers_.emplace_back(network, g, replicas[g], replication.engine().clock());
    replication.engine().scale(g, replicas[g]);
  }
}

void Autoscalers::mark(Replication& replication) {
  for (Autoscaler& each : autoscalers_) each.keep_tallies(replication.engine());
  replication.mark();
}

void Autoscalers::run_until(Replication& replication, double clock, const std::stop_token& stop) {
  for (;;) {
    double next = clock;
    for (const Autoscaler& each : autoscalers_) next = std::min(next, each.next_event());
    replication.run_until(next, stop);
    if (replication.outcome() != Engine::Outcome::reached) return;
    for (Autoscaler& each : autoscalers_)
      if (each.next_event() <= next) each.act(replication.engine());
    if (next >= clock) return;
  }
}

std::vector<std::uint32_t> Autoscalers::serving() const {
  std::vector<std::uint32_t> result = replicas_;
  for (const Autoscaler& each : autoscalers_) result[each.group()] = each.serving();
  return result;
}

}  // namespace headroom::sim
