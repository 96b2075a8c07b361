#include <cmath>
#include <optional>
#include <set>
#include <string>

#include "core/network/checks.h"
#include "core/network/step_walk.h"

namespace headroom::network {
namespace {

/// Where a draw of the network comes from.
struct Time {
  const Group* group = nullptr;
  const Site* site = nullptr;
  [[nodiscard]] double mean_s() const { return site->distribution.mean(); }
};

/// Names places of the scenario for draws of the network.
class Places {
 public:
  explicit Places(const Directory& directory) {
    for (const auto& [name, component] : directory.architecture().components)
      walk_steps(component, [&](const architecture::Step& step, const std::string& pointer) {
        known_.insert(pointer + "/" + std::string(name_of(step)));
      });
  }
  /// The step that `purpose` says, else the component: times may come from parameters.
  [[nodiscard]] std::string of(const Time& time) const {
    const std::string component = "/components/" + time.group->component;
    const std::string step = component + "/operations/" + time.site->purpose;
    return known_.contains(step) ? step : component;
  }

 private:
  std::set<std::string> known_;
};

/// Service demands and delays of all operations.
std::vector<Time> times_of(const Network& network) {
  std::vector<Time> times;
  for (const Operation& operation : network.operations) {
    const Group& group = network.groups[operation.group];
    for (std::uint32_t pc = operation.entry; pc < operation.end; ++pc) {
      const Step& step = network.steps[pc];
      if (step.op == Op::serve || step.op == Op::delay)
        times.push_back({&group, &group.sites[step.site]});
    }
  }
  return times;
}

std::string described(const Time& time) {
  return time.group->component + " (" + time.site->purpose + ")";
}

void check_use(const std::vector<Time>& times, Findings& findings) {
  for (const Time& time : times)
    if (time.mean_s() > 0.0) return;
  findings.warning("no-resource-used", "/components",
                   "no resource is used: no operation takes any time",
                   "give the steps the time that they take");
}

/// Milliseconds for seconds, or the like.
void check_spread(const std::vector<Time>& times, const Places& places, Findings& findings) {
  constexpr double kLargestRatio = 1e6;
  std::optional<Time> least, most;
  for (const Time& time : times) {
    if (time.mean_s() <= 0.0) continue;
    if (!least || time.mean_s() < least->mean_s()) least = time;
    if (!most || time.mean_s() > most->mean_s()) most = time;
  }
  if (!most || most->mean_s() <= kLargestRatio * least->mean_s()) return;
  findings.warning("times-far-apart", places.of(*most),
                   "the times of " + described(*most) + " and " + described(*least) +
                       " differ by a factor of more than 1000000",
                   "check their units");
}

void check_tails(const Network& network, const Places& places, Findings& findings) {
  for (const Group& group : network.groups)
    for (const Site& site : group.sites)
      if (!site.uniform && !std::isfinite(site.distribution.variance()))
        findings.warning(
            "infinite-variance", places.of({&group, &site}),
            described({&group, &site}) + " has an infinite variance; means converge slowly",
            "give an upper bound: pareto(alpha, low, high)");
}

}  // namespace

void check_times(const Directory& directory, const Network& network, Findings& findings) {
  const Places places(directory);
  const std::vector<Time> times = times_of(network);
  check_use(times, findings);
  check_spread(times, places, findings);
  check_tails(network, places, findings);
}

}  // namespace headroom::network
