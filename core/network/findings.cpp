#include "core/network/findings.h"

#include <utility>

namespace headroom::network {

void Findings::add(const Diagnostic& diagnostic) {
  if (seen_.emplace(diagnostic.code, diagnostic.pointer, diagnostic.message).second)
    found_.add(diagnostic);
}

void Findings::error(std::string code, std::string pointer, std::string message, std::string hint) {
  add({Severity::error,
       Fault::input,
       std::move(code),
       {},
       std::move(pointer),
       std::move(message),
       std::move(hint)});
}

void Findings::warning(std::string code, std::string pointer, std::string message,
                       std::string hint) {
  add({Severity::warning,
       Fault::input,
       std::move(code),
       {},
       std::move(pointer),
       std::move(message),
       std::move(hint)});
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace headroom::network
