// Mean and variance of the time that programs take, and what they ask of stations, given what a
// visit of each resource costs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "core/analytic/program_structure.h"
#include "core/analytic/time.h"
#include "core/analytic/visit.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// How an execution ends. Times are given that it ends so.
struct Outcome {
  double success = 1.0;
  Time succeeded;
  Time failed;
  [[nodiscard]] Time any() const;  ///< whichever way
};

/// What an execution asks of stations, callees included. Only of those that it reaches: in a large
/// system these are few.
struct Use {
  struct Part {
    std::size_t station = 0;  ///< blueprint resource
    std::uint32_t group = 0;
    std::uint32_t resource = 0;  ///< of the group
    double visits = 0.0;
    double work_s = 0.0;
  };
  std::vector<Part> parts;  ///< ascending by station

  void add(double times, const Use& other);
  void add(const Part& part);
};

class Programs {
 public:
  /// `owner` as in Flows. Keeps a reference to the network.
  Programs(const network::Network& network, const std::vector<std::uint32_t>& owner);

  /// Recomputes all times from the visits, as in ProgramStructure::visits.
  void update(const std::vector<Visit>& visits);

  [[nodiscard]] const ProgramStructure& structure() const { return structure_; }
  /// Of the program that starts at `entry`: of a source, a call, a fork or a consumer.
  [[nodiscard]] const Outcome& outcome(std::uint32_t entry) const { return outcomes_.at(entry); }
  /// How long a token is held: from the `acquire` at `pc` to its release, or from the entry `pc` of
  /// a consumer on.
  [[nodiscard]] Time holding(std::uint32_t pc) const { return held_.at(pc); }
  /// What is asked of stations while it is held.
  [[nodiscard]] const Use& use_while_held(std::uint32_t pc) const {
    return uses_while_held_.at(pc);
  }
  /// Probability that the step ends at its failure target.
  [[nodiscard]] double failure(std::uint32_t pc) const { return failure_[pc]; }
  /// Of one draw at a site, before any speed. An infinite variance is replaced by that of an
  /// exponential time; see infinite_variance.
  [[nodiscard]] Time draw(std::uint32_t group, std::uint32_t site) const {
    return draws_[group][site];
  }
  [[nodiscard]] bool infinite_variance() const { return infinite_variance_; }

 private:
  using Probabilities = std::array<double, kWays>;
  [[nodiscard]] double starts_at(std::uint32_t pc) const;
  template <class Walk>
  [[nodiscard]] double decided(const Walk& walk, std::uint32_t join, double t) const;
  template <class Ways>
  [[nodiscard]] std::vector<Probabilities> chances(const Chain& chain,
                                                   const std::vector<Ways>& ways) const;
  [[nodiscard]] Use use(const Chain& chain, const std::vector<Probabilities>& ways,
                        const std::vector<Visit>& visits) const;
  void add_use(Use& use, const Chain& chain, const Node& node, double times,
               const std::vector<Visit>& visits) const;

  const network::Network& net_;
  const ProgramStructure structure_;
  std::vector<std::vector<Time>> draws_;  ///< by group and site
  bool infinite_variance_ = false;
  std::map<std::uint32_t, Outcome> outcomes_;  ///< by entry
  std::map<std::uint32_t, Use> uses_;          ///< by entry
  std::map<std::uint32_t, Time> held_;         ///< by acquire, or by entry of a consumer
  std::map<std::uint32_t, Use> uses_while_held_;
  std::vector<double> failure_;  ///< by step
};

}  // namespace headroom::analytic
