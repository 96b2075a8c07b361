// headroom-coverage: how often the 95 % intervals of windows that end by their own rule hold the
// exact truth. Each run is a window with a seed of its own; the table says the share of runs whose
// interval holds the truth, with the 99 % interval of a share of so many runs at 95 %.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/base/parallel.h"
#include "core/sim/simulate.h"
#include "core/stats/binomial.h"
#include "tests/coverage/truths.h"
#include "tests/sim/networks.h"

namespace headroom::coverage {
namespace {

using random::Distribution;

struct Case {
  std::string name;
  int servers = 1;
  Distribution service;
  double utilization = 0.5;
  Truth truth;
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const double rho : {0.5, 0.8, 0.9}) {
    all.push_back({"M/M/1", 1, Distribution::exponential(1.0), rho, erlang(1, rho)});
    all.push_back({"M/D/1", 1, Distribution::deterministic(1.0), rho, constant_service(rho)});
    all.push_back({"M/H2/1", 1, Distribution::hyperexponential(1.0, 2.0), rho,
                   hyperexponential_service(rho, 4.0)});
    all.push_back({"M/M/8", 8, Distribution::exponential(1.0), rho, erlang(8, rho)});
  }
  return all;
}

struct Settings {
  std::string only;  ///< a part of the name of a case; empty: all
  int runs = 1000;
  double precision = 0.05;
  unsigned threads = std::max(1U, std::thread::hardware_concurrency());
};

/// What came of the runs of a case.
struct Count {
  int mean = 0;
  int p95 = 0;
  int p99 = 0;
  int flagged = 0;  ///< "precision not reached"
  double requests = 0.0;
};

bool holds(const Estimate& estimate, double truth) {
  return estimate.low <= truth && truth <= estimate.high;
}

Count count(const Case& which, const Settings& settings) {
  const network::Network net =
      sim::testing::single_station(sim::testing::station(which.servers), which.service);
  const network::Load load = sim::testing::rate(which.servers * which.utilization);
  const double p95 = which.truth.quantile(0.95);
  const double p99 = which.truth.quantile(0.99);
  Count result;
  std::mutex mutex;
  for_each_index(static_cast<std::size_t>(settings.runs), settings.threads, [&](std::size_t run) {
    const network::Performance answer =
        *sim::simulate(net, load, {.seed = run + 1, .precision = settings.precision});
    const network::Latency& latency = answer.total.latency;
    const std::scoped_lock lock(mutex);
    result.mean += holds(latency.mean, which.truth.mean) ? 1 : 0;
    result.p95 += holds(latency.p95, p95) ? 1 : 0;
    result.p99 += holds(latency.p99, p99) ? 1 : 0;
    result.flagged += answer.precision_reached ? 0 : 1;
    result.requests += static_cast<double>(answer.requests);
  });
  return result;
}

/// False when a share lies outside what so many runs of honest intervals give.
bool report(const Case& which, const Settings& settings, const stats::Ranks& honest) {
  const Count counted = count(which, settings);
  const auto share = [&](int hits) { return static_cast<double>(hits) / settings.runs; };
  bool all = true;
  for (const int hits : {counted.mean, counted.p95, counted.p99})
    all = all && static_cast<std::uint64_t>(hits) >= honest.low &&
          static_cast<std::uint64_t>(hits) <= honest.high;
  std::printf("| %s | %.1f | %.3f | %.3f | %.3f | %d | %.0f |%s\n", which.name.c_str(),
              which.utilization, share(counted.mean), share(counted.p95), share(counted.p99),
              counted.flagged, counted.requests / settings.runs, all ? "" : " outside");
  std::fflush(stdout);
  return all;
}

int run(const Settings& settings) {
  const auto runs = static_cast<std::uint64_t>(settings.runs);
  const stats::Ranks honest{stats::binomial_quantile(0.005, runs, 0.95),
                            stats::binomial_quantile(0.995, runs, 0.95)};
  std::printf("%d runs each; honest intervals give %.3f to %.3f (99 %%)\n", settings.runs,
              static_cast<double>(honest.low) / settings.runs,
              static_cast<double>(honest.high) / settings.runs);
  std::printf("| queue | utilisation | mean | p95 | p99 | flagged | requests |\n");
  std::printf("|---|---|---|---|---|---|---|\n");
  bool all = true;
  for (const Case& each : cases())
    if (each.name.find(settings.only) != std::string::npos)
      all = report(each, settings, honest) && all;
  return all ? 0 : 1;
}

}  // namespace
}  // namespace headroom::coverage

int main(int argc, char** argv) {
  headroom::coverage::Settings settings;
  CLI::App app("Shares of runs whose 95 % intervals hold the truth, by queue and utilisation.");
  app.add_option("--only", settings.only, "queues whose name has this in it, such as M/H2");
  app.add_option("--runs", settings.runs, "windows per case")->check(CLI::Range(10, 100'000));
  app.add_option("--precision", settings.precision, "asked of each window")
      ->check(CLI::Range(0.001, 0.5));
  app.add_option("--threads", settings.threads, "at once")->check(CLI::Range(1, 256));
  CLI11_PARSE(app, argc, argv);
  return headroom::coverage::run(settings);
}
