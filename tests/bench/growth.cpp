#include "tests/bench/growth.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>

#include "core/analytic/solve.h"
#include "core/sim/engine.h"
#include "core/sim/simulate.h"
#include "tests/bench/clock.h"
#include "tests/bench/tree.h"
#include "tests/bench/workloads.h"
#include "tests/sim/networks.h"

namespace headroom::bench {
namespace {

using network::kNone;
using network::Op;
using random::Distribution;
using sim::testing::pool;
using sim::testing::rate;
using sim::testing::Sketch;
using sim::testing::station;
using sim::testing::step;

constexpr std::uint64_t kRequests = 300'000;

/// Resident now, not at most: rows must not hide behind those before.
double resident_megabytes() {
  std::ifstream statm("/proc/self/statm");
  double pages = 0.0;
  statm >> pages >> pages;
  return pages * 4096.0 / 1e6;
}

/// Calls a function and tells how long it computed.
template <class Work>
double seconds_of(const Work& work) {
  const double start = cpu_seconds();
  work();
  return cpu_seconds() - start;
}

/// Nanoseconds a request of a run of the event engine, started up by a tenth of it.
double request_ns(const network::Network& net, const network::Load& load, std::uint64_t seed) {
  sim::Engine engine(net, load, {.seed = seed, .events_only = true});
  engine.run(kRequests / 10, {});
  return seconds_of([&] { engine.run(kRequests, {}); }) / static_cast<double>(kRequests) * 1e9;
}

void print_components(std::uint64_t seed) {
  std::printf("components, in a tree      read     solve    simulate    memory\n");
  for (const std::size_t count : {10U, 100U, 1000U, 10'000U}) {
    Workload workload;
    const double read = seconds_of([&] { workload = workload_of(tree(count)); });
    const network::Load load = load_of(workload);
    const double solve = seconds_of([&] { analytic::solve(workload.network, load); });
    const double ns = request_ns(workload.network, load, seed);
    std::printf("%20zu %8.3f s %8.3f s %6.0f ns/request %5.0f MB\n", count, read, solve, ns,
                resident_megabytes());
    std::fflush(stdout);
  }
}

void print_replicas(std::uint64_t seed) {
  std::printf("replicas                 at random   least outstanding    memory\n");
  for (const std::uint32_t count : {1U, 10U, 100U, 1000U, 10'000U}) {
    double ns[2] = {};
    for (const bool by_state : {false, true}) {
      Sketch sketch;
      const auto group =
          sketch.group("server", count, {station(1)}, {Distribution::exponential(1.0)});
      if (by_state) sketch.net.balancers[0].policy = network::Policy::least_outstanding;
      sketch.open_source(group, sketch.program({step(Op::serve, 0, 0), step(Op::end)}));
      ns[by_state ? 1 : 0] = request_ns(sketch.net, rate(0.8 * count), seed);
    }
    std::printf("%20u %8.0f ns/request %8.0f ns/request %5.0f MB\n", count, ns[0], ns[1],
                resident_megabytes());
  }
}

/// One call that is never given up, with a timeout so long that this many are pending.
void print_timeouts(std::uint64_t seed) {
  std::printf("pending timeouts\n");
  for (const double pending : {0.0, 1e2, 1e4, 1e5}) {
    Sketch sketch;
    const auto edge = sketch.group("edge", 1, {}, {});
    const auto server = sketch.group("server", 1, {station(1)}, {Distribution::exponential(1.0)});
    if (pending > 0.0) sketch.net.timeouts = {Seconds(pending / 0.8)};
    const auto serve = sketch.program({step(Op::serve, 0, 0), step(Op::end)});
    const auto entry = static_cast<std::uint32_t>(sketch.net.steps.size());
    const auto call = sketch.call(server, serve, entry + 1, pending > 0.0 ? 0 : kNone);
    sketch.program({step(Op::call, 0, kNone, call), step(Op::end)});
    sketch.open_source(edge, entry);
    std::printf("%20.0f %8.0f ns/request %5.0f MB\n", pending,
                request_ns(sketch.net, rate(0.8), seed), resident_megabytes());
  }
}

/// The same work a request on ever more servers: what a window costs until it is precise.
void print_rates(std::uint64_t seed) {
  std::printf("requests/s, 70 %% used\n");
  for (const double per_second : {50.0, 500.0, 5000.0, 50'000.0}) {
    Sketch sketch;
    const auto group = sketch.group("server", 1, {pool(per_second / 50.0)},
                                    {Distribution::exponential(0.7 / 50.0)});
    sketch.open_source(group, sketch.program({step(Op::acquire), step(Op::delay, 0, 0),
                                              step(Op::release), step(Op::end)}));
    std::uint64_t requests = 0;
    const double window = seconds_of([&] {
      const auto answer = sim::simulate(sketch.net, rate(per_second), {.seed = seed});
      requests = answer->requests;
    });
    std::printf("%20.0f %8.3f s/window, %.0f measured requests\n", per_second, window,
                static_cast<double>(requests));
  }
}

}  // namespace

void print_growth(std::uint64_t seed) {
  print_components(seed);
  print_replicas(seed);
  print_timeouts(seed);
  print_rates(seed);
}

}  // namespace headroom::bench
