#include "gui/document/starting_values.h"

#include <algorithm>
#include <string_view>

#include "gui/document/changes.h"

namespace headroom::gui {
namespace {

using namespace architecture;

struct Start {
  std::string_view parameter;
  std::string_view typed;
};

/// Round figures to be replaced, by the names of parameters.
constexpr Start kStarts[] = {{"vcpus", "1"},     {"hit_ratio", "80 %"}, {"latency", "100 ms"},
                             {"data", "10 GiB"}, {"think_time", "5 s"}, {"concurrency", "8"}};
constexpr double kCpu_s = 5e-3;
constexpr const char* kCpuTyped = "5 ms";

bool accepts(const network::ComponentKind& kind, std::string_view step) {
  return std::ranges::find(kind.steps(), step) != kind.steps().end();
}

std::string first_operation(const network::ComponentKind& kind) {
  return kind.intake() == network::Intake::dispatch ? "handle" : "main";
}

}  // namespace

void add_starting_values(Component& component, const network::ComponentKind& kind) {
  for (const ParameterSpec& row : kind.parameters()) {
    const auto* start = std::ranges::find(kStarts, row.name, &Start::parameter);
    const bool wanted = row.required || row.name == "vcpus";
    if (!wanted || start == std::end(kStarts)) continue;
    component.parameters.emplace(row.name, parameter_of(row, std::string(start->typed)));
    component.evidence.emplace(row.name, "assumption");
  }
  if (kind.operations() != network::Operations::typed) return;
  Steps steps;
  if (accepts(kind, "cpu"))
    steps.push_back({CpuWork{{random::Distribution::deterministic(kCpu_s), kCpuTyped}}});
  component.operations.emplace(first_operation(kind), std::move(steps));
  component.evidence.emplace("operations", "assumption");
}

}  // namespace headroom::gui
