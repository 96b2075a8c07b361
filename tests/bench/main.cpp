// headroom-bench: what a request costs in the general engine, with all statistics on. CPU time of
// this process; compare runs made back to back on one core. A figure counts only if the truths
// hold; exit code 1 says that one did not.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <string>
#include <sys/resource.h>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/random/draws.h"
#include "core/sim/engine.h"
#include "core/sim/event_set.h"
#include "core/stats/interval.h"
#include "tests/bench/workloads.h"

namespace headroom::bench {
namespace {

constexpr std::size_t kReplications = 10;

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double resident_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

struct Settings {
  std::vector<std::string> names;
  double requests = 0.0;  ///< 0: as the workload says
  std::uint64_t seed = 1;
};

/// One value per replication of everything that a truth can be known of.
double measured(const Workload& workload, const sim::Engine& engine, const std::string& what) {
  const stats::Histogram& response = engine.classes()[0].response_s;
  if (what == "mean") return response.mean();
  if (what == "p95") return response.quantile(0.95);
  if (what == "p99") return response.quantile(0.99);
  const std::vector<sim::ResourceTally> tallies = engine.resources();
  for (const network::Group& group : workload.network.groups) {
    for (std::size_t i = 0; i < group.resources.size(); ++i) {
      const network::Resource& resource = group.resources[i];
      if (what != "utilization/" + group.component + "/" + resource.label) continue;
      double busy = 0.0;
      for (std::uint32_t r = 0; r < group.replicas; ++r)
        busy += tallies[group.first_resource + r * group.resources.size() + i].busy_area;
      return busy / engine.clock() / resource.capacity / group.replicas;
    }
  }
  return std::nan("");
}

/// Within 1.6 half widths of the 95 % interval (99.4 % with 9 degrees of freedom) and the error of
/// the truth itself.
bool holds(const Truth& truth, const std::vector<double>& values) {
  const Estimate estimate = stats::mean_interval(values);
  const bool good = std::abs(estimate.estimate - truth.value) <=
                    1.6 * estimate.half_width() + truth.error * truth.value;
  std::printf("   %-24s %12.6g +- %-10.3g truth %-10.6g %s\n", truth.what.c_str(),
              estimate.estimate, estimate.half_width(), truth.value, good ? "ok" : "MISSED");
  return good;
}

bool run(const Workload& workload, const Settings& settings) {
  const double requests = settings.requests > 0.0 ? settings.requests : workload.requests;
  network::Load load;
  load.sources.push_back({PerSecond(workload.rate), 0});
  std::vector<std::vector<double>> values(workload.truths.size());
  const double start = cpu_seconds();
  for (std::size_t r = 0; r < kReplications; ++r) {
    sim::Engine engine(workload.network, load, {.seed = settings.seed, .replication = r});
    engine.run(static_cast<std::uint64_t>(requests) / kReplications, {});
    engine.check_conservation();
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i].push_back(measured(workload, engine, workload.truths[i].what));
  }
  const double seconds = cpu_seconds() - start;
  std::printf("%s %.0f requests: %.2f ns/request, %.3f M requests/s, %.1f MB\n",
              workload.name.c_str(), requests, seconds / requests * 1e9, requests / seconds * 1e-6,
              resident_megabytes());
  bool good = true;
  for (std::size_t i = 0; i < values.size(); ++i) good &= holds(workload.truths[i], values[i]);
  return good;
}

/// W4, HOLD: n pending events; take the earliest, insert one an exponential time later.
void hold(std::size_t pending, const Settings& settings) {
  random::DrawSite draws(random::Distribution::exponential(1.0),
                         random::stream_key(settings.seed, 0, "hold", 0, "times"));
  sim::EventSet events;
  std::uint64_t sequence = 0;
  for (; sequence < pending; ++sequence) events.push(sim::make_key(draws.next(), sequence, 0));
  const double holds = settings.requests > 0.0 ? settings.requests : 1e7;
  const double start = cpu_seconds();
  for (double done = 0.0; done < holds; done += 1.0) {
    const double time = sim::time_of(events.top());
    events.pop();
    events.push(sim::make_key(time + draws.next(), ++sequence, 0));
  }
  const double seconds = cpu_seconds() - start;
  std::printf("W4 %zu pending: %.2f ns/hold, %.2f M holds/s, at %.4f s\n", pending,
              seconds / holds * 1e9, holds / seconds * 1e-6, sim::time_of(events.top()));
}

int run_all(const Settings& settings) {
  const auto wanted = [&](const std::string& name) {
    return settings.names.empty() ||
           std::find(settings.names.begin(), settings.names.end(), name) != settings.names.end();
  };
  bool good = true;
  for (const Workload& workload : workloads())
    if (wanted(workload.name)) good &= run(workload, settings);
  if (wanted("W4"))
    for (const std::size_t pending : {100U, 10'000U, 1'000'000U}) hold(pending, settings);
  return good ? 0 : 1;
}

}  // namespace
}  // namespace headroom::bench

int main(int argc, char** argv) {
  headroom::bench::Settings settings;
  CLI::App app("Cost of a simulated request, with all statistics on (CPU time)");
  app.add_option("workload", settings.names, "W1 W2 W3 W4; all of them if none is named");
  app.add_option("--requests", settings.requests, "instead of the workload's own number");
  app.add_option("--seed", settings.seed);
  CLI11_PARSE(app, argc, argv);
  return headroom::bench::run_all(settings);
}
