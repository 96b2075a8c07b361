#include "core/io/reader.h"

#include <utility>

#include "core/base/did_you_mean.h"
#include "core/io/words.h"

namespace headroom::io {
void Reader::add(const Json& at, Part part, Diagnostic diagnostic) {
  const Span place = part == Part::name ? at.name_at : at.at;
  if (diagnostic.where.line == 0 && at.source != nullptr)
    diagnostic.where = at.source->position(place.offset, place.length);
  if (diagnostic.pointer.empty()) diagnostic.pointer = pointer_to(at);
  diagnostic.message = printable(diagnostic.message);
  diagnostic.hint = printable(diagnostic.hint);
  found_.add(std::move(diagnostic));
}

void Reader::mistake(const Json& at, std::string code, std::string message, std::string hint,
                     Part part) {
  add(at, part, input_mistake(std::move(code), std::move(message), std::move(hint)));
}

void Reader::warning(const Json& at, std::string code, std::string message, std::string hint,
                     Part part) {
  Diagnostic warning = input_mistake(std::move(code), std::move(message), std::move(hint));
  warning.severity = Severity::warning;
  add(at, part, std::move(warning));
}

void Reader::unknown_field(const Json& member, const std::vector<std::string>& known) {
  std::string hint = did_you_mean(member.name, known);
  if (hint.empty()) hint = "known here: " + listed(known);
  mistake(member, "unknown-field", "unknown field", std::move(hint), Part::name);
}

void Reader::missing_field(const Json& object, std::string_view name, std::string_view doc) {
  const std::string owner = object.name.empty() ? "here" : "in " + in_quotes(object.name);
  mistake(object, "missing-field", "field " + in_quotes(name) + " is missing " + owner,
          std::string(doc));
}

void Reader::take(const Json& at, const Diagnostics& found) {
  for (const Diagnostic& one : found.all()) add(at, Part::value, one);
}

void Reader::take_at_pointer(const Json& root, const Diagnostic& found) {
  add(find_nearest(root, found.pointer), Part::value, found);
}

bool Reader::expect(const Json& value, Json::Type type) {
  if (value.is(type)) return true;
  const std::string hint = value.is(Json::Type::null) ? "leave the field out instead" : "";
  mistake(value, "wrong-type",
          "expected " + std::string(name_of(type)) + ", got " + std::string(name_of(value.type)),
          hint);
  return false;
}

}  // namespace headroom::io
