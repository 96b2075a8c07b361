// Where --json goes.
#pragma once

#include <optional>
#include <string>

#include "cli/arguments.h"
#include "cli/session.h"
#include "core/base/diagnostic.h"

namespace headroom::cli {

class JsonOutput {
 public:
  void declare(Arguments& arguments);

  [[nodiscard]] bool wanted() const { return file_.has_value(); }
  /// Instead of the text for people.
  [[nodiscard]] bool on_standard_output() const { return file_ == "-"; }
  /// What would keep `write` from succeeding, before the long work. `input` is never overwritten.
  [[nodiscard]] std::optional<Diagnostic> probe(const std::string& input) const;
  std::optional<Diagnostic> write(Session& session, const std::string& text) const;

 private:
  std::optional<std::string> file_;
};

}  // namespace headroom::cli
