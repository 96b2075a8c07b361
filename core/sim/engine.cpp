#include "core/sim/engine.h"

#include <limits>
#include <utility>

#include "core/base/contracts.h"
#include "core/sim/engine_state.h"

namespace headroom::sim {

Engine::Engine(const network::Network& network, const network::Load& load, const Settings& settings)
    : state_(std::make_unique<EngineState>(network, load, settings)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Engine::Outcome Engine::run(std::uint64_t requests, std::stop_token stop) {
  return state_->run(requests, kEndOfTime, stop);
}
Engine::Outcome Engine::run_until(double clock, std::stop_token stop) {
  HEADROOM_EXPECTS(clock >= state_->now && clock < kEndOfTime);
  return state_->run(std::numeric_limits<std::uint64_t>::max() - state_->roots_left, clock, stop);
}
void Engine::scale(std::uint32_t group, std::uint32_t replicas) {
  HEADROOM_EXPECTS(replicas >= 1 && replicas <= state_->network.groups[group].replicas);
  state_->scale(group, replicas);
}
void Engine::reset_statistics() {
  check_conservation();
  state_->reset();
}
void Engine::check_conservation() const { state_->check(); }
double Engine::clock() const { return state_->now; }
double Engine::measured_from() const { return state_->from; }
std::uint64_t Engine::inside() const { return state_->inside(); }
std::uint64_t Engine::backlog() const { return state_->backlog(); }
std::vector<ClassCounts> Engine::counts() const { return state_->counts(); }
const std::vector<ClassTally>& Engine::classes() const { return state_->tallies; }
std::vector<ResourceTally> Engine::resources() const { return state_->resource_tallies(); }
std::vector<ReplicaTally> Engine::replicas() const { return state_->replica_tallies(); }
const Trace& Engine::trace() const {
  HEADROOM_EXPECTS(state_->trace != nullptr);
  return *state_->trace;
}
bool Engine::by_station() const { return state_->stations != nullptr; }
std::uint64_t Engine::fingerprint() const { return state_->fingerprint; }

}  // namespace headroom::sim
