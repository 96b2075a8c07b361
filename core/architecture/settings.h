// Reads a component's parameters with the defaults of its kind's table.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/architecture/component.h"
#include "core/architecture/size.h"

namespace headroom::architecture {

/// A view: component, table and sizes must outlive it. Asking for a name that is not in the table,
/// or for the wrong type, is a bug. Intervals are read at their median.
class Settings {
 public:
  Settings(const Component& component, std::span<const ParameterSpec> table,
           const SizeTable& sizes);

  [[nodiscard]] const Component& component() const { return *component_; }
  /// True when typed or when the table has a default.
  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] bool typed(std::string_view name) const;     ///< stands in the file
  [[nodiscard]] double number(std::string_view name) const;  ///< internal unit; needs has(name)
  [[nodiscard]] std::optional<double> optional_number(std::string_view name) const;
  [[nodiscard]] Seconds duration(std::string_view name) const { return Seconds(number(name)); }
  [[nodiscard]] random::Distribution distribution(std::string_view name) const;
  [[nodiscard]] std::optional<random::Distribution> optional_distribution(
      std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;
  [[nodiscard]] std::string text(
      std::string_view name) const;  ///< text, choice, component or size; "" if none
  /// The size that parameter `name` names; nullptr when none is typed or the catalogue lacks it.
  [[nodiscard]] const Size* size(std::string_view name = "size") const;
  [[nodiscard]] const SizeTable& sizes() const { return *sizes_; }

 private:
  [[nodiscard]] const ParameterSpec& spec(std::string_view name) const;
  [[nodiscard]] std::optional<ParameterValue> value(std::string_view name) const;

  const Component* component_;
  std::span<const ParameterSpec> table_;
  const SizeTable* sizes_;
};

}  // namespace headroom::architecture
