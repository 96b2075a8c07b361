// The network while it is being compiled: what kinds write, and what can only be joined when all of
// them have written.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/network/compile.h"
#include "core/network/directory.h"
#include "core/network/network.h"

namespace headroom::network {

/// Programs end up in one flat array that both solvers walk.
inline constexpr std::size_t kMaximumSteps = 1'000'000;
/// Of the state of one simulated copy of the network.
inline constexpr double kMaximumStateBytes = 4.0 * 1024 * 1024 * 1024;

/// Too many steps: thrown out of the kind that is writing them, because it alone holds the loop,
/// and caught by compile. Never leaves this folder.
class TooManySteps : public std::length_error {
 public:
  using std::length_error::length_error;
};

/// A message or call whose callee may not have been written yet.
struct PendingCall {
  std::uint32_t call = 0;
  std::uint32_t caller = 0;  ///< group
  architecture::Target callee;
  std::optional<Policy> policy = std::nullopt;
  std::string purpose;  ///< within the caller's replica
  bool replies = true;
};

class Assembly {
 public:
  explicit Assembly(const Directory& directory);

  [[nodiscard]] const Directory& directory() const { return *directory_; }
  [[nodiscard]] const std::vector<Step>& steps() const { return network_.steps; }
  [[nodiscard]] const std::vector<Resource>& resources(std::uint32_t group) const;
  Resource& resource(std::uint32_t group, std::uint16_t index) {
    return network_.groups[group].resources[index];
  }

  std::uint32_t add_group(const architecture::Component& component);
  void replicate(std::uint32_t group, std::uint32_t count, Policy policy);
  void slow_down(std::uint32_t group, const SlowReplicas& slow);
  void scale(std::uint32_t group, const Autoscaling& scaling);
  void set_hop(std::uint32_t group, const random::Distribution& one_way);
  void set_think_time(std::uint32_t group, const random::Distribution& time);
  void set_partitions(std::uint32_t group, const Partitions& partitions) {
    network_.groups[group].partitions = partitions;
  }
  std::uint16_t add_resource(std::uint32_t group, Resource resource);
  /// The group's gate of this label and rule, made when it is asked for first.
  std::uint16_t gate(std::uint32_t group, const std::string& label, const Gate& rule);
  /// The site of this purpose, made when it is asked for first; the same again must draw the same.
  std::uint32_t site(std::uint32_t group, const Site& wanted);
  std::uint32_t timeout(Seconds time);

  /// Position of the new step.
  std::uint32_t emit(const Step& step);
  Step& step(std::uint32_t pc) { return network_.steps[pc]; }
  void drop_steps_from(std::uint32_t pc) { network_.steps.resize(pc); }
  CallSite& call(std::uint32_t index) { return network_.calls[index]; }
  /// `pending.call` is filled in.
  std::uint32_t add_call(PendingCall pending, const CallSite& site);
  void add_operation(const Operation& operation, bool callable);
  [[nodiscard]] std::uint32_t consumers() const {
    return static_cast<std::uint32_t>(consumers_.size());
  }
  void add_consumer(const std::string& queue, const Consumer& consumer);

  /// Joins calls, consumers and sources with what they name and lays out the run-time state. An
  /// error when that would be too large. Leaves nothing behind.
  Result<Network> finish(const std::vector<ClassEntry>& entries);

 private:
  struct Notes {  ///< of one group
    Policy policy = Policy::random;
    std::optional<random::Distribution> hop;
    std::uint32_t think_site = kNone;
    std::map<std::string, std::uint32_t> sites;
  };
  using BalancerKey = std::tuple<bool, std::string, std::uint32_t, Policy>;

  void join_call(const PendingCall& pending);
  void join_consumer(const std::string& queue, Consumer consumer);
  void add_source(const ClassEntry& entry);
  [[nodiscard]] std::optional<Diagnostic> memory_problem() const;
  [[nodiscard]] std::uint32_t group_of(const std::string& component) const;
  [[nodiscard]] std::uint32_t entry_of(const architecture::Target& operation) const;
  std::uint32_t balancer(const BalancerKey& key);

  const Directory* directory_;
  Network network_;
  std::vector<Notes> notes_;  ///< by group
  std::map<std::string, std::uint32_t> groups_;
  std::map<architecture::Target, std::uint32_t> entries_;
  std::map<Seconds, std::uint32_t> timeouts_;
  std::map<BalancerKey, std::uint32_t> balancers_;
  std::vector<PendingCall> calls_;
  std::vector<std::pair<std::string, Consumer>> consumers_;
};

}  // namespace headroom::network
