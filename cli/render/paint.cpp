#include "cli/render/paint.h"

#include "cli/render/text.h"

namespace headroom::cli {
namespace {

std::string_view code_of(report::Tone tone) {
  switch (tone) {
    case report::Tone::strong:
      return "1";
    case report::Tone::weak:
      return "90";
    case report::Tone::good:
      return "36";
    case report::Tone::warn:
      return "33";
    case report::Tone::bad:
      return "1;31";
    case report::Tone::fatal:
      return "35";
    case report::Tone::plain:
      break;
  }
  return "";
}

}  // namespace

std::string Paint::in(std::string_view code, std::string_view text) const {
  if (!enabled_ || code.empty() || text.empty()) return std::string(text);
  return std::string("\x1b[").append(code).append("m").append(text).append("\x1b[0m");
}

std::string Paint::operator()(report::Tone tone, std::string_view text) const {
  return in(code_of(tone), text);
}

std::string Paint::paragraph(const report::Sentence& sentence) const {
  const std::vector<std::string> lines = wrap(printable(report::plain(sentence)), kWidth);
  std::string result;
  std::size_t line = 0;
  std::size_t room = lines[0].size();
  for (const report::Span& span : sentence) {
    std::string_view rest;
    const std::string text = printable(span.text);
    for (rest = text; rest.size() > room;) {
      result += (*this)(span.tone, rest.substr(0, room)) + "\n";
      rest.remove_prefix(room);
      if (rest.starts_with(' ')) rest.remove_prefix(1);
      room = lines[++line].size();
    }
    result += (*this)(span.tone, rest);
    room -= rest.size();
  }
  return result + "\n";
}

}  // namespace headroom::cli
