#include "core/projection/worlds.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include "core/base/contracts.h"
#include "core/projection/money.h"

namespace headroom::projection {
namespace {

struct Uncertainty {
  bool operator()(const workload::PeakHourRate& now) const { return !now.rate_rps.is_exact(); }
  bool operator()(const workload::Population& now) const { return !now.users.is_exact(); }
  bool operator()(const workload::History&) const { return true; }
  bool operator()(const workload::NoGrowth&) const { return false; }
  bool operator()(const workload::Compound& growth) const { return !growth.per_month.is_exact(); }
  bool operator()(const workload::Linear& growth) const { return !growth.per_month.is_exact(); }
  bool operator()(const workload::Logistic& growth) const {
    return !growth.ceiling_factor.is_exact() || !growth.midpoint_months.is_exact();
  }
  bool operator()(const workload::Stepwise& growth) const {
    return std::ranges::any_of(growth.steps,
                               [](const workload::Step& step) { return !step.factor.is_exact(); });
  }
};

Result<WorldYear> year_in(const Model& model, const Throughput& throughput,
                          const workload::World& world) {
  const Horizon& horizon = model.scenario().horizon;
  WorldYear year;
  year.months =
      walk(workload::Forecast(model.load(), horizon.start, horizon.months, world), throughput);
  for (std::size_t m = 0; m < year.months.size(); ++m) {
    const auto bill = bill_of(model, year.months[m], static_cast<int>(m));
    if (!bill) return bill.diagnostics();
    year.cost_usd.push_back(bill->total.units());
  }
  return year;
}

}  // namespace

bool is_uncertain(const workload::Load& load) {
  return std::visit(Uncertainty{}, load.now) || std::visit(Uncertainty{}, load.growth) ||
         std::ranges::any_of(load.surges, [](const workload::Surge& surge) {
           return !surge.peak.is_exact() || !surge.stays.is_exact();
         });
}

Result<std::vector<WorldYear>> imagine(const Model& model, const Throughput& throughput,
                                       std::uint64_t seed, int count, const std::stop_token& stop) {
  std::vector<WorldYear> years;
  if (!is_uncertain(model.load())) return years;
  for (int index = 0; index < count && !stop.stop_requested(); ++index) {
    auto year =
        year_in(model, throughput, workload::World(seed, static_cast<std::uint64_t>(index)));
    if (!year) return year.diagnostics();
    years.push_back(std::move(year).value());
  }
  return years;
}

double sample_quantile(std::vector<double> values, double p) {
  HEADROOM_EXPECTS(!values.empty() && p >= 0.0 && p <= 1.0);
  std::ranges::sort(values);
  const double place = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(place));
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (place - std::floor(place)) * (values[above] - values[below]);
}

Estimate band(double central, std::vector<double> values) {
  if (values.empty()) return Estimate::exact(central);
  return {central, std::min(central, sample_quantile(values, 0.05)),
          std::max(central, sample_quantile(values, 0.95))};
}

}  // namespace headroom::projection
