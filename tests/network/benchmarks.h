// The project's standard workloads, drawn with the builder.
#pragma once

#include <string>

#include "tests/network/drawing.h"

namespace headroom::network::testing {

/// One station in a group of replicas.
struct Tier {
  std::uint32_t replicas = 1;
  double servers = 1.0;
  double mean_s = 1.0;
};

/// A request is served here, then `then` goes on.
inline Script::Write tier(const Tier& tier, ProgramBuilder::Body then) {
  return [tier, then](ComponentBuilder& builder) {
    builder.replicas(tier.replicas, Policy::random);
    const ResourceRef cpu = builder.station("CPU", {.capacity = tier.servers});
    builder.operation("serve", [&](ProgramBuilder& program) {
      program.serve(cpu, random::Distribution::exponential(tier.mean_s), "cpu");
      then(program);
    });
  };
}

/// W2: Poisson 1000/s; 4 app servers of 4 CPUs, mean 12 ms; 60 % read a cache of mean 1.2 ms that
/// misses 20 %; the rest and the misses go to a database of 8 servers, mean 12 ms. Mean response
/// 28.398 ms; utilisation 0.75, 0.72, 0.78.
inline Drawing web_tier() {
  Drawing drawing;
  const auto database = [](ProgramBuilder& p) { p.call({"db", "serve"}, {}, "db"); };
  const auto nothing = [](ProgramBuilder&) {};
  const auto cached = [=](ProgramBuilder& program) {
    program.call({"cache", "serve"}, {}, "cache");
    const double hits = program.hit_ratio("cache");
    program.choose({{hits, nothing}, {1.0 - hits, database}}, "hit");
  };
  drawing.add("app", "serve", tier({4, 4.0, 12e-3}, [=](ProgramBuilder& program) {
                program.choose({{0.6, cached}, {0.4, database}}, "route");
              }));
  drawing.add("cache", {.write = tier({1, 1.0, 1.2e-3}, nothing), .hit_ratio = 0.8})
      .operations["serve"];
  drawing.add("db", "serve", tier({1, 8.0, 12e-3}, nothing));
  drawing.enter("requests", {"app", "serve"});
  return drawing;
}

inline constexpr double kWebTierRate = 1000.0;

/// A component whose operation holds one of 32 threads from beginning to end.
inline Script::Write threaded(ProgramBuilder::Body body) {
  return [body](ComponentBuilder& builder) {
    const ResourceRef threads = builder.pool("threads", {.tokens = 32.0});
    builder.operation("call", [&](ProgramBuilder& program) {
      program.acquire(threads);
      body(program);
    });
  };
}

/// W3: S1 -> S2 -> S3 -> two calls to S4 at once; each S4 -> S5. Every call holds one of 32 threads
/// of its component, works 1 ms before and after calling; S5 works 8 ms (means). At 1200/s: mean
/// response 20.475 ms, threads busy 0.760, 0.685, 0.610, 0.750, 0.600 (reference of 3e7 requests).
inline Drawing call_tree() {
  Drawing drawing;
  const auto work = [](ProgramBuilder& program, double mean_s, const std::string& purpose) {
    program.delay(random::Distribution::exponential(mean_s), purpose);
  };
  const auto around = [=](ProgramBuilder::Body calls) {
    return threaded([=](ProgramBuilder& program) {
      work(program, 1e-3, "before");
      calls(program);
      work(program, 1e-3, "after");
    });
  };
  const auto to = [](const std::string& callee) {
    return [callee](ProgramBuilder& program) { program.call({callee, "call"}, {}, callee); };
  };
  drawing.add("s1", "call", around(to("s2")));
  drawing.add("s2", "call", around(to("s3")));
  drawing.add("s3", "call", around([=](ProgramBuilder& program) {
                program.parallel({to("s4"), to("s4")});
              }));
  drawing.add("s4", "call", around(to("s5")));
  drawing.add("s5", "call", threaded([=](ProgramBuilder& p) { work(p, 8e-3, "work"); }));
  drawing.enter("requests", {"s1", "call"});
  return drawing;
}

inline constexpr double kCallTreeRate = 1200.0;

}  // namespace headroom::network::testing
