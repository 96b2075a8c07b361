// What fields say of a value that reads well but does not fit.
#pragma once

#include <string>

#include "core/base/diagnostic.h"

namespace headroom::gui {

inline Diagnostic wrong_value(const std::string& message) {
  Diagnostic diagnostic;
  diagnostic.code = "wrong-value";
  diagnostic.message = message;
  return diagnostic;
}

}  // namespace headroom::gui
