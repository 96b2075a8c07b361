// Small architectures for tests: every component has a kind of its own, written on the spot.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/contracts.h"
#include "core/network/builder.h"
#include "core/network/compile.h"

namespace headroom::network::testing {

/// What a scripted kind says of itself. Without `links` they come from the steps in the drawing.
struct Script {
  using Write = std::function<void(ComponentBuilder&)>;
  using Links = std::function<std::vector<architecture::Link>(const std::string& operation)>;

  Write write = [](ComponentBuilder&) {};
  Links links = nullptr;
  Operations operations = Operations::typed;
  Intake intake = Intake::calls;
  std::optional<double> hit_ratio = std::nullopt;
  std::vector<std::string_view> steps = {};
  std::vector<architecture::ParameterSpec> parameters = {};
  Diagnostics findings = {};
};

class Scripted final : public ComponentKind {
 public:
  Scripted(std::string name, Script script) : name_(std::move(name)), script_(std::move(script)) {}

  std::string_view name() const override { return name_; }
  std::string_view summary() const override { return "A kind for tests."; }
  std::span<const architecture::ParameterSpec> parameters() const override {
    return script_.parameters;
  }
  Operations operations() const override { return script_.operations; }
  Intake intake() const override { return script_.intake; }
  std::span<const std::string_view> steps() const override { return script_.steps; }
  Diagnostics check(const architecture::Settings&) const override { return script_.findings; }
  std::vector<architecture::Link> links(const architecture::Settings& settings,
                                        const std::string& operation) const override {
    return script_.links ? script_.links(operation) : ComponentKind::links(settings, operation);
  }
  std::optional<double> hit_ratio(const architecture::Settings&) const override {
    return script_.hit_ratio;
  }
  void compile(const architecture::Settings&, ComponentBuilder& builder) const override {
    script_.write(builder);
  }
  std::vector<architecture::Usage> usage(const architecture::Settings&,
                                         const architecture::Activity&) const override {
    return {};
  }

 private:
  std::string name_;
  Script script_;
};

/// An architecture with its kinds and entries.
class Drawing {
 public:
  /// The component's kind is called "NAME kind".
  architecture::Component& add(const std::string& name, Script script) {
    scripts_.emplace(name + " kind", std::move(script));
    architecture::Component& made = architecture.components[name];
    made.name = name;
    made.kind = name + " kind";
    return made;
  }
  /// A component with one operation of that name, written by `program`.
  void add(const std::string& name, const std::string& operation, Script::Write write) {
    add(name, {.write = std::move(write)}).operations[operation];
  }
  void enter(const std::string& request_class, const architecture::Target& target) {
    entries.push_back({request_class, target, "/load/classes/" + request_class + "/enters"});
  }

  [[nodiscard]] KindList kinds() const {
    std::vector<std::unique_ptr<const ComponentKind>> list;
    for (const auto& [name, script] : scripts_)
      list.push_back(std::make_unique<const Scripted>(name, script));
    return KindList(std::move(list));
  }
  [[nodiscard]] Network compile() const {
    return network::compile(architecture, kinds(), {}, entries).value();
  }
  [[nodiscard]] Diagnostics validate() const {
    return network::validate(architecture, kinds(), {}, entries);
  }
  [[nodiscard]] architecture::Topology topology() const {
    return topology_of(architecture, kinds(), {}, entries);
  }

  architecture::Architecture architecture;
  std::vector<ClassEntry> entries;

 private:
  std::map<std::string, Script> scripts_;
};

}  // namespace headroom::network::testing
