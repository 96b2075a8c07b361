#include "cli/render/diagnostics.h"

#include <algorithm>

#include "cli/render/text.h"

namespace headroom::cli {
namespace {

using report::Tone;

constexpr std::size_t kIndent = 4;  ///< of continued lines
constexpr std::size_t kGutter = 8;  ///< "   14 | "
constexpr std::size_t kSourceWidth = kWidth - kGutter;
constexpr std::size_t kLineNumberWidth = 5;

std::string_view name_of(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

Tone tone_of(Severity severity) { return severity == Severity::error ? Tone::bad : Tone::warn; }

/// Messages about a file as a whole name it themselves.
std::string place_of(const SourcePosition& where) {
  if (where.file.empty() || where.line == 0) return "headroom";
  std::string place = printable(where.file) + ":" + std::to_string(where.line);
  if (where.column > 0) place += ":" + std::to_string(where.column);
  return place;
}

/// The parts that stay together on a line if they can: pointer, message, hint.
std::vector<std::string> parts_of(const Diagnostic& diagnostic) {
  std::vector<std::string> parts;
  if (!diagnostic.pointer.empty()) parts.push_back(printable(diagnostic.pointer) + ":");
  parts.push_back(printable(diagnostic.message) + (diagnostic.hint.empty() ? "" : ";"));
  if (!diagnostic.hint.empty()) parts.push_back(printable(diagnostic.hint));
  return parts;
}

/// Appends a part to the text that now ends in column `used`, on a new line when it does not fit.
void append_part(std::string& text, std::size_t& used, const std::string& part) {
  if (used + 1 + columns(part) <= kWidth) {
    text += " " + part;
    used += 1 + columns(part);
    return;
  }
  for (const std::string& line : wrap(part, kWidth - kIndent)) {
    text += "\n" + std::string(kIndent, ' ') + line;
    used = kIndent + columns(line);
  }
}

std::string headline(const Diagnostic& diagnostic, const Paint& paint) {
  const std::string place = place_of(diagnostic.where);
  const std::string_view severity = name_of(diagnostic.severity);
  std::string text =
      paint(Tone::strong, place) + ": " + paint(tone_of(diagnostic.severity), severity) + ":";
  std::size_t used = columns(place) + 3 + severity.size();
  for (const std::string& part : parts_of(diagnostic)) append_part(text, used, part);
  return text + "\n";
}

/// The underlined stretch of a source line, in code points from 0.
struct Underline {
  std::size_t first = 0;
  std::size_t length = 1;
};

Underline underline_of(const SourcePosition& where) {
  const std::string_view line = where.excerpt;
  const std::size_t begin = std::min<std::size_t>(where.column - 1, line.size());
  const std::string_view token = line.substr(begin, where.length);
  return {columns(printable(line.substr(0, begin))),
          std::max<std::size_t>(columns(printable(token)), 1)};
}

/// Moves a window over long lines so that the underlined token begins inside it.
std::string visible(const std::string& line, Underline& underline) {
  const std::size_t all = columns(line);
  if (all <= kSourceWidth) return line;
  const std::size_t lead = kSourceWidth / 3;
  const std::size_t first = underline.first > lead ? underline.first - lead : 0;
  const std::string cut = slice(line, first, kSourceWidth - 2);
  underline.first = underline.first - first + (first > 0 ? 1 : 0);
  const bool more = first + kSourceWidth - 2 < all;
  return (first > 0 ? "\u2026" : "") + cut + (more ? "\u2026" : "");
}

std::string source_lines(const Diagnostic& diagnostic, const Paint& paint) {
  const SourcePosition& where = diagnostic.where;
  if (where.excerpt.empty() || where.line == 0 || where.column == 0) return "";
  Underline underline = underline_of(where);
  const std::string source = visible(printable(where.excerpt), underline);
  // What ends where the text ends is marked behind it.
  const std::size_t room = std::max<std::size_t>(kSourceWidth - underline.first, 1);
  underline.length = std::min(underline.length, room);
  const std::string number = right(std::to_string(where.line), kLineNumberWidth) + " |";
  const std::string mark = "^" + std::string(underline.length - 1, '~');
  return paint(report::Tone::weak, number) + " " + source + "\n" +
         paint(report::Tone::weak, right("|", kLineNumberWidth + 2)) +
         std::string(underline.first + 1, ' ') + paint(tone_of(diagnostic.severity), mark) + "\n";
}

std::string summary(const Diagnostics& diagnostics, std::string_view consequence) {
  std::string text;
  if (diagnostics.errors() > 0) text = counted(diagnostics.errors(), "error");
  if (diagnostics.warnings() > 0)
    text += (text.empty() ? "" : ", ") + counted(diagnostics.warnings(), "warning");
  const std::size_t all = diagnostics.errors() + diagnostics.warnings();
  const std::size_t shown = diagnostics.all().size();
  if (shown < all) text += ", the first " + std::to_string(shown) + " shown";
  text += ".";
  if (diagnostics.has_errors() && !consequence.empty()) text.append(" ").append(consequence);
  return text + "\n";
}

}  // namespace

std::string render(const Diagnostics& diagnostics, const Paint& paint,
                   std::string_view consequence) {
  if (diagnostics.empty()) return "";
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.all())
    text += headline(diagnostic, paint) + source_lines(diagnostic, paint);
  return text + summary(diagnostics, consequence);
}

}  // namespace headroom::cli
