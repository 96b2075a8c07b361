// Hand-made projections of a shop whose database is the first to break.
#pragma once

#include <string>
#include <vector>

#include "core/projection/projection.h"
#include "core/projection/scenario.h"

namespace headroom::report::testing {

inline constexpr Month kStart{2026, 12};

inline projection::Scenario shop() {
  projection::Scenario scenario;
  scenario.name = "Shop";
  scenario.horizon = {kStart, 12};
  scenario.targets.latency_p95 = Seconds(0.3);
  scenario.targets.monthly_cost = Money::from_units(4000.0);
  scenario.load.now = workload::PeakHourRate{Uncertain::exact(100.0)};
  return scenario;
}

inline projection::ComponentMonth database(double utilization) {
  projection::ComponentMonth component;
  component.name = "orders-db";
  component.kind = "database";
  component.resource = "IOPS";
  component.peak_utilization = utilization;
  component.mean_utilization = utilization / 2.0;
  component.headroom = 0.12;
  return component;
}

inline projection::Window window(projection::WindowKind kind, Month month, double offered_rps) {
  projection::Window result;
  result.kind = kind;
  result.at = start_of(month);
  result.offered_rps = offered_rps;
  result.simulated.total.latency.p95 = Estimate::around(0.118, 0.004);
  result.simulated.requests = 10'000;
  result.analytic = result.simulated;
  result.analytic.method = network::Method::approximation;
  return result;
}

inline projection::MonthResult month(int index) {
  projection::MonthResult result;
  result.index = index;
  result.month = months_after(kStart, index);
  result.peak_rps = {180.0 + 10.0 * index, 175.0 + 9.0 * index, 190.0 + 12.0 * index};
  result.mean_rps = {90.0 + 5.0 * index, 88.0 + 5.0 * index, 93.0 + 5.0 * index};
  result.windows = {window(projection::WindowKind::typical, result.month, 90.0 + 5.0 * index),
                    window(projection::WindowKind::peak, result.month, 180.0 + 10.0 * index)};
  result.components = {database(0.43 + 0.03 * index)};
  result.cost_usd = Estimate::exact(3000.0);
  return result;
}

/// Twelve months without a breach.
inline projection::Projection quiet_year() {
  projection::Projection result;
  for (int index = 0; index <= 12; ++index) result.months.push_back(month(index));
  result.cost_total = Money::from_units(41'203.4);
  result.cost_total_usd = {41'203.4, 38'876.0, 44'310.0};
  result.catalogue_as_of = "2026-11-02";
  return result;
}

inline projection::Breach breach(projection::TargetKind target, int month_index,
                                 const Estimate& value, double limit) {
  projection::Breach result;
  result.target = target;
  result.month_index = month_index;
  result.month = months_after(kStart, month_index);
  result.date = start_of(result.month);
  result.component = "orders-db";
  result.resource = "IOPS";
  result.value = value;
  result.limit = limit;
  return result;
}

inline projection::Breach p95_breach(int month_index) {
  return breach(projection::TargetKind::latency_p95, month_index, Estimate::around(0.64, 0.02),
                0.3);
}

inline projection::Breach budget_breach(int month_index) {
  projection::Breach result =
      breach(projection::TargetKind::monthly_cost, month_index, Estimate::exact(4100.0), 4000.0);
  result.component.clear();
  result.resource.clear();
  return result;
}

}  // namespace headroom::report::testing
