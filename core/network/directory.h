// The names of a drawn architecture: which component, which kind, which operation is meant.
#pragma once

#include <optional>
#include <string>

#include "core/architecture/component.h"
#include "core/architecture/settings.h"
#include "core/architecture/size.h"
#include "core/network/kind.h"

namespace headroom::network {

/// A view: architecture, kinds and sizes must outlive it.
class Directory {
 public:
  Directory(const architecture::Architecture& architecture, const KindList& kinds,
            const architecture::SizeTable& sizes)
      : architecture_(&architecture), kinds_(&kinds), sizes_(&sizes) {}

  [[nodiscard]] const architecture::Architecture& architecture() const { return *architecture_; }
  [[nodiscard]] const KindList& kinds() const { return *kinds_; }
  /// nullptr if there is no such component.
  [[nodiscard]] const architecture::Component* component(const std::string& name) const;
  /// nullptr if there is no such component or nobody knows its kind.
  [[nodiscard]] const ComponentKind* kind_of(const std::string& name) const;
  /// Needs a component of a known kind.
  [[nodiscard]] architecture::Settings settings(const std::string& name) const;
  /// The operation that is meant: any for kinds with implicit operations, else one that is defined,
  /// where an empty name means the only one. nullopt if there is none.
  [[nodiscard]] std::optional<architecture::Target> resolve(
      const architecture::Target& target) const;

 private:
  const architecture::Architecture* architecture_;
  const KindList* kinds_;
  const architecture::SizeTable* sizes_;
};

}  // namespace headroom::network
