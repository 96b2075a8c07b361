// The fixed point over layers: a pool's wait needs how long its tokens are held, which needs the
// waits of everything below; failures change how often each step runs. [Method of layers, Rolia &
// Sevcik 1995; stochastic rendezvous networks, Woodside et al. 1995]
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <stop_token>
#include <vector>

#include "core/analytic/batches.h"
#include "core/analytic/bulk_service.h"
#include "core/analytic/crowds.h"
#include "core/analytic/enclosure.h"
#include "core/analytic/flows.h"
#include "core/analytic/priority.h"
#include "core/analytic/programs.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// What is asked of one blueprint resource, over all its replicas.
struct ResourceLoad {
  double attempts_per_s = 0.0;  ///< of buffers: batches
  /// Attempts times (variability - 1): what the classes' arrivals differ from Poisson.
  double burstiness = 0.0;
  double companions = 0.0;  ///< attempts times others of a batch that come at the same moment
  Time service;          ///< stations: service; pools: holding; buffers: holding of the consumers
  double servers = 0.0;  ///< servers or tokens; buffers: consumers
  Use use;               ///< pools and buffers that are asked: of stations, during one holding

  /// Mean number of servers or tokens asked for.
  [[nodiscard]] double busy() const { return attempts_per_s * service.mean; }
  /// Variance / mean of the number of attempts in a long time; 1 for Poisson arrivals.
  [[nodiscard]] double dispersion() const {
    return attempts_per_s > 0.0 ? 1.0 + burstiness / attempts_per_s : 1.0;
  }
  /// The same / what there is.
  [[nodiscard]] double offered() const { return servers > 0.0 ? busy() / servers : 0.0; }
};

/// Mean times in the queue that are known from elsewhere, by blueprint station.
struct KnownQueues {
  std::map<std::size_t, double> wait_s;   ///< FCFS: mean wait
  std::map<std::size_t, double> stretch;  ///< shared processors: residence / service
};

class Layers {
 public:
  static constexpr int kRounds = 400;  ///< of the iteration; then what it has is a guess

  /// `rates`: requests per second by source; `populations`: users by source, 0 for open ones.
  /// Keeps a reference to the network. Once stopped, a single round is all it makes.
  Layers(const network::Network& network, std::vector<double> rates,
         const std::vector<std::uint32_t>& populations, KnownQueues known = {},
         PassedOn passed_on = {}, int most_rounds = kRounds, const std::stop_token& stop = {});

  /// Whether the iteration reached 1e-9 relative.
  [[nodiscard]] bool converged() const { return converged_; }
  [[nodiscard]] int rounds() const { return rounds_; }  ///< that it took
  [[nodiscard]] const Programs& programs() const { return programs_; }
  [[nodiscard]] const Flows& flows() const { return flows_; }
  /// Executions per second of a step, over all replicas.
  [[nodiscard]] double rate(std::uint32_t pc) const { return step_rate_[pc]; }
  [[nodiscard]] const std::vector<double>& rates() const { return step_rate_; }
  /// Probability that a step ends at its failure target.
  [[nodiscard]] double failure(std::uint32_t pc) const { return failure_[pc]; }
  /// The share of the messages of a send or dispatch whose work is begun.
  [[nodiscard]] double passed_on(std::uint32_t pc) const {
    return passed_on_.empty() ? 1.0 : passed_on_[pc];
  }
  /// The same as blueprint_index, at once.
  [[nodiscard]] std::size_t index(std::uint32_t group, std::uint32_t resource) const {
    return first_blueprint_[group] + resource;
  }
  /// By blueprint resource.
  [[nodiscard]] const std::vector<ResourceLoad>& loads() const { return loads_; }
  /// The same first, and then what each priority meets (see ProgramStructure::visits).
  [[nodiscard]] const std::vector<Visit>& visits() const { return visits_; }

 private:
  void iterate(int most, const std::stop_token& stop);
  void spread_rates();
  void choose_policies();
  bool update_failures(double weight);
  bool take_batches();
  void update_loads();
  void add_companions();
  void add_siblings(const SiblingGroup& group);
  [[nodiscard]] Meeting meeting(std::uint32_t group, std::uint32_t resource,
                                const Visit& visit) const;
  [[nodiscard]] double companions_at(std::uint32_t group, const ResourceLoad& load,
                                     std::uint32_t copies) const;
  [[nodiscard]] double burstiness(std::uint32_t pc) const;
  void ask(std::size_t resource, double rate, Time service, std::uint32_t level);
  void ask_token(std::size_t resource, double rate, std::uint32_t held, std::uint32_t level);
  void ask_consumers(std::uint32_t pc);
  bool update_visits(double weight);
  bool update_line(std::uint32_t group, std::uint32_t resource, double weight);
  bool update_visit(std::uint32_t group, std::uint32_t resource, double weight);
  bool update_levels(std::uint32_t group, std::uint32_t resource, double weight);
  [[nodiscard]] std::vector<double> level_ratios(std::uint32_t group, std::uint32_t resource) const;
  [[nodiscard]] Visit expected(std::uint32_t group, std::uint32_t resource) const;
  [[nodiscard]] Visit visit_of(std::uint32_t group, std::uint32_t resource,
                               std::uint32_t copies) const;
  void take_together(std::uint32_t group, std::uint32_t resource, Visit& visit) const;
  [[nodiscard]] Line line(std::uint32_t group, std::uint32_t resource, std::uint32_t copies) const;
  void hold(std::uint32_t group, std::uint32_t resource, std::uint32_t copies, Line& line) const;
  [[nodiscard]] std::uint32_t own_copies(std::uint32_t group, std::uint32_t resource,
                                         std::uint32_t other, std::uint32_t copies) const;
  [[nodiscard]] double residence(const Use::Part& part) const;
  [[nodiscard]] EnclosedStation enclosed(std::uint32_t group, std::uint32_t resource, double work,
                                         double rate, std::uint32_t local) const;

  const network::Network& net_;
  const std::vector<double> rates_;
  const std::vector<Crowd> crowds_;
  const KnownQueues known_;
  const PassedOn passed_on_;
  Flows flows_;
  Programs programs_;
  const std::vector<Batches> batches_;
  std::vector<std::size_t> first_blueprint_;  ///< by group
  std::vector<network::Policy> policies_;     ///< by group: that of most of its calls
  std::vector<double> step_rate_;
  FailureProbabilities failure_;
  BatchSizes batch_sizes_;
  std::vector<ResourceLoad> loads_;
  std::vector<std::vector<PriorityFlow>> levels_;  ///< by resource: what each priority asks of it
  std::vector<Visit> visits_;
  bool converged_ = false;
  int rounds_ = 0;
};

}  // namespace headroom::analytic
