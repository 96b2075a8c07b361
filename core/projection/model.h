// A scenario made ready to be solved: its network and how a total load splits over its sources.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/analytic/demands.h"
#include "core/base/result.h"
#include "core/cost/catalogue.h"
#include "core/network/compile.h"
#include "core/projection/scenario.h"
#include "core/workload/fit.h"

namespace headroom::projection {

/// The entries of the request classes, with the JSON pointers of "enters".
std::vector<network::ClassEntry> entries_of(const Scenario& scenario);

/// Immutable; scenario, kinds and catalogue must outlive it.
class Model {
 public:
  /// Errors: limits of the compiler, and requests of more than 1e5 operations each
  /// (Fault::limit_reached). Needs a valid scenario.
  static Result<Model> build(const Scenario& scenario, const network::KindList& kinds,
                             const cost::Catalogue& catalogue);

  [[nodiscard]] const Scenario& scenario() const { return *scenario_; }
  /// The scenario's load; a history is replaced by what was fitted to it.
  [[nodiscard]] const workload::Load& load() const { return load_; }
  /// What was fitted; absent when the load is no history.
  [[nodiscard]] const std::optional<workload::HistoryFit>& history_fit() const {
    return history_fit_;
  }
  [[nodiscard]] const network::KindList& kinds() const { return *kinds_; }
  [[nodiscard]] const cost::Catalogue& catalogue() const { return *catalogue_; }
  /// With the replicas that are typed, of autoscaled components the least.
  [[nodiscard]] const network::Network& network() const { return *network_; }
  /// With the replicas at which autoscalers rest under this total load.
  [[nodiscard]] std::shared_ptr<const network::Network> network_at(double total) const;
  [[nodiscard]] const analytic::Demands& demands() const { return demands_; }
  /// Every source gets its class's share of `total`: requests per second, or users where the class
  /// is closed (whole users, largest remainders).
  [[nodiscard]] network::Load load_at(double total) const;
  /// True when the load is a population of users.
  [[nodiscard]] bool closed() const;
  /// By source of the network: its class's share of the load.
  [[nodiscard]] const std::vector<double>& shares() const { return shares_; }
  /// Operations that a component does for these requests, by source.
  [[nodiscard]] double operations(const std::string& component,
                                  const std::vector<double>& requests) const;

 private:
  Model(const Scenario& scenario, const network::KindList& kinds, const cost::Catalogue& catalogue,
        network::Network network);

  const Scenario* scenario_;
  std::optional<workload::HistoryFit> history_fit_;
  workload::Load load_;
  const network::KindList* kinds_;
  const cost::Catalogue* catalogue_;
  std::shared_ptr<const network::Network> network_;
  analytic::Demands demands_;
  std::vector<double> shares_;
};

}  // namespace headroom::projection
