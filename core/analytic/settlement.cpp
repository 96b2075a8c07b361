#include "core/analytic/settlement.h"

#include <algorithm>
#include <utility>

namespace headroom::analytic {
namespace {

using network::Network;
using network::ResourceKind;

constexpr double kJustBelow = 1.0 - 1e-9;  ///< share of its capacity at which a resource still runs
constexpr double kIdle = 1.0 - 1e-6;       ///< load below which a throttled line could do more
constexpr double kShareTolerance = 1e-9;   ///< relative
constexpr int kRaises = 100;
constexpr int kAllRounds = 3000;  ///< of the iterations over layers together
constexpr int kFewRounds = 50;    ///< of each one then: enough to tell whether a line overflows

/// Lets through a share of what comes to a bottleneck.
struct Throttle {
  Bottleneck bottleneck;
  Inflow in;
  double share = 1.0;

  [[nodiscard]] bool slows_requests() const {
    return std::ranges::find(in.sources, true) != in.sources.end();
  }
  /// Not where so little is left of what others throttle that no step is executed any more.
  [[nodiscard]] bool slows_something() const { return slows_requests() || !in.handovers.empty(); }
};

double line_load(const Layers& layers, const Bottleneck& bottleneck) {
  const Visit& visit = layers.visits()[bottleneck.line];
  return std::max(visit.waiting.load, visit.sharing.load);
}

class Settling {
 public:
  Settling(const Network& net, const std::vector<double>& rates,
           const std::vector<std::uint32_t>& populations, const std::stop_token& stop)
      : net_(net), rates_(rates), populations_(populations), stop_(stop) {
    let_in();
  }

  Settlement run(Slowed slowed) {
    while (!stop_.stop_requested()) {
      Throttle* throttle = overflowing();
      if (throttle == nullptr) throttle = idle();
      if (throttle == nullptr) break;
      if (slowed == Slowed::messages && throttle->slows_requests()) break;
      if (!result_.bottleneck) result_.bottleneck = throttle->bottleneck;
      if (!throttle->slows_something()) break;
      throttle->share = largest_share(*throttle);
      if (!result_.overload) result_.overload = std::move(result_.layers);
      let_in();
    }
    return std::move(result_);
  }

 private:
  void let_in() {
    result_.admitted = admitted();
    result_.layers = layers_at(result_.admitted);
  }

  /// A search takes hundreds of iterations; where they are long it shall still end.
  std::unique_ptr<const Layers> layers_at(const Admitted& admitted) {
    const int most = is_patient() ? Layers::kRounds : kFewRounds;
    auto layers = std::make_unique<const Layers>(net_, admitted.rates, populations_, KnownQueues{},
                                                 admitted.passed_on, most, stop_);
    rounds_ += layers->rounds();
    return layers;
  }
  [[nodiscard]] bool is_patient() const { return rounds_ < kAllRounds; }

  [[nodiscard]] Admitted admitted() const {
    Admitted result{rates_, PassedOn(net_.steps.size(), 1.0)};
    for (const Throttle& throttle : throttles_) {
      for (std::size_t s = 0; s < rates_.size(); ++s)
        if (throttle.in.sources[s]) result.rates[s] *= throttle.share;
      for (const std::uint32_t pc : throttle.in.handovers) result.passed_on[pc] *= throttle.share;
    }
    return result;
  }

  /// That of the present bottleneck.
  Throttle* overflowing() {
    const std::optional<Bottleneck> bottleneck = find_bottleneck(net_, *result_.layers);
    if (!bottleneck) return nullptr;
    for (Throttle& throttle : throttles_)
      if (throttle.bottleneck.line == bottleneck->line) return &throttle;
    Inflow in = inflow(net_, *result_.layers, *bottleneck);
    for (std::size_t s = 0; s < rates_.size(); ++s)
      in.sources[s] = in.sources[s] && rates_[s] > 0.0;
    throttles_.push_back({*bottleneck, std::move(in)});
    return &throttles_.back();
  }

  /// One that holds back messages which, now that others hold back more, could be worked off.
  Throttle* idle() {
    for (Throttle& throttle : throttles_) {
      if (throttle.slows_requests() || throttle.share == 1.0) continue;
      if (line_load(*result_.layers, throttle.bottleneck) >= kIdle) continue;
      return is_patient() && raises_++ < kRaises ? &throttle : nullptr;
    }
    return nullptr;
  }

  /// A station carries what the utilisation law says. How long a token is held depends on the load
  /// itself, and messages may come from requests that are let in less: there the share is found by
  /// bisection.
  double largest_share(Throttle& throttle) {
    const Bottleneck& at = throttle.bottleneck;
    const bool both = throttle.slows_requests() && !throttle.in.handovers.empty();
    if (net_.groups[at.group].resources[at.resource].kind == ResourceKind::station && !both)
      return std::min(1.0, throttle.share * kJustBelow / line_load(*result_.layers, at));
    if (!overflows_at(throttle, 1.0)) return 1.0;
    double low = 0.0;
    double high = 1.0;
    while (high - low > kShareTolerance * high && !stop_.stop_requested()) {
      const double middle = low + (high - low) / 2.0;
      (overflows_at(throttle, middle) ? high : low) = middle;
    }
    return low;
  }

  bool overflows_at(Throttle& throttle, double share) {
    throttle.share = share;
    return overflows(*layers_at(admitted()), throttle.bottleneck);
  }

  const Network& net_;
  const std::vector<double>& rates_;
  const std::vector<std::uint32_t>& populations_;
  const std::stop_token& stop_;
  std::vector<Throttle> throttles_;
  int raises_ = 0;
  int rounds_ = 0;
  Settlement result_;
};

}  // namespace

Settlement settle(const Network& network, const std::vector<double>& rates,
                  const std::vector<std::uint32_t>& populations, Slowed slowed,
                  const std::stop_token& stop) {
  return Settling(network, rates, populations, stop).run(slowed);
}

}  // namespace headroom::analytic
