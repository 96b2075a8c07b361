#include "core/network/directory.h"

#include "core/base/contracts.h"

namespace headroom::network {

const architecture::Component* Directory::component(const std::string& name) const {
  const auto found = architecture_->components.find(name);
  return found == architecture_->components.end() ? nullptr : &found->second;
}

const ComponentKind* Directory::kind_of(const std::string& name) const {
  const architecture::Component* found = component(name);
  return found == nullptr ? nullptr : kinds_->find(found->kind);
}

architecture::Settings Directory::settings(const std::string& name) const {
  const ComponentKind* kind = kind_of(name);
  HEADROOM_EXPECTS(kind != nullptr);
  return {*component(name), kind->parameters(), *sizes_};
}

std::optional<architecture::Target> Directory::resolve(const architecture::Target& target) const {
  const ComponentKind* kind = kind_of(target.component);
  if (kind == nullptr) return std::nullopt;
  if (kind->operations() == Operations::implicit) return target;
  const auto& operations = component(target.component)->operations;
  if (operations.contains(target.operation)) return target;
  if (!target.operation.empty() || operations.size() != 1) return std::nullopt;
  return architecture::Target{target.component, operations.begin()->first};
}

}  // namespace headroom::network
