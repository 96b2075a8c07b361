#include "core/analytic/operating_point.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/analytic/closed_classes.h"
#include "core/analytic/demands.h"
#include "core/analytic/settlement.h"
#include "core/analytic/single_server.h"

namespace headroom::analytic {
namespace {

using network::kNone;
using network::Load;
using network::Network;

constexpr double kRateTolerance = 1e-9;  ///< relative, of throughputs found by iteration
constexpr double kSurplus = 1e-6;        ///< share of the users that may be too many or missing
constexpr int kSweeps = 100;             ///< over several closed classes

std::vector<double> open_rates(const Network& net, const Load& load) {
  std::vector<double> rates;
  for (std::size_t s = 0; s < net.sources.size(); ++s)
    rates.push_back(net.sources[s].closed() ? 0.0 : load.sources[s].rate.value());
  return rates;
}

std::vector<std::uint32_t> populations(const Network& net, const Load& load) {
  std::vector<std::uint32_t> users;
  for (std::size_t s = 0; s < net.sources.size(); ++s)
    users.push_back(net.sources[s].closed() ? load.sources[s].population : 0);
  return users;
}

bool poisson(const network::Source& source) { return source.arrivals.poisson(); }

/// What is left of the theorems about Poisson arrivals when these are not.
Exactness without_poisson(const Network& net, const Exactness& with) {
  Exactness result;
  if (!with.only_station || net.sources.size() != 1 || net.sources[0].closed()) return result;
  const network::Group& group = net.groups[*with.only_station];
  if (group.replicas == 1 && with.single_queue) result.single_server = with.only_station;
  return result;
}

Exactness exactness_of(const Network& net, const Load& load) {
  const Flows flow = flows(net);
  std::vector<bool> runs;
  for (std::size_t s = 0; s < net.sources.size(); ++s)
    runs.push_back(net.sources[s].closed() ? load.sources[s].population > 0
                                           : load.sources[s].rate.value() > 0.0);
  const Exactness found = exactness(net, flow, runs);
  const bool all = std::all_of(net.sources.begin(), net.sources.end(), poisson);
  return all ? found : without_poisson(net, found);
}

class Search {
 public:
  Search(const Network& net, const Load& load, const std::stop_token& stop)
      : net_(net),
        stop_(stop),
        users_(populations(net, load)),
        idle_(net, flows(net).owner),
        exactness_(exactness_of(net, load)) {
    idle_.update(std::vector<Visit>(idle_.structure().visits()));
    point_.offered = open_rates(net, load);
    point_.exactness = exactness_;
  }

  OperatingPoint run(const Load& load) {
    const bool users = std::any_of(users_.begin(), users_.end(), [](auto n) { return n > 0; });
    point_.carried = point_.offered;
    accept(settle(net_, point_.offered, users_, Slowed::everyone, stop_));
    if (stop_.stop_requested()) return std::move(point_);
    point_.means_exact =
        exactness_.product_form ||
        ((exactness_.single_queue || exactness_.only_room || exactness_.priority_queue) && !users);
    if (exactness_.single_server && !point_.bottleneck) answer_single_server();
    if (!users || point_.bottleneck) return std::move(point_);
    if (exactness_.product_form) {
      if (const auto answer = solve_users(net_, load)) {
        take(*answer);
        return std::move(point_);
      }
    }
    point_.means_exact = false;
    find_throughputs();
    return std::move(point_);
  }

 private:
  [[nodiscard]] std::unique_ptr<const Layers> layers_at(const Admitted& admitted,
                                                        KnownQueues known = {}) const {
    return std::make_unique<const Layers>(net_, admitted.rates, users_, std::move(known),
                                          admitted.passed_on, Layers::kRounds, stop_);
  }

  void accept(Settlement settled) {
    point_.carried = std::move(settled.admitted.rates);
    point_.bottleneck = settled.bottleneck;
    point_.layers = std::move(settled.layers);
    point_.overload = std::move(settled.overload);
    point_.left_behind = 0.0;
    for (std::uint32_t pc = 0; pc < net_.steps.size(); ++pc)
      point_.left_behind += messages_left(*point_.layers, pc);
  }

  [[nodiscard]] static double messages_left(const Layers& layers, std::uint32_t pc) {
    return layers.rate(pc) * (1.0 - layers.failure(pc)) * (1.0 - layers.passed_on(pc));
  }

  /// One class at one exponential server, whose arrivals are known more exactly than by their
  /// variability.
  void answer_single_server() {
    const std::uint32_t group = *exactness_.single_server;
    std::uint32_t used = 0;
    while (load_of(group, used).attempts_per_s <= 0.0)
      if (++used == net_.groups[group].resources.size()) return;
    const double service = load_of(group, used).service.mean;
    const workload::Arrivals& arrivals = net_.sources[0].arrivals;
    const auto mean = single_server_mean_response(arrivals, point_.carried[0], 1.0 / service);
    if (!mean) return;
    KnownQueues known;
    known.wait_s[blueprint_index(net_, group, used)] = *mean - service;
    point_.layers = layers_at({point_.carried, {}}, known);
    point_.means_exact = true;
    point_.exponential_response = arrivals.one_by_one() && !arrivals.bursts;
  }
  [[nodiscard]] const ResourceLoad& load_of(std::uint32_t group, std::uint32_t resource) const {
    return point_.layers->loads()[blueprint_index(net_, group, resource)];
  }

  // ------------------------------------------------------------ closed classes

  void take(const UsersAnswer& answer) {
    point_.offered = point_.carried = answer.rate;
    point_.response_s = answer.response_s;
    point_.means_exact = answer.exact;
    point_.layers = layers_at({answer.rate, {}}, answer.queues);
  }

  /// X = N / (Z + R(X)), one class after the other until none moves.
  void find_throughputs() {
    for (int sweep = 0; sweep < kSweeps && !stop_.stop_requested(); ++sweep) {
      bool moved = false;
      for (std::size_t s = 0; s < users_.size(); ++s) {
        if (users_[s] == 0) continue;
        const double before = point_.carried[s];
        point_.carried[s] = throughput(s);
        moved = moved || std::abs(point_.carried[s] - before) > kRateTolerance * before;
      }
      if (!moved) break;
    }
    if (stop_.stop_requested()) return;
    point_.offered = point_.carried;
    Settlement settled = settle(net_, point_.carried, users_, Slowed::messages, stop_);
    const Admitted admitted = settled.admitted;
    accept(std::move(settled));
    if (point_.bottleneck || stop_.stop_requested()) return;
    KnownQueues known;
    for (std::size_t s = 0; s < users_.size(); ++s)
      if (users_[s] > 0) fit_queue(s, known);
    if (!known.wait_s.empty() || !known.stretch.empty()) point_.layers = layers_at(admitted, known);
  }

  /// In saturation the throughput says nothing about how many wait: it is the same for any number.
  /// Little's law over the whole cycle does; the longest queue takes the difference.
  void fit_queue(std::size_t source, KnownQueues& known) const {
    const double excess = surplus(*point_.layers, source, point_.carried[source]);
    if (std::abs(excess) < kSurplus * users_[source]) return;
    std::size_t longest = 0;
    for (std::size_t k = 1; k < point_.layers->loads().size(); ++k)
      if (waiting_at(k) > waiting_at(longest)) longest = k;
    const Visit& visit = point_.layers->visits()[longest];
    const ResourceLoad& load = point_.layers->loads()[longest];
    const double left = std::max(0.0, waiting_at(longest) - excess);
    if (visit.sharing.load > 0.0)
      known.stretch[longest] = visit.sharing.alone + left / load.busy();
    else
      known.wait_s[longest] = left / load.attempts_per_s;
  }

  /// Customers in a queue, or slowed down by others.
  [[nodiscard]] double waiting_at(std::size_t resource) const {
    const Visit& visit = point_.layers->visits()[resource];
    const ResourceLoad& load = point_.layers->loads()[resource];
    return load.attempts_per_s * visit.waiting.wait.mean +
           load.busy() * (visit.sharing.stretch - visit.sharing.alone);
  }

  /// Customers that a throughput would need, less those there are; rises with the throughput.
  [[nodiscard]] double surplus(std::size_t source, double rate) const {
    std::vector<double> rates = point_.carried;
    rates[source] = rate;
    const Settlement settled = settle(net_, rates, users_, Slowed::messages, stop_);
    if (find_bottleneck(net_, *settled.layers) || asks_too_much(net_, *settled.layers, idle_))
      return std::numeric_limits<double>::infinity();
    return surplus(*settled.layers, source, rate);
  }
  [[nodiscard]] double surplus(const Layers& layers, std::size_t source, double rate) const {
    const double response = layers.programs().outcome(net_.sources[source].entry).any().mean;
    return rate * (think_time(net_, net_.sources[source]) + response) - users_[source];
  }

  /// By the secant through the ends of the bracket, halved when that stays on one side (Illinois).
  [[nodiscard]] double throughput(std::size_t source) const {
    const double users = users_[source];
    double low = 0.0;
    double at_low = -users;
    double high = users;  // per second; doubled until too much
    double at_high = surplus(source, high);
    while (at_high < 0.0 && !stop_.stop_requested()) at_high = surplus(source, high *= 2.0);
    bool low_moved = false;
    bool high_moved = false;
    while (high - low > kRateTolerance * high && !stop_.stop_requested()) {
      const bool finite = at_high < std::numeric_limits<double>::infinity();
      const double next =
          finite ? high - at_high * (high - low) / (at_high - at_low) : (low + high) / 2.0;
      if (next <= low || next >= high) break;
      const double value = surplus(source, next);
      if (value == 0.0) return next;
      if (value < 0.0) {
        if (low_moved) at_high /= 2.0;
        low = next;
        at_low = value;
      } else {
        if (high_moved) at_low /= 2.0;
        high = next;
        at_high = value;
      }
      low_moved = value < 0.0;
      high_moved = !low_moved;
    }
    return low + (high - low) / 2.0;
  }

  const Network& net_;
  const std::stop_token& stop_;
  const std::vector<std::uint32_t> users_;
  Programs idle_;  ///< nobody waits
  const Exactness exactness_;
  OperatingPoint point_;
};

}  // namespace

bool quantiles_exact(const Network& network, const OperatingPoint& point) {
  const Exactness& exact = point.exactness;
  return point.means_exact && std::ranges::none_of(network.sources, &network::Source::closed) &&
         (exact.only_station || exact.only_room || point.exponential_response);
}

OperatingPoint operating_point(const Network& network, const Load& load,
                               const std::stop_token& stop) {
  return Search(network, load, stop).run(load);
}

}  // namespace headroom::analytic
