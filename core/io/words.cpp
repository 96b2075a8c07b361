#include "core/io/words.h"

#include <algorithm>
#include <utility>

namespace headroom::io {

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kShown = 100;
  std::size_t end = 0;
  while (end < std::min(text.size(), kShown))
    end += std::max<std::size_t>(utf8_length(text.substr(end)), 1);
  return "\"" + printable(text.substr(0, end)) + (end < text.size() ? "..." : "") + "\"";
}

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
