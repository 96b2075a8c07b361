#include "tests/bank/answers.h"

#include <functional>
#include <utility>

#include "core/analytic/solve.h"
#include "core/io/catalogue_file.h"
#include "core/io/scenario_file.h"
#include "core/projection/model.h"
#include "core/projection/project.h"
#include "core/sim/simulate.h"
#include "core/workload/forecast.h"
#include "models/models.h"

namespace headroom::bank {
namespace {

using network::Performance;
using projection::Model;

constexpr std::uint32_t kReplications = 40;

const cost::Catalogue& shipped_catalogue() {
  static const cost::Catalogue shipped = [] {
    cost::Catalogue catalogue;
    for (const models::DataFile& file : models::catalogue_files())
      catalogue = io::add_catalogue(catalogue, file.text, std::string(file.name)).value();
    return catalogue;
  }();
  return shipped;
}

std::string text_of(const Diagnostics& found) {
  std::string text;
  for (const Diagnostic& each : found.all()) text += each.pointer + ": " + each.message + "\n";
  return text;
}

network::Load busiest_hour(const Model& model) {
  const projection::Horizon& horizon = model.scenario().horizon;
  const workload::Forecast forecast(model.load(), horizon.start, horizon.months,
                                    workload::World::central());
  return model.load_at(forecast.all_months().front().peak_rps);
}

/// What `use` makes of the case's model, in an `Any` with its mistakes.
template <class Any>
Any answer(const Case& each, const std::function<Any(const Model&)>& use) {
  const network::KindList kinds = models::builtin_kinds();
  const auto file = io::read_scenario_text(each.scenario, each.folder + "case.json",
                                           {kinds, shipped_catalogue()});
  if (!file) return {text_of(file.diagnostics()), std::nullopt};
  const auto model = Model::build(file->scenario, kinds, file->catalogue);
  if (!model) return {text_of(model.diagnostics()), std::nullopt};
  return use(*model);
}

}  // namespace

Answer solved(const Case& each) {
  return answer<Answer>(each, [](const Model& model) -> Answer {
    return {"", analytic::solve(model.network(), busiest_hour(model))};
  });
}

Answer simulated(const Case& each, std::uint64_t seed) {
  return answer<Answer>(each, [&](const Model& model) -> Answer {
    return {"", sim::simulate(model.network(), busiest_hour(model),
                              {.seed = seed,
                               .precision = each.precision,
                               .replications = kReplications,
                               .max_requests = each.requests})};
  });
}

ProjectedAnswer projected(const Case& each) {
  return answer<ProjectedAnswer>(each, [](const Model& model) -> ProjectedAnswer {
    auto made = projection::project(model, {.preview = true, .formulas_only = true, .worlds = 1});
    if (!made) return {text_of(made.diagnostics()), std::nullopt};
    return {"", std::move(made).value()};
  });
}

}  // namespace headroom::bank
