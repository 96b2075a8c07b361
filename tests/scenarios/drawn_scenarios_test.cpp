// Scenarios drawn by seed: what holds for every system holds for them.
#include <cmath>
#include <memory>
#include <optional>

#include <gtest/gtest.h>

#include "core/analytic/solve.h"
#include "core/projection/model.h"
#include "core/sim/engine.h"
#include "core/sim/simulate.h"
#include "tests/io/scenarios.h"
#include "tests/scenarios/drawn.h"

namespace headroom::testing {
namespace {

using io::ScenarioFile;
using io::shipped;
using network::ClassPerformance;
using network::Load;
using network::Performance;
using projection::Model;

constexpr std::uint64_t kScenarios = 200;

/// A drawn scenario, ready to be solved.
class Drawn {
 public:
  explicit Drawn(std::uint64_t seed, std::uint64_t slower = 1)
      : text_(drawn_scenario(seed, slower)), file_(io::read(text_)) {
    EXPECT_TRUE(file_.ok()) << text_ << "\n" << io::shown(file_.diagnostics());
    model_.emplace(
        Model::build(file_.value().scenario, shipped().kinds, file_.value().catalogue).value());
    network_ = model_->network_at(total());
  }

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const projection::Scenario& scenario() const { return file_->scenario; }
  [[nodiscard]] const network::Network& network() const { return *network_; }
  [[nodiscard]] Load load() const { return model_->load_at(total()); }
  [[nodiscard]] Performance simulated(unsigned threads) const {
    sim::Options options;
    options.replications = 4;
    options.max_requests = 800;
    options.pilot_requests = 50;
    options.max_pilot_requests = 200;
    options.threads = threads;
    return *sim::simulate(network(), load(), options);
  }

 private:
  [[nodiscard]] double total() const {
    const auto& now = scenario().load.now;
    if (const auto* users = std::get_if<workload::Population>(&now)) return users->users.central();
    return std::get<workload::PeakHourRate>(now).rate_rps.central();
  }

  std::string text_;
  Result<ScenarioFile> file_;
  std::optional<Model> model_;
  std::shared_ptr<const network::Network> network_;
};

bool is_share(double x) { return x >= 0.0 && x <= 1.0 + 1e-9; }

bool is_interval(const Estimate& one) {
  return std::isfinite(one.low) && std::isfinite(one.high) && one.low <= one.estimate &&
         one.estimate <= one.high;
}

/// Nothing is lost, nothing is negative, quantiles are in order.
void expect_sound(const ClassPerformance& one, bool stable) {
  EXPECT_TRUE(is_interval(one.throughput_rps)) << one.name;
  EXPECT_TRUE(is_share(one.error_ratio.estimate)) << one.name << " " << one.error_ratio.estimate;
  EXPECT_GE(one.goodput_rps.estimate, 0.0) << one.name;
  EXPECT_LE(one.goodput_rps.estimate, one.throughput_rps.estimate * (1.0 + 1e-9)) << one.name;
  // One replication with a success has a time, and nothing to tell how far it may be off.
  if (!stable || one.goodput_rps.low <= 0.0) return;
  for (const Estimate& time : {one.latency.mean, one.latency.p50, one.latency.p95, one.latency.p99})
    EXPECT_TRUE(is_interval(time) && time.estimate >= 0.0) << one.name << " " << time.estimate;
  EXPECT_LE(one.latency.p50.estimate, one.latency.p95.estimate) << one.name;
  EXPECT_LE(one.latency.p95.estimate, one.latency.p99.estimate) << one.name;
}

void expect_sound(const Performance& all) {
  double sum = 0.0;
  expect_sound(all.total, all.stable);
  for (const ClassPerformance& one : all.classes) {
    expect_sound(one, all.stable);
    sum += one.throughput_rps.estimate;
  }
  EXPECT_NEAR(sum, all.total.throughput_rps.estimate, 1e-6 * sum);
  for (const auto& component : all.components) {
    EXPECT_TRUE(is_share(component.error_ratio.estimate)) << component.name;
    for (const auto& resource : component.resources) {
      const std::string name = component.name + " " + resource.label;
      EXPECT_TRUE(is_share(resource.utilization.estimate))
          << name << " " << resource.utilization.estimate;
      EXPECT_GE(resource.offered_utilization, 0.0) << name;
      EXPECT_GE(resource.refused_per_s.estimate, 0.0) << name;
      EXPECT_GE(resource.mean_wait_s.estimate, 0.0) << name;
    }
  }
}

void expect_same_bits(const Performance& a, const Performance& b) {
  EXPECT_EQ(a.stable, b.stable);
  EXPECT_EQ(a.requests, b.requests);
  EXPECT_EQ(a.total.throughput_rps, b.total.throughput_rps);
  EXPECT_EQ(a.total.error_ratio, b.total.error_ratio);
  EXPECT_EQ(a.total.latency.mean, b.total.latency.mean);
  EXPECT_EQ(a.total.latency.p95, b.total.latency.p95);
  for (std::size_t c = 0; c < a.components.size(); ++c)
    for (std::size_t r = 0; r < a.components[c].resources.size(); ++r) {
      EXPECT_EQ(a.components[c].resources[r].utilization, b.components[c].resources[r].utilization);
      EXPECT_EQ(a.components[c].resources[r].mean_wait_s, b.components[c].resources[r].mean_wait_s);
    }
}

TEST(DrawnScenarios, AreWrittenAndReadBack) {
  for (std::uint64_t seed = 0; seed < kScenarios; ++seed) {
    const Drawn drawn(seed);
    const std::string written = io::write_scenario(drawn.scenario(), shipped().kinds);
    const auto again = io::read(written);
    ASSERT_TRUE(again.ok()) << written << "\n" << io::shown(again.diagnostics());
    EXPECT_EQ(again->scenario, drawn.scenario()) << drawn.text();
  }
}

TEST(DrawnScenarios, AreSolvedSoundly) {
  for (std::uint64_t seed = 0; seed < kScenarios; ++seed) {
    SCOPED_TRACE(seed);
    const Drawn drawn(seed);
    expect_sound(analytic::solve(drawn.network(), drawn.load()));
    if (HasFailure()) return void(ADD_FAILURE() << drawn.text());
  }
}

TEST(DrawnScenarios, AreSimulatedSoundlyAndWithTheSameBitsOnManyThreads) {
  // Flow balance, Little's law and the utilisation law are asserted by the engine itself.
  for (std::uint64_t seed = 0; seed < kScenarios; ++seed) {
    SCOPED_TRACE(seed);
    const Drawn drawn(seed);
    const Performance one = drawn.simulated(1);
    expect_sound(one);
    expect_same_bits(one, drawn.simulated(2));
    expect_same_bits(one, drawn.simulated(8));
    if (HasFailure()) return void(ADD_FAILURE() << drawn.text());
  }
}

TEST(DrawnScenarios, AreTheSameWhenAllIsFourTimesSlower) {
  for (std::uint64_t seed = 0; seed < kScenarios; ++seed) {
    SCOPED_TRACE(seed);
    const Drawn fast(seed);
    const Drawn slow(seed, 4);
    sim::Engine quick(fast.network(), fast.load(), {.seed = seed});
    sim::Engine lazy(slow.network(), slow.load(), {.seed = seed});
    ASSERT_EQ(quick.run(300, {}), sim::Engine::Outcome::reached);
    ASSERT_EQ(lazy.run(300, {}), sim::Engine::Outcome::reached);
    EXPECT_NEAR(lazy.clock(), 4.0 * quick.clock(), 1e-9 * lazy.clock());
    for (std::size_t s = 0; s < fast.network().sources.size(); ++s) {
      EXPECT_EQ(lazy.counts()[s].succeeded, quick.counts()[s].succeeded);
      EXPECT_EQ(lazy.counts()[s].failed, quick.counts()[s].failed);
    }
    if (HasFailure()) return void(ADD_FAILURE() << fast.text());
  }
}

}  // namespace
}  // namespace headroom::testing
