// Small scenarios as values, so that the tests of the projection read no file.
#pragma once

#include <string>
#include <utility>

#include "core/cost/catalogue.h"
#include "core/projection/model.h"
#include "models/models.h"

namespace headroom::projection::testing {

inline architecture::Parameter quantity(double value, const std::string& typed) {
  return {Uncertain::exact(value), typed};
}

inline architecture::Amount exponential(double mean_s) {
  return {random::Distribution::exponential(mean_s), ""};
}

/// A price of `usd` for an hour of `id`.
inline cost::Price hourly(const std::string& id, double usd) {
  cost::Price price;
  price.id = id;
  price.brackets = {{0.0, Money::from_units(usd * 1e6)}};
  price.region = "test";
  price.as_of = "2026-07-20";
  price.source = "test";
  price.confidence = "high";
  return price;
}

/// One size "test:one": 1 vCPU of reference speed for 0.10 USD/h.
inline cost::Catalogue one_size() {
  cost::Catalogue catalogue;
  architecture::Size size;
  size.id = "test:one";
  size.vcpus = 1.0;
  size.memory_gib = 2.0;
  catalogue.sizes["test:one"] = size;
  catalogue.prices.add(hourly("test:one", 0.10));
  return catalogue;
}

/// One service on one vCPU: M/M/1-PS with 10 ms of work, 50 rps at the flat season's peak hour in
/// December 2026, growing by 10 % of that a month: half busy at month 0, full at month 10.
inline Scenario one_service() {
  Scenario scenario;
  scenario.name = "One service";
  scenario.horizon = {{2026, 12}, 12};
  scenario.load.now = workload::PeakHourRate{Uncertain::exact(50.0)};
  scenario.load.growth = workload::Linear{Uncertain::exact(0.10)};
  scenario.load.classes = {{"page", Ratio(1.0), "web", "page"}};
  architecture::Component web;
  web.name = "web";
  web.kind = "service";
  web.parameters["size"] = {std::string("test:one"), "test:one"};
  web.operations["page"] = {architecture::Step{architecture::CpuWork{exponential(0.010)}}};
  scenario.architecture.components["web"] = web;
  return scenario;
}

}  // namespace headroom::projection::testing
