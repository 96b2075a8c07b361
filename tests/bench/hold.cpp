#include "tests/bench/hold.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>
#include <queue>
#include <vector>

#include "core/random/draws.h"
#include "core/sim/event_set.h"
#include "tests/bench/clock.h"

namespace headroom::bench {
namespace {

/// Ordered by time only, as the simplest programs do.
struct StandardQueue {
  struct Event {
    double time;
    std::uint64_t who;
    bool operator<(const Event& other) const { return time > other.time; }
  };
  std::priority_queue<Event> queue;

  void push(sim::Key key) { queue.push({sim::time_of(key), sim::who_of(key)}); }
  [[nodiscard]] sim::Key top() const { return sim::make_key(queue.top().time, 0, 0); }
  void pop() { queue.pop(); }
};

struct Delays {
  random::DrawSite numbers;
  bool bursts;

  double next() {
    const double number = numbers.next();
    if (!bursts) return number;
    return number < 0.9 ? 0.01 : 30.0;
  }
};

Delays delays(bool bursts, std::uint64_t seed) {
  using random::Distribution;
  return {
      random::DrawSite(bursts ? Distribution::uniform(0.0, 1.0) : Distribution::exponential(1.0),
                       random::stream_key(seed, 0, "hold", 0, "times")),
      bursts};
}

struct Case {
  std::size_t pending;
  bool bursts;
};

struct Cost {
  double hold_ns = std::numeric_limits<double>::infinity();
  double last = 0.0;  ///< time of the last event removed

  void add(const Cost& other) {
    hold_ns = std::min(hold_ns, other.hold_ns);
    last = other.last;
  }
};

template <class Set>
Cost hold(const Case& what, double holds, std::uint64_t seed) {
  Delays delay = delays(what.bursts, seed);
  Set set;
  std::uint64_t sequence = 0;
  for (; sequence < what.pending; ++sequence) set.push(sim::make_key(delay.next(), sequence, 0));
  double now = 0.0;
  const double start = cpu_seconds();
  for (double done = 0.0; done < holds; done += 1.0) {
    now = sim::time_of(set.top());
    set.pop();
    set.push(sim::make_key(now + delay.next(), ++sequence, 0));
  }
  return {(cpu_seconds() - start) / holds * 1e9, now};
}

bool compare(const Case& what, double holds, std::uint64_t seed, int rounds) {
  Cost ours;
  Cost heap;
  Cost standard;
  for (int i = 0; i < rounds; ++i) {
    ours.add(hold<sim::EventSet>(what, holds, seed));
    heap.add(hold<sim::EventHeap>(what, holds, seed));
    standard.add(hold<StandardQueue>(what, holds, seed));
  }
  const bool good = ours.last == heap.last && ours.last == standard.last;
  std::printf(
      "W4 %zu pending%s: %.1f ns/hold, %.2f M holds/s; speed of the heap x %.2f, of "
      "std::priority_queue x %.2f; last at %.4f s %s\n",
      what.pending, what.bursts ? " in bursts" : "", ours.hold_ns, 1e3 / ours.hold_ns,
      heap.hold_ns / ours.hold_ns, standard.hold_ns / ours.hold_ns, ours.last,
      good ? "ok" : "MISSED");
  return good;
}

}  // namespace

bool compare_event_sets(double holds, std::uint64_t seed, int rounds) {
  bool good = true;
  for (const Case what : {Case{100, false}, {10'000, false}, {1'000'000, false}, {1'000'000, true}})
    good &= compare(what, holds, seed, rounds);
  return good;
}

}  // namespace headroom::bench
