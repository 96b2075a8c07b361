// headroom-bench-parts: what the parts of the engine cost one by one, by Google Benchmark. What
// counts is the cost of a request (headroom-bench); this shows where a change of it comes from.
#include <array>
#include <benchmark/benchmark.h>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/io/catalogue_file.h"
#include "core/io/scenario_file.h"
#include "core/network/content.h"
#include "core/projection/model.h"
#include "core/random/draws.h"
#include "core/sim/event_set.h"
#include "core/sim/gates.h"
#include "core/sim/timer_lane.h"
#include "core/sim/token_bucket.h"
#include "core/stats/histogram.h"
#include "models/models.h"
#include "tests/bench/tree.h"

namespace headroom::bench {
namespace {

using benchmark::DoNotOptimize;
using benchmark::State;
using random::Distribution;

random::DrawSite site(Distribution distribution, const std::string& purpose) {
  return {std::move(distribution), random::stream_key(1, 0, "parts", 0, purpose)};
}

constexpr std::size_t kSamples = 4096;

/// Drawn before, so that the cost of drawing stays out of what is measured.
std::vector<double> samples(const Distribution& distribution) {
  random::DrawSite numbers = site(distribution, "samples");
  std::vector<double> values(kSamples);
  for (double& value : values) value = numbers.next();
  return values;
}

/// Hands out the values again and again.
class Cycle {
 public:
  explicit Cycle(const Distribution& distribution) : values_(samples(distribution)) {}
  double next() { return values_[index_++ % kSamples]; }

 private:
  std::vector<double> values_;
  std::size_t index_ = 0;
};

// ---------------------------------------------------------------- event sets

/// HOLD: the earliest of so many events is taken, and comes back an exponential time later.
template <class Set>
void hold(State& state) {
  Cycle delays(Distribution::exponential(1.0));
  Set set;
  std::uint64_t sequence = 0;
  for (std::int64_t i = 0; i < state.range(0); ++i)
    set.push(sim::make_key(delays.next(), ++sequence, 0));
  for (auto _ : state) {
    const double now = sim::time_of(set.top());
    set.pop();
    set.push(sim::make_key(now + delays.next(), ++sequence, 0));
  }
  DoNotOptimize(set.top());
}
BENCHMARK_TEMPLATE(hold, sim::EventSet)->RangeMultiplier(10)->Range(10, 1'000'000);
BENCHMARK_TEMPLATE(hold, sim::EventHeap)->RangeMultiplier(10)->Range(10, 1'000'000);

// ---------------------------------------------------------------- random draws

void draw(State& state, const Distribution& distribution) {
  random::DrawSite numbers = site(distribution, "draws");
  for (auto _ : state) DoNotOptimize(numbers.next());
}
BENCHMARK_CAPTURE(draw, deterministic, Distribution::deterministic(1.0));
BENCHMARK_CAPTURE(draw, exponential, Distribution::exponential(1.0));
BENCHMARK_CAPTURE(draw, erlang, Distribution::erlang(3, 1.0));
BENCHMARK_CAPTURE(draw, gamma, Distribution::gamma(1.0, 0.7));
BENCHMARK_CAPTURE(draw, lognormal, Distribution::lognormal(1.0, 2.0));
BENCHMARK_CAPTURE(draw, hyperexponential, Distribution::hyperexponential(1.0, 2.0));
BENCHMARK_CAPTURE(draw, uniform, Distribution::uniform(0.0, 2.0));
BENCHMARK_CAPTURE(draw, weibull, Distribution::weibull(0.7, 1.0));
BENCHMARK_CAPTURE(draw, bounded_pareto, Distribution::bounded_pareto(1.5, 1.0, 1000.0));
BENCHMARK_CAPTURE(draw, pareto, Distribution::pareto(2.5, 1.0));
BENCHMARK_CAPTURE(draw, geometric, Distribution::geometric(4.0, 1.0));
BENCHMARK_CAPTURE(draw, discrete, Distribution::discrete({1.0, 2.0, 5.0}, {0.5, 0.3, 0.2}));
BENCHMARK_CAPTURE(draw, empirical,
                  Distribution::empirical(samples(Distribution::exponential(1.0))));
BENCHMARK_CAPTURE(draw, mixture,
                  Distribution::mixture({0.9, 0.1}, {Distribution::exponential(0.5),
                                                     Distribution::lognormal(5.0, 1.0)}));

void draw_uniform_word(State& state) {
  random::UniformSite numbers(random::stream_key(1, 0, "parts", 0, "words"));
  for (auto _ : state) DoNotOptimize(numbers.next());
}
BENCHMARK(draw_uniform_word);

// ---------------------------------------------------------------- statistics

void histogram_record(State& state) {
  Cycle times(Distribution::lognormal(0.050, 2.0));
  stats::Histogram histogram;
  for (auto _ : state) histogram.record(times.next());
  DoNotOptimize(histogram.count());
}
BENCHMARK(histogram_record);

void histogram_quantile(State& state) {
  stats::Histogram histogram;
  for (const double time : samples(Distribution::lognormal(0.050, 2.0))) histogram.record(time);
  for (auto _ : state) DoNotOptimize(histogram.quantile(0.95));
}
BENCHMARK(histogram_quantile);

void histogram_merge(State& state) {
  stats::Histogram histogram;
  for (const double time : samples(Distribution::lognormal(0.050, 2.0))) histogram.record(time);
  stats::Histogram all;
  for (auto _ : state) all.merge(histogram);
  DoNotOptimize(all.count());
}
BENCHMARK(histogram_merge);

// ---------------------------------------------------------------- timers

/// A call with a timeout: its timer is set, and so many calls later it has replied in time.
void timer_lane_set_and_dropped(State& state) {
  const auto pending = static_cast<std::size_t>(state.range(0));
  sim::ContextPool contexts;
  const sim::Deliveries deliveries;
  const sim::Watched watched{contexts, deliveries};
  for (std::size_t i = 0; i < pending; ++i) contexts.make(0, 0);
  sim::TimerLane lane(1.0);
  double now = 0.0;
  std::size_t oldest = 0;
  for (auto _ : state) {
    sim::Context& context = contexts[static_cast<std::uint32_t>(oldest)];
    ++context.ticket;  // what its last timer was for is over
    DoNotOptimize(lane.add({.expiry = now + lane.timeout(),
                            .context = static_cast<std::uint32_t>(oldest),
                            .stamp = context.ticket,
                            .of = sim::TimerOf::wait},
                           watched));
    oldest = (oldest + 1) % pending;
    now += 1e-3;
  }
}
BENCHMARK(timer_lane_set_and_dropped)->RangeMultiplier(100)->Range(1, 100'000);

// ---------------------------------------------------------------- gates

/// A call is admitted and reported; one of ten fails.
void gate(State& state, const network::Gate& rule) {
  sim::GateState gate = sim::gate_state(rule);
  double now = 0.0;
  std::uint64_t calls = 0;
  for (auto _ : state) {
    const sim::Attempt attempt{.succeeded = ++calls % 10 != 0};
    if (sim::admit(gate, now, attempt)) sim::report(gate, now, attempt);
    now += 1e-3;
  }
  DoNotOptimize(gate);
}
BENCHMARK_CAPTURE(gate, retry_tokens, network::RetryTokens{});
BENCHMARK_CAPTURE(gate, retry_share, network::RetryShare{});
BENCHMARK_CAPTURE(gate, circuit_breaker_of_calls, network::CircuitBreaker{.calls = 100});
BENCHMARK_CAPTURE(gate, circuit_breaker_of_seconds, network::CircuitBreaker{});

void token_bucket(State& state) {
  sim::TokenBucket bucket(1000.0, 100.0);
  double now = 0.0;
  for (auto _ : state) {
    DoNotOptimize(bucket.wait(now, 1.0));
    bucket.take(now, 1.0);
    now += 1e-3;
  }
}
BENCHMARK(token_bucket);

// ---------------------------------------------------------------- compiling

/// A tree of so many components, read but not compiled.
struct Drawn {
  explicit Drawn(std::size_t components) : kinds(models::builtin_kinds()) {
    cost::Catalogue catalogue;
    for (const models::DataFile& data : models::catalogue_files())
      catalogue =
          io::add_catalogue(std::move(catalogue), data.text, std::string(data.name)).value();
    file = io::read_scenario_text(tree(components), "tree", io::Known{kinds, catalogue}).value();
  }
  [[nodiscard]] network::Network compiled() const {
    return network::compile(file.scenario.architecture, kinds, file.catalogue.sizes,
                            projection::entries_of(file.scenario))
        .value();
  }

  network::KindList kinds;
  io::ScenarioFile file;
};

void compile(State& state) {
  const Drawn drawn(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) DoNotOptimize(drawn.compiled());
}
BENCHMARK(compile)->RangeMultiplier(10)->Range(10, 10'000)->Unit(benchmark::kMicrosecond);

/// The key under which answers about a network are kept.
void content(State& state) {
  const network::Network net = Drawn(static_cast<std::size_t>(state.range(0))).compiled();
  for (auto _ : state) DoNotOptimize(network::content_of(net));
}
BENCHMARK(content)->RangeMultiplier(10)->Range(10, 10'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace headroom::bench

BENCHMARK_MAIN();
