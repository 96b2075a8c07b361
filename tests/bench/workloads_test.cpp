#include "tests/bench/workloads.h"

#include <cmath>

#include <gtest/gtest.h>

#include "core/sim/simulate.h"

namespace headroom::bench {
namespace {

/// "utilization/app/threads" or a figure of the response.
Estimate figure(const network::Performance& performance, const std::string& what) {
  const network::Latency& latency = performance.total.latency;
  if (what == "mean") return latency.mean;
  if (what == "p95") return latency.p95;
  if (what == "p99") return latency.p99;
  for (const network::ComponentPerformance& component : performance.components)
    for (const network::ResourcePerformance& resource : component.resources)
      if (what == "utilization/" + component.name + "/" + resource.label)
        return resource.utilization;
  return Estimate::exact(std::nan(""));
}

/// Every truth of a workload within three standard errors (10 replications) and its own error.
void expect_truths(const Workload& workload) {
  sim::Options options;
  options.seed = 3;
  options.precision = 0.02;
  const auto performance = sim::simulate(workload.network, load_of(workload), options);
  ASSERT_TRUE(performance && performance->stable);
  for (const Truth& truth : workload.truths) {
    const Estimate seen = figure(*performance, truth.what);
    const double error = 3.0 / 2.262 * seen.half_width() + truth.error * truth.value;
    EXPECT_NEAR(seen.estimate, truth.value, error) << workload.name << " " << truth.what;
    EXPECT_LT(error, 0.06 * truth.value) << workload.name << " " << truth.what;
  }
}

TEST(StandardWorkloads, ReadFromTheirScenariosGiveTheKnownFigures) {
  const std::vector<Workload> all = workloads();
  ASSERT_EQ(all.size(), 8U);
  for (const Workload& workload : all)
    if (!workload.profile) expect_truths(workload);  // windows have one rate
}

}  // namespace
}  // namespace headroom::bench
