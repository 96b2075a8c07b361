#include "tests/bench/edits.h"

#include <cstdio>
#include <functional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/io/catalogue_file.h"
#include "core/io/scenario_file.h"
#include "core/projection/project.h"
#include "core/projection/window_cache.h"
#include "models/models.h"
#include "tests/bench/clock.h"

namespace headroom::bench {
namespace {

using projection::Scenario;

struct Edit {
  const char* what;
  std::function<void(Scenario&)> make;
};

void raise_targets(Scenario& scenario) {
  if (scenario.targets.latency_p95) *scenario.targets.latency_p95 += Seconds(0.010);
}

void more_from_month_eight(Scenario& scenario) {
  workload::Surge surge;
  surge.name = "bench step";
  surge.at = start_of(months_after(scenario.horizon.start, 8));
  surge.peak = Uncertain::exact(1.1);
  surge.stays = Uncertain::exact(0.1);
  scenario.load.surges.push_back(surge);
}

const std::vector<Edit>& edits() {
  static const std::vector<Edit> all = {
      {"first projection", [](Scenario&) {}},
      {"nothing", [](Scenario&) {}},
      {"p95 target", raise_targets},
      {"load from month 8 on", more_from_month_eight},
  };
  return all;
}

}  // namespace

void print_edits(const std::string& scenario, std::uint64_t seed) {
  const network::KindList kinds = models::builtin_kinds();
  cost::Catalogue catalogue;
  for (const models::DataFile& data : models::catalogue_files())
    catalogue = io::add_catalogue(std::move(catalogue), data.text, std::string(data.name)).value();
  const auto file = io::read_scenario(scenario, io::Known{kinds, catalogue});
  if (!file) throw std::runtime_error(file.diagnostics().all().front().message);
  projection::WindowCache cache;
  projection::Options options;
  options.seed = seed;
  options.cache = &cache;
  for (const Edit& edit : edits()) {
    Scenario edited = file->scenario;
    edit.make(edited);
    const double start = cpu_seconds();
    const auto model = projection::Model::build(edited, kinds, file->catalogue);
    if (!model) throw std::runtime_error(model.diagnostics().all().front().message);
    const auto answer = projection::project(*model, options);
    std::printf("%-24s %8.3f s, %zu solved, %zu reused, cache %.2f MB\n", edit.what,
                cpu_seconds() - start, answer->reuse.solved, answer->reuse.reused,
                static_cast<double>(cache.counters().bytes) / 1e6);
  }
}

}  // namespace headroom::bench
