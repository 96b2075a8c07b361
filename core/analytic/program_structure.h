// What never changes about the programs of a network: who waits for whom, which steps a context can
// meet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "core/analytic/chain.h"
#include "core/analytic/priority.h"
#include "core/analytic/siblings.h"
#include "core/network/network.h"

namespace headroom::analytic {

class ProgramStructure {
 public:
  /// `owner` as in Flows. Keeps a reference to the network. Synchronous calls must not form a
  /// cycle.
  ProgramStructure(const network::Network& network, const std::vector<std::uint32_t>& owner);

  [[nodiscard]] const network::Network& network() const { return net_; }
  /// Entries of all sources, calls, forks and consumers; those waited for before those that wait.
  [[nodiscard]] const std::vector<std::uint32_t>& entries() const { return entries_; }
  /// The program that starts at the entry.
  [[nodiscard]] const Chain& program(std::uint32_t entry) const { return programs_.at(entry); }
  /// From each acquire to its release, and from the entry of each consumer, by step.
  [[nodiscard]] const std::map<std::uint32_t, Chain>& holdings() const { return holdings_; }
  /// The spawns and forks that a join waits for.
  [[nodiscard]] const std::vector<std::uint32_t>& started(std::uint32_t join) const;
  /// Delays with which a racer that yields begins, each with the join of its race: what follows is
  /// left out if the race is decided by then.
  [[nodiscard]] const std::map<std::uint32_t, std::uint32_t>& late_starters() const {
    return late_starters_;
  }
  /// Of these, those who come to the same lines at the same moment, by join.
  [[nodiscard]] const std::map<std::uint32_t, std::vector<SiblingGroup>>& siblings() const {
    return siblings_;
  }
  [[nodiscard]] std::uint32_t owner(std::uint32_t pc) const { return owner_[pc]; }
  /// The blueprint of the step's resource, in the owner's group.
  [[nodiscard]] const network::Resource& resource(std::uint32_t pc) const {
    return net_.groups[owner_[pc]].resources[net_.steps[pc].resource];
  }
  /// The same as a position in lists over blueprints (see blueprint_index).
  [[nodiscard]] std::size_t blueprint(std::uint32_t pc) const {
    return first_blueprint_[owner_[pc]] + net_.steps[pc].resource;
  }
  /// Likewise, the buffer of a consumer.
  [[nodiscard]] std::size_t buffer(const network::Consumer& consumer) const {
    return first_blueprint_[consumer.buffer_group] + consumer.buffer;
  }
  [[nodiscard]] std::size_t blueprints() const { return blueprints_; }

  /// Priorities that differ (see priority_levels), and the one of the step's requests; kNone where
  /// it runs for several.
  [[nodiscard]] std::uint32_t levels() const { return levels_; }
  [[nodiscard]] std::uint32_t level(std::uint32_t pc) const { return level_[pc]; }
  /// Lists of visits hold those of every blueprint, all requests together, and then those of every
  /// blueprint for each level.
  [[nodiscard]] std::size_t visits() const { return blueprints_ * (1 + levels_); }
  [[nodiscard]] std::size_t visit(std::size_t blueprint, std::uint32_t level) const {
    return blueprint + blueprints_ * (1 + level);
  }
  /// Of the step: of its level, where that decides who is next.
  [[nodiscard]] std::size_t visit(std::uint32_t pc) const {
    const bool apart =
        levels_ > 1 && level_[pc] != network::kNone && serves_by_priority(resource(pc));
    return apart ? visit(blueprint(pc), level_[pc]) : blueprint(pc);
  }

 private:
  void add_program(std::uint32_t entry, std::uint32_t group);
  void add_callees(std::uint32_t pc, std::uint32_t group);
  void add_call(std::uint32_t call);
  void find_siblings(std::uint32_t join, const std::vector<std::uint32_t>& children);
  [[nodiscard]] std::vector<std::uint32_t> sure_contacts(std::uint32_t child) const;

  const network::Network& net_;
  std::vector<std::uint32_t> owner_;
  std::vector<std::size_t> first_blueprint_;  ///< by group
  std::size_t blueprints_ = 0;
  std::uint32_t levels_;
  std::vector<std::uint32_t> level_;  ///< by step
  std::vector<std::uint32_t> entries_;
  std::map<std::uint32_t, Chain> programs_;  ///< by entry
  std::map<std::uint32_t, Chain> holdings_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> started_;
  std::map<std::uint32_t, std::uint32_t> late_starters_;
  std::map<std::uint32_t, std::vector<SiblingGroup>> siblings_;
};

}  // namespace headroom::analytic
