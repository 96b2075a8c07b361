// A value or the list of the user's mistakes that stood in its way; warnings may come with a value.
#pragma once

#include <optional>
#include <utility>

#include "core/base/contracts.h"
#include "core/base/diagnostic.h"

namespace headroom {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(T value, Diagnostics warnings)
      : value_(std::move(value)), diagnostics_(std::move(warnings)) {
    HEADROOM_EXPECTS(!diagnostics_.has_errors());
  }
  Result(Diagnostics errors)
      : diagnostics_(std::move(errors)) {  // NOLINT(google-explicit-constructor)
    HEADROOM_EXPECTS(diagnostics_.has_errors());
  }
  Result(Diagnostic error) {  // NOLINT(google-explicit-constructor)
    HEADROOM_EXPECTS(error.severity == Severity::error);
    diagnostics_.add(std::move(error));
  }

  [[nodiscard]] bool ok() const { return value_.has_value(); }
  explicit operator bool() const { return ok(); }
  [[nodiscard]] const T& value() const& {
    HEADROOM_EXPECTS(ok());
    return *value_;
  }
  [[nodiscard]] T& value() & {
    HEADROOM_EXPECTS(ok());
    return *value_;
  }
  [[nodiscard]] T&& value() && {
    HEADROOM_EXPECTS(ok());
    return std::move(*value_);
  }
  const T* operator->() const { return &value(); }
  const T& operator*() const& { return value(); }
  [[nodiscard]] const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  std::optional<T> value_;
  Diagnostics diagnostics_;
};

}  // namespace headroom
