#include "models/kinds/findings.h"

#include <utility>
#include <vector>

#include "core/base/did_you_mean.h"

namespace headroom::models {

Diagnostic mistake(std::string code, std::string pointer, std::string message, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.pointer = std::move(pointer);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

Diagnostic caution(std::string code, std::string pointer, std::string message, std::string hint) {
  Diagnostic diagnostic =
      mistake(std::move(code), std::move(pointer), std::move(message), std::move(hint));
  diagnostic.severity = Severity::warning;
  return diagnostic;
}

Diagnostic unknown_size(const architecture::Settings& settings, const std::string& parameter) {
  const std::string typed = settings.text(parameter);
  std::vector<std::string> known;
  for (const auto& [id, size] : settings.sizes()) known.push_back(id);
  return mistake("unknown-size", "/" + parameter, "the catalogue has no size \"" + typed + "\"",
                 did_you_mean(typed, known));
}

}  // namespace headroom::models
