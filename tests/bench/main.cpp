// headroom-bench: what a request costs in the general engine, with all statistics on. CPU time of
// this process, the least of several rounds. Programs to compare with are run in turn with it, so
// that both see the same machine; pin all to one core (taskset -c 1). A figure counts only if the
// truths hold; exit code 1 says that one did not.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string>
#include <sys/resource.h>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/base/contracts.h"
#include "core/sim/engine.h"
#include "core/stats/interval.h"
#include "tests/bench/clock.h"
#include "tests/bench/edits.h"
#include "tests/bench/growth.h"
#include "tests/bench/hold.h"
#include "tests/bench/rival.h"
#include "tests/bench/workloads.h"

namespace headroom::bench {
namespace {

constexpr std::size_t kReplications = 10;
constexpr double kNever = std::numeric_limits<double>::infinity();

double resident_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

struct Settings {
  std::vector<std::string> names;
  double requests = 0.0;  ///< 0: as the workload says
  std::uint64_t seed = 1;
  int rounds = 5;
  std::string rivals;  ///< folder of programs to compare with
  std::string edited;  ///< scenario that is projected, edited and projected again
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

/// Nanoseconds a request, and a value per replication of each truth.
struct Round {
  double request_ns = 0.0;
  std::vector<std::vector<double>> values;
};

Round simulate(const Workload& workload, double requests, std::uint64_t seed) {
  const network::Load load = load_of(workload);
  Round round{0.0, std::vector<std::vector<double>>(workload.truths.size())};
  const double start = cpu_seconds();
  for (std::size_t r = 0; r < kReplications; ++r) {
    sim::Engine engine(workload.network, load,
                       {.seed = seed, .replication = r, .events_only = !workload.by_station});
    HEADROOM_ENSURES(engine.by_station() == workload.by_station);
    engine.run(static_cast<std::uint64_t>(requests) / kReplications, {});
    engine.check_conservation();
    for (std::size_t i = 0; i < round.values.size(); ++i)
      round.values[i].push_back(measured(workload, engine, workload.truths[i].what));
  }
  round.request_ns = (cpu_seconds() - start) / requests * 1e9;
  return round;
}

void print_plain(const Workload& plain, double plain_ns, double best_ns) {
  std::printf("   %-24s %12.2f ns/request, this costs %.2f of it\n", plain.name.c_str(), plain_ns,
              best_ns / plain_ns);
}

/// `plain`: the workload without its feature, run in turn with it; nullptr: it is plain itself.
bool run(const Workload& workload, const Workload* plain, const Settings& settings) {
  const double requests = settings.requests > 0.0 ? settings.requests : workload.requests;
  std::vector<Rival> rivals;
  if (plain == nullptr) rivals = rivals_of(workload.name, settings.rivals);
  double best = kNever;
  double plain_best = kNever;
  Round round;
  for (int i = 0; i < settings.rounds; ++i) {
    for (Rival& rival : rivals) rival.run(requests, settings.seed);
    if (plain != nullptr)
      plain_best = std::min(plain_best, simulate(*plain, requests, settings.seed).request_ns);
    round = simulate(workload, requests, settings.seed);
    best = std::min(best, round.request_ns);
  }
  std::printf("%s: %.2f ns/request, %.3f M requests/s, %.2f M events/s, %.1f ns/event, %.1f MB\n",
              workload.name.c_str(), best, 1e3 / best, 1e3 / best * workload.events,
              best / workload.events, resident_megabytes());
  for (const Rival& rival : rivals)
    std::printf("   %-24s %12.2f ns/request, we reach %.2f of its speed\n", rival.what.c_str(),
                rival.request_ns, rival.request_ns / best);
  if (plain != nullptr) print_plain(*plain, plain_best, best);
  bool good = true;
  for (std::size_t i = 0; i < round.values.size(); ++i)
    good &= holds(workload.truths[i], round.values[i]);
  return good;
}

int run_all(const Settings& settings) {
  if (!settings.edited.empty()) {
    print_edits(settings.edited, settings.seed);
    return 0;
  }
  const auto wanted = [&](const std::string& name) {
    return settings.names.empty() ||
           std::find(settings.names.begin(), settings.names.end(), name) != settings.names.end();
  };
  const std::vector<Workload> all = workloads();
  const auto plain_of = [&](const Workload& workload) {
    const auto is_plain = [&](const Workload& other) { return other.name == workload.plain; };
    const auto found = std::find_if(all.begin(), all.end(), is_plain);
    return found == all.end() ? nullptr : &*found;
  };
  bool good = true;
  for (const Workload& workload : all)
    if (wanted(workload.name)) good &= run(workload, plain_of(workload), settings);
  if (wanted("W4"))
    good &= compare_event_sets(settings.requests > 0.0 ? settings.requests : 1e7, settings.seed,
                               settings.rounds);
  // Only when asked for: it takes longer than all the others.
  if (std::ranges::find(settings.names, "growth") != settings.names.end())
    print_growth(settings.seed);
  return good ? 0 : 1;
}

}  // namespace
}  // namespace headroom::bench

int main(int argc, char** argv) {
  headroom::bench::Settings settings;
  CLI::App app("Cost of a simulated request, with all statistics on (CPU time)");
  app.add_option("workload", settings.names,
                 "W1 W1-stations W2 W2-timeouts W2-sharing W2-profile W2-stations W3 W4; all of "
                 "them if none is named; growth: cost against the size of a system");
  app.add_option("--requests", settings.requests, "instead of the workload's own number");
  app.add_option("--seed", settings.seed);
  app.add_option("--rounds", settings.rounds, "of which the fastest counts")
      ->check(CLI::PositiveNumber);
  app.add_option("--rivals", settings.rivals,
                 "folder with programs to compare with, see tests/bench/rival.h")
      ->check(CLI::ExistingDirectory);
  app.add_option("--edits", settings.edited,
                 "a scenario: instead of the workloads, what projecting again costs after an edit")
      ->check(CLI::ExistingFile);
  CLI11_PARSE(app, argc, argv);
  return headroom::bench::run_all(settings);
}
