#include "tests/bench/workloads.h"

#include <stdexcept>
#include <utility>

#include "core/io/catalogue_file.h"
#include "core/io/scenario_file.h"
#include "core/projection/model.h"
#include "models/models.h"

namespace headroom::bench {
namespace {

/// Network and load of a scenario, as any user's scenario is read and compiled; `read` reads it.
template <class Read>
void compile(const Read& read, Workload& workload) {
  const network::KindList kinds = models::builtin_kinds();
  cost::Catalogue catalogue;
  for (const models::DataFile& data : models::catalogue_files())
    catalogue = io::add_catalogue(std::move(catalogue), data.text, std::string(data.name)).value();
  const auto scenario = read(io::Known{kinds, catalogue});
  if (!scenario) throw std::runtime_error(scenario.diagnostics().all().front().message);
  const auto model = projection::Model::build(scenario->scenario, kinds, scenario->catalogue);
  if (!model) throw std::runtime_error(model.diagnostics().all().front().message);
  workload.network = model->network();
  const auto& now = std::get<workload::PeakHourRate>(scenario->scenario.load.now);
  workload.rate = now.rate_rps.central();
}

/// A scenario of this folder.
void read(const std::string& file, Workload& workload) {
  const std::string path = HEADROOM_SOURCE_DIR "/tests/bench/scenarios/" + file;
  compile([&](const io::Known& known) { return io::read_scenario(path, known); }, workload);
}

}  // namespace

std::vector<Workload> workloads() {
  // Exact: means of product-form networks, quantiles of M/M/1, utilisations. The others come from
  // runs of 1e7 and 3e7 requests.
  constexpr double kReference = 0.005;
  std::vector<Workload> all;
  const auto add = [&](const std::string& name, const std::string& file, double requests,
                       double events, std::vector<Truth> truths) {
    Workload workload;
    workload.name = name;
    workload.requests = requests;
    workload.events = events;
    workload.truths = std::move(truths);
    read(file, workload);
    all.push_back(std::move(workload));
  };
  const std::vector<Truth> single{
      {"mean", 5.0}, {"p95", 14.979}, {"p99", 23.026}, {"utilization/server/threads", 0.8}};
  add("W1", "w1.json", 5e6, 2.0, single);
  add("W1-stations", "w1.json", 5e6, 2.0, single);
  all.back().plain = "W1";
  all.back().by_station = true;
  const std::vector<Truth> quantiles{{"p95", 66.75e-3, kReference}, {"p99", 91.75e-3, kReference}};
  const auto add_w2 = [&](const std::string& feature, const std::string& file,
                          const std::string& resource) {
    add("W2" + feature, file, 1e6, 3.12,
        {{"mean", 28.398e-3},
         {"utilization/app/" + resource, 0.75},
         {"utilization/store/" + resource, 0.72},
         {"utilization/db/" + resource, 0.78}});
    if (!feature.empty()) all.back().plain = "W2";
    if (feature != "-sharing")
      all.back().truths.insert(all.back().truths.end(), quantiles.begin(), quantiles.end());
  };
  add_w2("", "w2.json", "threads");
  add_w2("-timeouts", "w2_timeouts.json", "threads");
  add_w2("-sharing", "w2_sharing.json", "CPU");
  add_w2("-profile", "w2.json", "threads");
  all.back().profile = true;
  add_w2("-stations", "w2.json", "threads");
  all.back().by_station = true;
  add("W3", "w3.json", 3e5, 13.0,
      {{"mean", 20.475e-3, kReference},
       {"p95", 38.4e-3, kReference},
       {"p99", 51.4e-3, kReference},
       {"utilization/s1/threads", 0.760, kReference},
       {"utilization/s4/threads", 0.750, kReference}});
  return all;
}

Workload workload_of(const std::string& text) {
  Workload workload;
  compile([&](const io::Known& known) { return io::read_scenario_text(text, "text", known); },
          workload);
  return workload;
}

network::Load load_of(const Workload& workload) {
  network::Load load;
  load.sources.push_back({PerSecond(workload.rate), 0});
  if (workload.profile)
    load.sources[0].profile = {{Seconds(0.0), PerSecond(workload.rate)},
                               {Seconds(1e9), PerSecond(workload.rate)}};
  return load;
}

}  // namespace headroom::bench
