#include "core/io/format_name.h"

#include <charconv>
#include <optional>
#include <string>

#include "core/io/words.h"

namespace headroom::io {
namespace {

std::optional<int> version_in(std::string_view text) {
  int version = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), version);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  return whole && version > 0 ? std::optional(version) : std::nullopt;
}

}  // namespace

bool check_format(Reader& reader, const Json& root, const Format& format) {
  if (!reader.expect(root, Json::Type::object)) return false;
  const std::string family = std::string(format.family) + "/";
  const std::string expected = in_quotes(family + std::to_string(format.version));
  const Json* typed = root.find("format");
  // The table of the file reports it, with the other mistakes: what is meant is clear.
  if (typed == nullptr) return true;
  if (!reader.expect(*typed, Json::Type::string)) return false;
  const bool same_family = typed->text.starts_with(family);
  const auto version =
      same_family ? version_in(std::string_view(typed->text).substr(family.size())) : std::nullopt;
  if (!version) {
    reader.mistake(*typed, "unknown-format",
                   in_quotes(typed->text) + " is not this format; expected " + expected);
  } else if (*version > format.version) {
    reader.mistake(*typed, "newer-version",
                   "made for version " + std::to_string(*version) + ", this program reads up to " +
                       std::to_string(format.version),
                   "use a newer Headroom");
  }
  return version && *version <= format.version;
}

}  // namespace headroom::io
