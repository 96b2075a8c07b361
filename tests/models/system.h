// Small systems of built-in kinds for tests, with parameters as users type them.
#pragma once

#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/architecture/notation.h"
#include "core/base/contracts.h"
#include "core/io/catalogue_file.h"
#include "core/network/compile.h"
#include "core/sim/simulate.h"
#include "models/models.h"

namespace headroom::models::testing {

using Typed = std::map<std::string, std::string>;

inline architecture::ParameterValue value_of(const architecture::ParameterSpec& row,
                                             const std::string& typed) {
  if (row.type == architecture::ParameterType::quantity)
    return architecture::parse_quantity(typed, row.dimension).value();
  if (row.type == architecture::ParameterType::distribution)
    return architecture::parse_distribution(typed, row.dimension, nullptr).value();
  if (row.type == architecture::ParameterType::flag) return typed == "true";
  return typed;
}

inline architecture::Amount amount(const std::string& typed, architecture::Dimension dimension) {
  return {architecture::parse_distribution(typed, dimension, nullptr).value(), typed};
}

inline architecture::Step cpu(const std::string& demand) {
  return {architecture::CpuWork{amount(demand, architecture::Dimension::duration)}};
}
inline architecture::Step wait(const std::string& time) {
  return {architecture::Wait{amount(time, architecture::Dimension::duration)}};
}
inline architecture::Step io(const std::string& operations) {
  return {architecture::IoWork{amount(operations, architecture::Dimension::number)}};
}
inline architecture::Step call(const std::string& component, const std::string& operation = "",
                               const std::string& times = "1") {
  architecture::Call made;
  made.target = {component, operation};
  made.times = amount(times, architecture::Dimension::number);
  return {made};
}

/// The catalogue that is part of the binary, read once.
inline const cost::Catalogue& shipped_catalogue() {
  static const cost::Catalogue shipped = [] {
    cost::Catalogue catalogue;
    for (const DataFile& file : catalogue_files())
      catalogue = io::add_catalogue(catalogue, file.text, std::string(file.name)).value();
    return catalogue;
  }();
  return shipped;
}

class System {
 public:
  architecture::Component& add(const std::string& name, const std::string& kind,
                               const Typed& parameters,
                               std::map<std::string, architecture::Steps> operations = {}) {
    architecture::Component component;
    component.name = name;
    component.kind = kind;
    component.operations = std::move(operations);
    for (const auto& [parameter, typed] : parameters)
      component.parameters[parameter] = {value_of(row(kind, parameter), typed), typed};
    return architecture_.components[name] = std::move(component);
  }
  void enter(const architecture::Target& target, const std::string& request_class = "all",
             std::uint8_t priority = 0) {
    entries_.push_back({request_class, target, "", {}, priority});
  }

  /// Of the class entered last.
  void give_arrivals(const workload::Arrivals& arrivals) { entries_.back().arrivals = arrivals; }
  void give_deadline(Seconds deadline) { entries_.back().deadline = deadline; }

  [[nodiscard]] Diagnostics validate() const {
    return network::validate(architecture_, kinds_, catalogue_.sizes, entries_);
  }
  /// Of a system without mistakes.
  [[nodiscard]] network::Network compile() const {
    const Diagnostics found = validate();
    for (const Diagnostic& diagnostic : found.all())
      EXPECT_EQ(diagnostic.severity, Severity::warning)
          << diagnostic.pointer << ": " << diagnostic.message;
    return network::compile(architecture_, kinds_, catalogue_.sizes, entries_).value();
  }
  /// Of a system that has a component without callers.
  [[nodiscard]] network::Network compile_with_warnings() const {
    EXPECT_FALSE(validate().has_errors());
    return network::compile(architecture_, kinds_, catalogue_.sizes, entries_).value();
  }
  /// Classes in the order of their names.
  [[nodiscard]] network::Performance simulate(const network::Load& load,
                                              double precision = 0.02) const {
    const sim::Options options{.seed = 5, .precision = precision, .replications = 20};
    return sim::simulate(compile(), load, options).value();
  }
  [[nodiscard]] network::Performance simulate(network::Load::Entry load,
                                              double precision = 0.02) const {
    return simulate(network::Load{{load}}, precision);
  }
  [[nodiscard]] network::Performance simulate(double rps, double precision = 0.02) const {
    return simulate({PerSecond(rps), 0}, precision);
  }
  /// What the component's own check finds.
  [[nodiscard]] Diagnostics check(const std::string& name) const {
    return kind_of(name).check(settings(name));
  }
  [[nodiscard]] std::vector<architecture::Usage> usage(
      const std::string& name, const architecture::Activity& activity) const {
    return kind_of(name).usage(settings(name), activity);
  }
  [[nodiscard]] double stored_gib(const std::string& name, double months) const {
    return kind_of(name).stored_gib(settings(name), months);
  }
  [[nodiscard]] const cost::Catalogue& catalogue() const { return catalogue_; }

 private:
  [[nodiscard]] const architecture::ParameterSpec& row(const std::string& kind,
                                                       const std::string& parameter) const {
    for (const architecture::ParameterSpec& each : kinds_.find(kind)->parameters())
      if (each.name == parameter) return each;
    throw ContractViolation(kind + " has no parameter " + parameter);
  }
  [[nodiscard]] const network::ComponentKind& kind_of(const std::string& name) const {
    return *kinds_.find(architecture_.components.at(name).kind);
  }
  [[nodiscard]] architecture::Settings settings(const std::string& name) const {
    return {architecture_.components.at(name), kind_of(name).parameters(), catalogue_.sizes};
  }

  network::KindList kinds_ = builtin_kinds();
  const cost::Catalogue& catalogue_ = shipped_catalogue();
  architecture::Architecture architecture_;
  std::vector<network::ClassEntry> entries_;
};

/// A service "api" with this one operation, "page"; nothing but its own parameters takes time.
inline System service_of(Typed parameters, const architecture::Steps& steps) {
  System system;
  parameters.emplace("network", "0 s");
  if (!parameters.contains("size")) parameters.emplace("vcpus", "1");
  system.add("api", "service", parameters, {{"page", steps}});
  system.enter({"api", "page"});
  return system;
}

/// The truth lies within 1.6 half widths of the 95 % interval of 20 replications (about 99.8 %),
/// and the interval is narrow enough to be a test.
inline void expect_near(const Estimate& measured, double truth, double widest = 0.03) {
  const double half = measured.half_width();
  EXPECT_LE(std::abs(measured.estimate - truth), 1.6 * half + 1e-9 * truth)
      << measured.estimate << " +- " << half << ", truth " << truth;
  EXPECT_LE(half / truth, widest);
}

/// The performance of a resource of a component.
inline const network::ResourcePerformance& resource(const network::Performance& performance,
                                                    const std::string& component,
                                                    const std::string& label) {
  for (const auto& each : performance.components)
    for (const auto& candidate : each.resources)
      if (each.name == component && candidate.label == label) return candidate;
  throw ContractViolation("no resource " + label + " of " + component);
}

}  // namespace headroom::models::testing
