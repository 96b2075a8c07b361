#include "core/analytic/closed_classes.h"

#include <algorithm>
#include <cstddef>

#include "core/analytic/demands.h"
#include "core/analytic/mva.h"

namespace headroom::analytic {
namespace {

using network::Load;
using network::Network;

/// A blueprint station, over all replicas.
struct Place {
  std::size_t index = 0;  ///< see blueprint_index
  bool shares = false;
  double servers = 1.0;  ///< of one replica
  std::uint32_t replicas = 1;
  double open_utilization = 0.0;
};

class UsersSolver {
 public:
  UsersSolver(const Network& net, const Load& load)
      : net_(net),
        load_(load),
        demands_(demands(net)),
        idle_(net, std::vector<double>(net.sources.size(), 0.0),
              std::vector<std::uint32_t>(net.sources.size(), 0)) {
    for (std::uint32_t g = 0; g < net.groups.size(); ++g)
      for (std::uint32_t r = 0; r < net.groups[g].resources.size(); ++r) add_place(g, r);
    for (std::uint32_t s = 0; s < net.sources.size(); ++s)
      if (net.sources[s].closed()) closed_.push_back(s);
  }

  std::optional<UsersAnswer> solve() const {
    for (const Place& place : places_)
      if (!separable(place)) return std::nullopt;
    const ClosedSolution solution = solve_closed(closed_network());
    return answer(solution);
  }

  /// Every replica is a station of its own; open classes slow single servers down.
  [[nodiscard]] ClosedNetwork closed_network() const {
    ClosedNetwork closed;
    for (const std::uint32_t s : closed_) {
      closed.customers.push_back(load_.sources[s].population);
      closed.think_s.push_back(think_time(net_, net_.sources[s]) + elsewhere(s));
    }
    for (const Place& place : places_) {
      ClosedStation station;
      station.servers = place.servers;
      for (const std::uint32_t s : closed_)
        station.demand_s.push_back(work_of(s, place) / place.replicas /
                                   (1.0 - place.open_utilization));
      closed.stations.insert(closed.stations.end(), place.replicas, station);
    }
    return closed;
  }

 private:
  void add_place(std::uint32_t group, std::uint32_t resource) {
    const network::Resource& blueprint = net_.groups[group].resources[resource];
    Place place;
    place.index = blueprint_index(net_, group, resource);
    place.shares = blueprint.discipline == network::Discipline::processor_sharing;
    place.servers = blueprint.capacity;
    place.replicas = net_.groups[group].replicas;
    double work = 0.0;
    for (std::size_t s = 0; s < net_.sources.size(); ++s) {
      work += work_of(s, place);
      place.open_utilization += net_.sources[s].closed()
                                    ? 0.0
                                    : load_.sources[s].rate.value() * work_of(s, place) /
                                          (place.servers * place.replicas);
    }
    if (work > 0.0) places_.push_back(place);
  }

  [[nodiscard]] double work_of(std::size_t source, const Place& place) const {
    return demands_.work_s[source][place.index];
  }

  [[nodiscard]] bool separable(const Place& place) const {
    return place.open_utilization == 0.0 || (place.servers == 1.0 && place.open_utilization < 1.0);
  }

  /// Time of one request outside stations.
  [[nodiscard]] double elsewhere(std::uint32_t source) const {
    double time = idle_.programs().outcome(net_.sources[source].entry).any().mean;
    for (const Place& place : places_) time -= work_of(source, place);
    return std::max(0.0, time);
  }

  [[nodiscard]] UsersAnswer answer(const ClosedSolution& solution) const {
    UsersAnswer result;
    result.exact = solution.exact;
    for (std::uint32_t s = 0; s < net_.sources.size(); ++s) {
      result.rate.push_back(load_.sources[s].rate.value());
      result.response_s.push_back(elsewhere(s));
    }
    for (std::size_t c = 0; c < closed_.size(); ++c)
      result.rate[closed_[c]] = solution.answer.throughput[c];
    std::size_t station = 0;
    for (const Place& place : places_) {
      add_place(result, place, solution.answer, station);
      station += place.replicas;
    }
    return result;
  }

  /// `station`: the first of the replicas' stations in the closed network.
  void add_place(UsersAnswer& result, const Place& place, const ClosedAnswer& closed,
                 std::size_t station) const {
    std::vector<double> residence(net_.sources.size(), 0.0);
    for (std::size_t s = 0; s < residence.size(); ++s)
      residence[s] = work_of(s, place) * (1.0 + closed.mean_in_system[station]) /
                     (1.0 - place.open_utilization);
    for (std::size_t c = 0; c < closed_.size(); ++c)
      residence[closed_[c]] = closed.residence_s[c][station] * place.replicas;
    double visits = 0.0;
    double work = 0.0;
    double inside = 0.0;
    for (std::size_t s = 0; s < residence.size(); ++s) {
      result.response_s[s] += residence[s];
      visits += result.rate[s] * demands_.visits[s][place.index];
      work += result.rate[s] * work_of(s, place);
      inside += result.rate[s] * residence[s];
    }
    if (work <= 0.0) return;
    if (place.shares) result.queues.stretch[place.index] = inside / work;
    if (!place.shares) result.queues.wait_s[place.index] = std::max(0.0, inside - work) / visits;
  }

  const Network& net_;
  const Load& load_;
  const Demands demands_;
  const Layers idle_;  ///< nobody waits
  std::vector<Place> places_;
  std::vector<std::uint32_t> closed_;
};

}  // namespace

std::optional<UsersAnswer> solve_users(const Network& network, const Load& load) {
  return UsersSolver(network, load).solve();
}

ClosedNetwork closed_network(const Network& network, const Load& load) {
  return UsersSolver(network, load).closed_network();
}

double think_time(const Network& network, const network::Source& source) {
  return network.groups[source.think_group].sites[source.think_site].distribution.mean();
}

}  // namespace headroom::analytic
