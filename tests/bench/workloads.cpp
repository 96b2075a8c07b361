#include "tests/bench/workloads.h"

#include "tests/network/benchmarks.h"

namespace headroom::bench {
namespace {

using namespace network::testing;

/// M/M/1, mean service 1 s.
Drawing single_server() {
  Drawing drawing;
  drawing.add("server", "serve", tier({1, 1.0, 1.0}, [](network::ProgramBuilder&) {}));
  drawing.enter("requests", {"server", "serve"});
  return drawing;
}

}  // namespace

std::vector<Workload> workloads() {
  // Exact: means of product-form networks, quantiles of M/M/1, utilisations. The others come from
  // runs of 1e7 and 3e7 requests.
  constexpr double kReference = 0.005;
  return {{"W1",
           single_server().compile(),
           0.8,
           5e6,
           {{"mean", 5.0}, {"p95", 14.979}, {"p99", 23.026}, {"utilization/server/CPU", 0.8}}},
          {"W2",
           web_tier().compile(),
           kWebTierRate,
           1e6,
           {{"mean", 28.398e-3},
            {"p95", 66.75e-3, kReference},
            {"p99", 91.75e-3, kReference},
            {"utilization/app/CPU", 0.75},
            {"utilization/cache/CPU", 0.72},
            {"utilization/db/CPU", 0.78}}},
          {"W3",
           call_tree().compile(),
           kCallTreeRate,
           3e5,
           {{"mean", 20.475e-3, kReference},
            {"p95", 38.4e-3, kReference},
            {"p99", 51.4e-3, kReference},
            {"utilization/s1/threads", 0.760, kReference},
            {"utilization/s4/threads", 0.750, kReference}}}};
}

}  // namespace headroom::bench
