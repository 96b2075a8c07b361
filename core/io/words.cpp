#include "core/io/words.h"

#include <utility>

namespace headroom::io {

std::string in_quotes(std::string_view text) { return "\"" + printable(text) + "\""; }

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

Diagnostic input_mistake(std::string code, std::string message, std::string hint) {
  Diagnostic mistake;
  mistake.code = std::move(code);
  mistake.message = std::move(message);
  mistake.hint = std::move(hint);
  return mistake;
}

}  // namespace headroom::io
