// Mean and variance of the time that programs take, given what a visit of each resource costs.
//
// A context walks through its program as a Markov chain; each step adds an independent time. The
// moments of the time to the end, by success and failure, solve linear equations over the steps:
// E[T 1{A}] = sum p (E[X] P(A) + E[T' 1{A}]), and likewise for the squares. That the times met on
// the way are independent is an approximation; means do not need it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <vector>

#include "core/analytic/chain.h"
#include "core/analytic/time.h"
#include "core/analytic/waiting.h"
#include "core/network/network.h"

namespace headroom::analytic {

/// What one visit of a blueprint resource costs; `sharing` for stations that share their processor.
struct Visit {
  Waiting waiting;
  Sharing sharing;
};

/// How an execution ends. Times are given that it ends so.
struct Outcome {
  double success = 1.0;
  Time succeeded;
  Time failed;
  [[nodiscard]] Time any() const;  ///< whichever way
};

/// What an execution asks of stations, callees included, by blueprint resource.
struct Use {
  std::vector<double> visits;
  std::vector<double> work_s;

  void add(double times, const Use& other);
};

class Programs {
 public:
  /// `owner` as in Flows. Keeps a reference to the network.
  Programs(const network::Network& network, const std::vector<std::uint32_t>& owner);

  /// Recomputes all times from the visits, by blueprint resource (see blueprint_index).
  void update(std::vector<Visit> visits);

  /// Of the program that starts at `entry`: of a source, a call, a fork or a consumer.
  [[nodiscard]] const Outcome& outcome(std::uint32_t entry) const;
  /// How long a token is held: from the `acquire` at `pc` to its release, or from the entry `pc` of
  /// a consumer on.
  [[nodiscard]] Time holding(std::uint32_t pc) const;
  /// What is asked of stations while it is held.
  [[nodiscard]] const Use& use_while_held(std::uint32_t pc) const;
  /// Probability that the step ends at its failure target.
  [[nodiscard]] double failure(std::uint32_t pc) const;
  /// Of one draw at a site, before any speed.
  [[nodiscard]] Time draw(std::uint32_t group, std::uint32_t site) const;

 private:
  struct Way {
    double probability = 0.0;
    Time time;
  };
  using Ways = std::array<Way, kWays>;
  struct Program {
    std::uint32_t entry = 0;
    Chain chain;
  };

  void add_program(std::uint32_t entry, std::uint32_t group);
  void add_callees(std::uint32_t pc, std::uint32_t group);
  void add_call(std::uint32_t call);
  [[nodiscard]] std::vector<Ways> all_ways(const Chain& chain) const;
  [[nodiscard]] static Outcome solve(const Chain& chain, const std::vector<Ways>& ways);
  [[nodiscard]] Use use(const Chain& chain, const std::vector<Ways>& ways) const;
  void add_use(Use& use, const Node& node, double times) const;
  [[nodiscard]] Ways ways(std::uint32_t pc) const;
  [[nodiscard]] Ways served(std::uint32_t pc) const;
  [[nodiscard]] Ways admitted(std::uint32_t pc) const;
  [[nodiscard]] Ways answered(std::uint32_t pc) const;
  [[nodiscard]] Ways joined(std::uint32_t pc) const;
  [[nodiscard]] Ways consumed(std::uint32_t pc) const;
  [[nodiscard]] const Visit& visit(std::uint32_t pc) const;

  const network::Network& net_;
  std::vector<std::uint32_t> owner_;
  std::vector<std::size_t> first_blueprint_;   ///< by group
  std::vector<std::vector<Time>> draws_;       ///< by group and site
  std::vector<Program> programs_;              ///< callees before callers
  std::map<std::uint32_t, Outcome> outcomes_;  ///< by entry
  std::map<std::uint32_t, Use> uses_;          ///< by entry
  std::map<std::uint32_t, Chain> holdings_;    ///< by acquire, or by entry of a consumer
  std::map<std::uint32_t, Time> held_;
  std::map<std::uint32_t, Use> uses_while_held_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> started_;  ///< spawns and forks of each join
  std::vector<Visit> visits_;
};

}  // namespace headroom::analytic
