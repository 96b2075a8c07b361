#include "core/projection/breach.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/contracts.h"
#include "core/projection/critical.h"
#include "core/projection/windows.h"
#include "core/projection/year.h"

namespace headroom::projection {
namespace {

constexpr double kEarly = 0.1;  // 80 % of the worlds lie between
constexpr double kLate = 0.9;
// A class is part of a growing backlog when it leaves by more than this slower than it arrives: the
// share from which on the simulation calls a backlog growing.
constexpr double kBehind = 0.005;
constexpr double kFarthest = 16.0;  // times the highest load where no station limits it

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

bool is_latency(TargetKind target) {
  return target == TargetKind::latency_p50 || target == TargetKind::latency_p95 ||
         target == TargetKind::latency_p99;
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

}  // namespace

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

bool is_unbounded(const Judged& judged, const Window& window) {
  if (window.simulated.stable || !is_latency(judged.target)) return false;
  if (judged.request_class.empty()) return true;
  const network::ClassPerformance* of = class_of(window.simulated, judged.request_class);
  return of != nullptr && of->throughput_rps.estimate < (1.0 - kBehind) * of->offered_rps.estimate;
}

namespace {

/// What the passage of a surge says of the target where autoscalers are at work: at its top they
/// rest, but until then too few may serve. Nothing where the passage was not followed.
std::optional<Estimate> in_passage(const Judged& judged, const Window& window) {
  if (!window.course || window.course->scaled.empty() || !judged.request_class.empty())
    return std::nullopt;
  if (judged.target == TargetKind::latency_p95) return window.course->worst_p95_s;
  if (judged.target == TargetKind::error_ratio) return window.course->worst_error_ratio;
  return std::nullopt;
}

/// The worst of many parts of a passage is above what all of them have: its interval has to be.
bool broken_in_passage(const Judged& judged, const Window& window) {
  const auto worst = in_passage(judged, window);
  return worst && worst->low > judged.limit;
}

bool broken_at_rest(const Judged& judged, const Window& window) {
  const auto value = measured_in(judged, window.simulated);
  return value && (judged.target == TargetKind::stability || value->estimate > judged.limit);
}

/// What is asked for most in a passage, with the replicas of its start.
Culprit busiest_at_start(const Window& window) {
  Culprit culprit;
  double most = 0.0;
  for (const network::ComponentPerformance& component : window.simulated.components) {
    const auto scaled =
        std::ranges::find(window.course->scaled, component.name, &ScaledComponent::name);
    const double serving = scaled == window.course->scaled.end()
                               ? component.replicas
                               : std::max(1.0, scaled->at_start.estimate);
    for (const network::ResourcePerformance& resource : component.resources) {
      const double asked = resource.offered_utilization * component.replicas / serving;
      if (asked <= most) continue;
      most = asked;
      culprit = {component.name, resource.label};
    }
  }
  return culprit;
}

const Window& peak_of(const MonthResult& month) {
  const Window* peak = month.window(WindowKind::peak);
  HEADROOM_EXPECTS(peak != nullptr);
  return *peak;
}

/// The busiest peak hour up to this month that keeps the target; nullptr without one.
const Window* highest_kept(const Judged& judged, const std::vector<MonthResult>& months,
                           int month) {
  const Window* highest = nullptr;
  for (int m = 0; m <= month; ++m) {
    const Window& peak = peak_of(months[static_cast<std::size_t>(m)]);
    if (broken(judged, peak) || !peak.simulated.stable) continue;
    if (highest == nullptr || peak.offered_rps > highest->offered_rps) highest = &peak;
  }
  return highest;
}

class Search {
 public:
  Search(const Model& model, const std::vector<MonthResult>& months,
         const workload::Forecast& central, const std::vector<WorldYear>& worlds,
         Sensitivity& sensitivity, const std::stop_token& stop)
      : model_(model),
        months_(months),
        central_(central),
        worlds_(worlds),
        sensitivity_(sensitivity),
        stop_(stop) {}

  [[nodiscard]] std::optional<Breach> at_peak_hours(const Judged& judged) const {
    for (const MonthResult& month : months_) {
      const Window& peak = peak_of(month);
      if (broken(judged, peak)) return at_peak_hour(judged, month, peak);
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
        if (!breach.passing)
          breach.critical_rps = critical_between(
              model_, judged, highest_kept(judged, months_, month.index), window, stop_);
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
    breach.unbounded = is_unbounded(judged, window);
    if (!breach.unbounded) breach.value = *measured(judged, window);
    breach.limit = judged.limit;
    breach.critical_rps = window.offered_rps;
    breach.passing = !broken_at_rest(judged, window) && broken_in_passage(judged, window);
    const Culprit culprit = culprit_of(breach, window);
    breach.component = culprit.component;
    breach.resource = culprit.resource;
    return breach;
  }

  [[nodiscard]] Culprit culprit_of(const Breach& breach, const Window& window) const {
    if (breach.passing) return busiest_at_start(window);
    if (breach.target != TargetKind::utilization) return sensitivity_.culprit_of(window);
    const Busiest busiest = busiest_resource(window);
    return {busiest.component, busiest.resource};
  }

  [[nodiscard]] Breach at_peak_hour(const Judged& judged, const MonthResult& month,
                                    const Window& peak) const {
    const Window* kept = highest_kept(judged, months_, month.index);
    Breach breach = described(judged, month, peak);
    breach.critical_rps = critical_between(model_, judged, kept, peak, stop_);
    const bool above = kept == nullptr || breach.critical_rps > kept->offered_rps;
    const auto first = above ? first_hour_at(central_, breach.critical_rps) : std::nullopt;
    breach.date = first ? *first : peak.at;
    add_interval(breach);
    return breach;
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
  Sensitivity& sensitivity_;
  const std::stop_token& stop_;
};

bool is_ordinary(const Breach& breach) {
  return breach.surge.empty() && breach.target != TargetKind::monthly_cost;
}

/// In the month of the first breach. Windows without a steady state have no errors, but theirs may
/// break before the backlog grows.
double lowest_critical_load(const Model& model, const std::vector<MonthResult>& months,
                            const std::vector<Breach>& breaches, int month,
                            const std::stop_token& stop) {
  const Window& peak = peak_of(months[static_cast<std::size_t>(month)]);
  double lowest = peak.offered_rps;
  for (const Breach& breach : breaches)
    if (is_ordinary(breach) && breach.month_index == month)
      lowest = std::min(lowest, breach.critical_rps);
  if (peak.simulated.stable) return lowest;
  for (const Judged& judged : judged_by_windows(model.scenario()))
    lowest = std::min(
        lowest, critical_between(model, judged, highest_kept(judged, months, month), peak, stop));
  return lowest;
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
  const auto at_rest = measured_in(judged, window.simulated);
  if (!broken_in_passage(judged, window)) return at_rest;
  const auto passing = in_passage(judged, window);
  return at_rest && at_rest->estimate > passing->estimate ? at_rest : passing;
}

bool broken(const Judged& judged, const Window& window) {
  return is_unbounded(judged, window) || broken_at_rest(judged, window) ||
         broken_in_passage(judged, window);
}

std::vector<Breach> find_breaches(const Model& model, const std::vector<MonthResult>& months,
                                  const workload::Forecast& central,
                                  const std::vector<WorldYear>& worlds, Sensitivity& sensitivity,
                                  const std::stop_token& stop) {
  const Search search(model, months, central, worlds, sensitivity, stop);
  std::vector<Breach> breaches;
  for (const Judged& judged : judged_by_windows(model.scenario())) {
    auto ordinary = search.at_peak_hours(judged);
    if (auto surge = search.in_surges(judged, ordinary)) breaches.push_back(std::move(*surge));
    if (ordinary) breaches.push_back(std::move(*ordinary));
  }
  if (const auto budget = model.scenario().targets.monthly_cost)
    if (auto over = search.of_budget(*budget)) breaches.push_back(std::move(*over));
  // What only grows because the backlog does stands behind it.
  std::ranges::stable_sort(
      breaches, {}, [](const Breach& breach) { return std::pair(breach.date, breach.unbounded); });
  return breaches;
}

std::optional<double> critical_load(const Model& model, const std::vector<MonthResult>& months,
                                    const std::vector<Breach>& breaches,
                                    const std::stop_token& stop) {
  const auto first = std::ranges::find_if(breaches, is_ordinary);
  if (first != breaches.end())
    return lowest_critical_load(model, months, breaches, first->month_index, stop);
  const Window& kept = peak_of(*std::ranges::max_element(
      months, {}, [](const MonthResult& month) { return peak_of(month).offered_rps; }));
  const auto saturation = load_at_utilization(kept, 1.0);
  const double highest = saturation.value_or(kFarthest * kept.offered_rps);
  double critical = highest;
  for (const Judged& judged : judged_by_windows(model.scenario())) {
    // A population waits instead of overflowing.
    if (model.closed() && judged.target == TargetKind::stability) continue;
    critical = critical_above(model, judged, kept, critical, stop);
  }
  if (!saturation && critical >= highest) return std::nullopt;
  return critical;
}

}  // namespace headroom::projection
