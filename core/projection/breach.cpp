#include "core/projection/breach.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/analytic/solve.h"
#include "core/base/contracts.h"
#include "core/projection/sensitivity.h"
#include "core/projection/windows.h"
#include "core/projection/year.h"

namespace headroom::projection {
namespace {

constexpr double kEarly = 0.1;  // 80 % of the worlds lie between
constexpr double kLate = 0.9;
constexpr int kBisections = 50;
constexpr double kFarthestPopulation = 16.0;  // times the last one: beyond it no answer is sought

void add_latency_and_errors(const Targets& targets, const std::string& request_class,
                            std::vector<Judged>& judged) {
  const auto add = [&](TargetKind kind, double limit) {
    judged.push_back({kind, request_class, limit});
  };
  if (targets.latency_p50) add(TargetKind::latency_p50, targets.latency_p50->value());
  if (targets.latency_p95) add(TargetKind::latency_p95, targets.latency_p95->value());
  if (targets.latency_p99) add(TargetKind::latency_p99, targets.latency_p99->value());
  if (targets.error_ratio) add(TargetKind::error_ratio, targets.error_ratio->value());
}

const network::ClassPerformance* class_of(const network::Performance& performance,
                                          const std::string& name) {
  if (name.empty()) return &performance.total;
  const auto found = std::ranges::find(performance.classes, name, &network::ClassPerformance::name);
  return found == performance.classes.end() ? nullptr : &*found;
}

/// Of the stations by the utilisation law; of all resources as measured where the load is a
/// population, to which that law gives no answer in advance.
double highest_utilization(const network::Performance& performance) {
  double offered = 0.0;
  double measured = 0.0;
  for (const network::ComponentPerformance& component : performance.components) {
    for (const network::ResourcePerformance& resource : component.resources) {
      offered = std::max(offered, resource.offered_utilization);
      measured = std::max(measured, resource.utilization.estimate);
    }
  }
  return offered > 0.0 ? offered : measured;
}

Estimate of_class(TargetKind target, const network::ClassPerformance& performance) {
  switch (target) {
    case TargetKind::latency_p50:
      return performance.latency.p50;
    case TargetKind::latency_p95:
      return performance.latency.p95;
    case TargetKind::latency_p99:
      return performance.latency.p99;
    default:
      return performance.error_ratio;
  }
}

std::optional<Estimate> measured_in(const Judged& judged, const network::Performance& performance) {
  if (judged.target == TargetKind::utilization)
    return Estimate::exact(highest_utilization(performance));
  if (judged.target == TargetKind::stability) {
    if (performance.stable) return std::nullopt;
    return performance.backlog_growth_rps;
  }
  const network::ClassPerformance* of = class_of(performance, judged.request_class);
  if (!performance.stable || of == nullptr) return std::nullopt;
  return of_class(judged.target, *of);
}

/// A peak hour that keeps the target and the next one that does not.
struct Bracket {
  double low = 0.0;
  double high = 0.0;
  std::optional<double> low_value;
  double high_value = 0.0;
};

/// Straight line in the logarithm of the value: latency grows faster than linearly with load.
double interpolated(const Bracket& bracket, double limit) {
  if (!bracket.low_value || *bracket.low_value <= 0.0 || limit <= *bracket.low_value)
    return bracket.high;
  const double part =
      std::log(limit / *bracket.low_value) / std::log(bracket.high_value / *bracket.low_value);
  return bracket.low + part * (bracket.high - bracket.low);
}

/// Rate at which the busiest station is asked for `utilization` of what it has.
double load_at_utilization(const Window& window, double utilization) {
  return window.offered_rps * utilization / highest_utilization(window.simulated);
}

class Search {
 public:
  Search(const Model& model, const std::vector<MonthResult>& months,
         const workload::Forecast& central, const std::vector<WorldYear>& worlds)
      : model_(model), months_(months), central_(central), worlds_(worlds) {}

  [[nodiscard]] std::optional<Breach> at_peak_hours(const Judged& judged) const {
    for (const MonthResult& month : months_) {
      const Window* peak = month.window(WindowKind::peak);
      HEADROOM_EXPECTS(peak != nullptr);
      if (broken(judged, *peak)) return at_peak_hour(judged, month, *peak);
      if (!peak->simulated.stable && judged.target != TargetKind::utilization) return std::nullopt;
    }
    return std::nullopt;
  }

  /// The first surge that breaks the target before `ordinary`.
  [[nodiscard]] std::optional<Breach> in_surges(const Judged& judged,
                                                const std::optional<Breach>& ordinary) const {
    for (const MonthResult& month : months_) {
      for (const Window& window : month.windows) {
        if (window.kind != WindowKind::surge || !broken(judged, window)) continue;
        if (ordinary && ordinary->date <= window.at) return std::nullopt;
        Breach breach = described(judged, month, window);
        breach.date = window.at;
        breach.surge = window.surge;
        return breach;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Breach> of_budget(Money limit) const {
    for (const MonthResult& month : months_) {
      if (month.bill.total <= limit) continue;
      Breach breach;
      breach.target = TargetKind::monthly_cost;
      breach.month_index = month.index;
      breach.month = month.month;
      breach.date = start_of(month.month);
      breach.value = month.cost_usd;
      breach.limit = limit.units();
      return breach;
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] Breach described(const Judged& judged, const MonthResult& month,
                                 const Window& window) const {
    Breach breach;
    breach.target = judged.target;
    breach.request_class = judged.request_class;
    breach.month_index = month.index;
    breach.month = month.month;
    breach.value = *measured(judged, window);
    breach.limit = judged.limit;
    breach.critical_rps = window.offered_rps;
    const Busiest busiest = busiest_resource(window);
    const Culprit culprit = judged.target == TargetKind::utilization
                                ? Culprit{busiest.component, busiest.resource}
                                : culprit_of(model_, window);
    breach.component = culprit.component;
    breach.resource = culprit.resource;
    return breach;
  }

  [[nodiscard]] Breach at_peak_hour(const Judged& judged, const MonthResult& month,
                                    const Window& peak) const {
    Breach breach = described(judged, month, peak);
    breach.critical_rps = critical_rps(judged, month, peak);
    const auto first = first_hour_at(central_, breach.critical_rps);
    breach.date = first ? *first : peak.at;
    add_interval(breach);
    return breach;
  }

  /// Between the peak hour of the month before and this one's; this one's where that is not lower.
  [[nodiscard]] double critical_rps(const Judged& judged, const MonthResult& month,
                                    const Window& peak) const {
    if (month.index == 0) return peak.offered_rps;
    const Window* before =
        months_[static_cast<std::size_t>(month.index) - 1].window(WindowKind::peak);
    const double low = before->offered_rps;
    const double high = peak.offered_rps;
    if (low >= high) return high;
    if (judged.target == TargetKind::stability)
      return std::clamp(load_at_utilization(peak, 1.0), low, high);
    if (judged.target == TargetKind::utilization && !model_.closed())
      return std::clamp(load_at_utilization(peak, judged.limit), low, high);
    const auto value = measured(judged, *before);
    const Bracket bracket{low, high, value ? std::optional(value->estimate) : std::nullopt,
                          measured(judged, peak)->estimate};
    return interpolated(bracket, judged.limit);
  }

  void add_interval(Breach& breach) const {
    if (worlds_.empty()) return;
    std::vector<double> first_months;
    for (const WorldYear& world : worlds_) {
      std::size_t m = 0;
      while (m < world.months.size() && world.months[m].load.peak_rps < breach.critical_rps) ++m;
      first_months.push_back(static_cast<double>(m));
    }
    breach.earliest = month_of_index(sample_quantile(first_months, kEarly));
    breach.latest = month_of_index(sample_quantile(first_months, kLate));
  }
  [[nodiscard]] std::optional<Month> month_of_index(double index) const {
    const auto whole = static_cast<std::size_t>(std::llround(index));
    if (whole >= months_.size()) return std::nullopt;
    return months_[whole].month;
  }

  const Model& model_;
  const std::vector<MonthResult>& months_;
  const workload::Forecast& central_;
  const std::vector<WorldYear>& worlds_;
};

/// Load between `low` (kept) and `high` (broken) at which the target breaks by the analytic solver,
/// whose values are multiplied by `scale`.
double bisected(const Model& model, const Judged& judged, double scale, double low, double high) {
  for (int i = 0; i < kBisections; ++i) {
    const double middle = (low + high) / 2.0;
    const network::Performance performance =
        analytic::solve(model.network(), model.load_at(middle));
    const auto value = measured_in(judged, performance);
    const bool kept = performance.stable && (!value || value->estimate * scale <= judged.limit);
    (kept ? low : high) = middle;
  }
  return low;
}

/// How much the simulation lies above the formulas in this window.
double scale_between(const Judged& judged, const Window& window) {
  const auto simulated = measured_in(judged, window.simulated);
  const auto analytic = measured_in(judged, window.analytic);
  if (!simulated || !analytic || analytic->estimate <= 0.0) return 1.0;
  return simulated->estimate / analytic->estimate;
}

}  // namespace

std::vector<Judged> judged_by_windows(const Scenario& scenario) {
  std::vector<Judged> judged;
  add_latency_and_errors(scenario.targets, "", judged);
  for (const auto& [name, targets] : scenario.class_targets)
    add_latency_and_errors(targets, name, judged);
  if (scenario.targets.utilization)
    judged.push_back({TargetKind::utilization, "", scenario.targets.utilization->value()});
  judged.push_back({TargetKind::stability, "", 0.0});
  return judged;
}

std::optional<Estimate> measured(const Judged& judged, const Window& window) {
  return measured_in(judged, window.simulated);
}

bool broken(const Judged& judged, const Window& window) {
  const auto value = measured(judged, window);
  return value && (judged.target == TargetKind::stability || value->estimate > judged.limit);
}

std::vector<Breach> find_breaches(const Model& model, const std::vector<MonthResult>& months,
                                  const workload::Forecast& central,
                                  const std::vector<WorldYear>& worlds) {
  const Search search(model, months, central, worlds);
  std::vector<Breach> breaches;
  for (const Judged& judged : judged_by_windows(model.scenario())) {
    auto ordinary = search.at_peak_hours(judged);
    if (auto surge = search.in_surges(judged, ordinary)) breaches.push_back(std::move(*surge));
    if (ordinary) breaches.push_back(std::move(*ordinary));
  }
  if (const auto budget = model.scenario().targets.monthly_cost)
    if (auto over = search.of_budget(*budget)) breaches.push_back(std::move(*over));
  std::ranges::stable_sort(breaches, {}, &Breach::date);
  return breaches;
}

std::optional<double> critical_load(const Model& model, const std::vector<MonthResult>& months,
                                    const std::vector<Breach>& breaches) {
  for (const Breach& breach : breaches)
    if (breach.surge.empty() && breach.target != TargetKind::monthly_cost)
      return breach.critical_rps;
  const Window* last = months.back().window(WindowKind::peak);
  const double highest = highest_utilization(last->simulated);
  if (highest <= 0.0) return std::nullopt;
  const double ceiling =
      model.closed() ? kFarthestPopulation * last->offered_rps : load_at_utilization(*last, 1.0);
  double critical = ceiling;
  for (const Judged& judged : judged_by_windows(model.scenario()))
    if (judged.target != TargetKind::stability)
      critical = bisected(model, judged, scale_between(judged, *last), last->offered_rps, critical);
  if (model.closed() && critical >= ceiling) return std::nullopt;
  return critical;
}

}  // namespace headroom::projection
