#include "core/network/compile.h"

#include "core/base/contracts.h"
#include "core/network/assembly.h"
#include "core/network/call_graph.h"
#include "core/network/component_writer.h"

namespace headroom::network {
namespace {

void write_component(const architecture::Component& component, const CallGraph& graph,
                     Assembly& assembly) {
  const Directory& directory = assembly.directory();
  const ComponentKind* kind = directory.kind_of(component.name);
  HEADROOM_EXPECTS(kind != nullptr);
  ComponentWriter writer(assembly, component, graph.operations_of(component.name));
  kind->compile(directory.settings(component.name), writer);
}

Diagnostic too_many_steps(const std::string& component) {
  const std::size_t megabytes = kMaximumSteps * sizeof(Step) / 1'000'000;
  return {Severity::error,
          Fault::limit_reached,
          "too-many-steps",
          {},
          "/components/" + component,
          "the operations unroll into more than " + std::to_string(kMaximumSteps) + " steps (" +
              std::to_string(megabytes) + " MB), which is the limit for all components together",
          "repeat work fewer times: retries and fixed counts are written out one by one"};
}

Diagnostic too_many_classes(std::size_t classes) {
  return {Severity::error,
          Fault::limit_reached,
          "too-many-classes",
          {},
          "/load/classes",
          std::to_string(classes) + " classes of requests; expected at most " +
              std::to_string(kMaximumClasses),
          "put similar ones together"};
}

}  // namespace

Result<Network> compile(const architecture::Architecture& architecture, const KindList& kinds,
                        const architecture::SizeTable& sizes,
                        const std::vector<ClassEntry>& entries) {
  if (entries.size() > kMaximumClasses) return too_many_classes(entries.size());
  const Directory directory(architecture, kinds, sizes);
  const CallGraph graph = call_graph(directory, entries);
  HEADROOM_EXPECTS(graph.broken.empty());
  Assembly assembly(directory);
  for (const auto& [name, component] : architecture.components) {
    try {
      write_component(component, graph, assembly);
    } catch (const TooManySteps&) {
      return too_many_steps(name);
    }
  }
  return assembly.finish(entries);
}

}  // namespace headroom::network
