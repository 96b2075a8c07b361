#include "core/analytic/programs.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/analytic/fork_join.h"
#include "core/analytic/walk.h"
#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

using network::kNone;
using network::Op;
using network::Step;

constexpr double kSweepTolerance = 1e-15;  // relative, of the moments of a program with loops

/// Times as their first two moments.
class Moments {
 public:
  using Law = Time;
  /// E[1{A}], E[T 1{A}], E[T^2 1{A}] on the paths A.
  struct Part {
    double probability = 0.0;
    double first = 0.0;
    double second = 0.0;
  };

  explicit Moments(const std::vector<std::vector<Time>>& draws) : draws_(draws) {}

  [[nodiscard]] Law draw(std::uint32_t group, std::uint32_t site, double speed) const {
    const Time time = draws_[group][site];
    return {time.mean / speed, time.variance / (speed * speed)};
  }
  [[nodiscard]] Law shares(std::uint32_t group, std::uint32_t site, double speed,
                           const Sharing& sharing) const {
    return shared_residence(draw(group, site, speed), sharing);
  }
  [[nodiscard]] static Law waits(const Waiting& waiting) { return waiting.wait; }
  [[nodiscard]] static Law constant(double seconds) { return {seconds, 0.0}; }
  [[nodiscard]] static Law sum(Law a, Law b) { return a + b; }
  [[nodiscard]] static Law either(double weight_a, Law a, double weight_b, Law b) {
    const double all = weight_a + weight_b;
    if (all <= 0.0) return {};
    return Time::from_second_moment(
        (weight_a * a.mean + weight_b * b.mean) / all,
        (weight_a * a.second_moment() + weight_b * b.second_moment()) / all);
  }
  [[nodiscard]] static Truncated<Law> until(Law law, double limit) {
    return gamma_truncated(law, limit);
  }
  [[nodiscard]] static Law longest(const std::vector<std::pair<Law, double>>& laws) {
    std::vector<Branches> branches;
    for (const auto& [law, count] : laws) branches.push_back({law, count});
    return branches.empty() ? Law{} : analytic::longest(branches);
  }

  [[nodiscard]] static Truncated<Law> among(std::size_t wanted,
                                            const std::vector<std::pair<double, Law>>& laws) {
    std::vector<Racer> racers;
    for (const auto& [probability, law] : laws) racers.push_back({probability, law});
    return race(wanted, racers);
  }

  [[nodiscard]] static Part certain() { return {1.0, 0.0, 0.0}; }
  static void add(Part& part, double p, Law x, const Part& rest) {
    part.probability += p * rest.probability;
    part.first += p * (x.mean * rest.probability + rest.first);
    part.second +=
        p * (x.second_moment() * rest.probability + 2.0 * x.mean * rest.first + rest.second);
  }
  [[nodiscard]] static bool same(const Part& a, const Part& b) {
    const auto near = [](double x, double y) {
      return std::abs(x - y) <= kSweepTolerance * std::abs(y);
    };
    return near(a.probability, b.probability) && near(a.first, b.first) && near(a.second, b.second);
  }
  [[nodiscard]] static double probability(const Part& part) { return part.probability; }
  [[nodiscard]] static Law law(const Part& part) {
    if (part.probability <= 0.0) return {};
    return Time::from_second_moment(part.first / part.probability, part.second / part.probability);
  }

 private:
  const std::vector<std::vector<Time>>& draws_;
};

/// Serves nobody: there is only the wait.
bool limits_rate(const network::Resource& resource) {
  return resource.discipline == network::Discipline::token_bucket;
}

}  // namespace

Time Outcome::any() const { return Moments::either(success, succeeded, 1.0 - success, failed); }

void Use::add(double times, const Use& other) {
  std::vector<Part> sum;
  sum.reserve(parts.size() + other.parts.size());
  auto own = parts.cbegin();
  for (const Part& more : other.parts) {
    for (; own != parts.cend() && own->station < more.station; ++own) sum.push_back(*own);
    sum.push_back(more);
    sum.back().visits *= times;
    sum.back().work_s *= times;
    if (own == parts.cend() || own->station != more.station) continue;
    sum.back().visits += own->visits;
    sum.back().work_s += own->work_s;
    ++own;
  }
  sum.insert(sum.end(), own, parts.cend());
  parts = std::move(sum);
}

void Use::add(const Part& part) {
  const auto place = std::ranges::lower_bound(parts, part.station, {}, &Part::station);
  if (place == parts.end() || place->station != part.station) {
    parts.insert(place, part);
    return;
  }
  place->visits += part.visits;
  place->work_s += part.work_s;
}

Programs::Programs(const network::Network& network, const std::vector<std::uint32_t>& owner)
    : net_(network), structure_(network, owner), failure_(network.steps.size(), 0.0) {
  for (const network::Group& group : net_.groups) {
    draws_.emplace_back();
    for (const network::Site& site : group.sites) {
      const double mean = site.distribution.mean();
      double variance = site.distribution.variance();
      if (!std::isfinite(variance)) {
        variance = mean * mean;
        infinite_variance_ = true;
      }
      draws_.back().push_back({mean, variance});
    }
  }
}

void Programs::update(const std::vector<Visit>& visits) {
  HEADROOM_EXPECTS(visits.size() == structure_.visits());
  const Moments moments(draws_);
  const Walk<Moments> walk(structure_, moments, visits);
  for (std::uint32_t pc = 0; pc < failure_.size(); ++pc) {
    const Op op = net_.steps[pc].op;
    const bool fails = structure_.owner(pc) != kNone && op != Op::branch && op != Op::turn;
    failure_[pc] = fails ? walk.ways(pc)[1].probability : 0.0;
  }
  for (const auto& [delay, join] : structure_.late_starters())
    failure_[delay] = decided(walk, join, starts_at(delay));
  for (const std::uint32_t entry : structure_.entries()) {
    const Chain& chain = structure_.program(entry);
    const auto& ending = walk.ending(entry);
    outcomes_[entry] = {ending.success, ending.succeeded, ending.failed};
    uses_[entry] = use(chain, chances(chain, walk.all_ways(chain)), visits);
  }
  for (const auto& [pc, chain] : structure_.holdings()) {
    const auto ways = walk.all_ways(chain);
    const auto ending = walk.ending(ways, chain);
    held_[pc] = Outcome{ending.success, ending.succeeded, ending.failed}.any();
    uses_while_held_[pc] = use(chain, chances(chain, ways), visits);
  }
}

/// When a branch begins that begins with a delay.
double Programs::starts_at(std::uint32_t pc) const {
  const bool late = structure_.late_starters().count(pc) != 0;
  return late ? draw(structure_.owner(pc), net_.steps[pc].site).mean : 0.0;
}

/// How likely those racers of `join` that begin before the time t have decided it by then.
template <class Walk>
double Programs::decided(const Walk& walk, std::uint32_t join, double t) const {
  std::vector<double> ended;
  for (const std::uint32_t child : structure_.started(join)) {
    const bool later = net_.steps[child].op == Op::fork && starts_at(net_.steps[child].a) >= t;
    const auto ends = walk.ways_of_child(child);
    ended.push_back(later ? 0.0 : ends[0].probability * gamma_cdf(ends[0].time, t));
  }
  return at_least(net_.steps[join].site, ended);
}

/// Of each way of each node. A racer that yields has the time of all its steps, but leaves out
/// those that it comes too late for.
template <class Ways>
std::vector<Programs::Probabilities> Programs::chances(const Chain& chain,
                                                       const std::vector<Ways>& ways) const {
  std::vector<Probabilities> result;
  result.reserve(ways.size());
  for (std::size_t n = 0; n < ways.size(); ++n) {
    result.push_back({ways[n][0].probability, ways[n][1].probability, ways[n][2].probability});
    const std::uint32_t pc = chain.nodes[n].pc;
    if (net_.steps[pc].op == Op::delay) result.back() = {1.0 - failure_[pc], failure_[pc], 0.0};
  }
  return result;
}

/// Follows one execution's worth of contexts from the start until hardly any is left inside.
Use Programs::use(const Chain& chain, const std::vector<Probabilities>& ways,
                  const std::vector<Visit>& visits) const {
  std::vector<double> coming(chain.nodes.size(), 0.0);
  coming[chain.start] = 1.0;
  Use result;
  for (double inside = 1.0; inside > kSweepTolerance;) {
    inside = 0.0;
    for (std::size_t n = chain.nodes.size(); n-- > 0;) {
      const double times = std::exchange(coming[n], 0.0);
      if (times <= 0.0) continue;
      add_use(result, chain, chain.nodes[n], times, visits);
      for (std::size_t way = 0; way < kWays; ++way) {
        const std::uint32_t next = chain.nodes[n].next[way];
        if (next >= Node::kFailed) continue;
        coming[next] += times * ways[n][way];
        if (next >= n) inside += times * ways[n][way];
      }
    }
  }
  return result;
}

void Programs::add_use(Use& use, const Chain& chain, const Node& node, double times,
                       const std::vector<Visit>& visits) const {
  const Step& step = net_.steps[node.pc];
  const bool goes_along = step.op == Op::detach && chain.nodes[node.next[0]].pc == step.a;
  if (step.op == Op::call || step.op == Op::spawn)
    use.add(times, uses_.at(net_.calls[step.a].entry));
  if (step.op == Op::fork || (step.op == Op::detach && !goes_along))
    use.add(times, uses_.at(step.a));
  if (step.op != Op::serve || limits_rate(structure_.resource(node.pc))) return;
  const double served = times * (1.0 - visits[structure_.visit(node.pc)].waiting.refused);
  const double work_s = served * draw(structure_.owner(node.pc), step.site).mean /
                        structure_.resource(node.pc).full_speed();
  use.add(
      {structure_.blueprint(node.pc), structure_.owner(node.pc), step.resource, served, work_s});
}

}  // namespace headroom::analytic
