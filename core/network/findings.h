// Collects what validation finds, once each.
#pragma once

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/base/diagnostic.h"

namespace headroom::network {

class Findings {
 public:
  void error(std::string code, std::string pointer, std::string message, std::string hint);
  void warning(std::string code, std::string pointer, std::string message, std::string hint);
  void add(const Diagnostic& diagnostic);
  [[nodiscard]] bool has_errors() const { return found_.has_errors(); }
  [[nodiscard]] const Diagnostics& all() const { return found_; }

 private:
  Diagnostics found_;
  /// One place can be reached on several ways.
  std::set<std::tuple<std::string, std::string, std::string>> seen_;
};

/// "a, b, c", for messages.
std::string listed(const std::vector<std::string>& words);

}  // namespace headroom::network
