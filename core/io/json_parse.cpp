#include "core/io/json_parse.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/io/files.h"
#include "core/io/notation_hints.h"
#include "core/io/words.h"

namespace headroom::io {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBetweenTokens = " \t\r\n:,";
constexpr std::string_view kSpaces = " \t\r\n";

Diagnostic too_large(const std::string& file) {
  Diagnostic mistake = input_mistake(
      "file-too-large", "this text is larger than the limit of " +
                            std::to_string(kMaximumFileBytes / (1024 * 1024)) + " MiB");
  mistake.fault = Fault::limit_reached;
  mistake.where.file = file;
  return mistake;
}

/// What the first bytes of a file that is no text in UTF-8 say that it is; "" for others. In a
/// Latin script every second byte of UTF-16 is 0, and three of four of UTF-32.
std::string_view other_encoding(std::string_view text) {
  const auto zero = [&](std::size_t i) { return i < text.size() && text[i] == '\0'; };
  const bool marked = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
  const bool wide = (zero(2) && zero(3)) || (zero(0) && zero(1));
  if (wide && text.size() >= 4) return "UTF-32";
  if (marked || (text.size() >= 2 && zero(0) != zero(1))) return "UTF-16";
  return text.starts_with("\x1F\x8B") ? "compressed, gzip" : "";
}

/// Errors of the characters, before anything is parsed. The parser would stop at a NUL as if the
/// file ended there.
std::optional<Diagnostic> character_mistake(const Source& source, std::size_t skipped) {
  const std::string_view text = source.text();
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text.substr(i));
    if (length == 0) {
      Diagnostic mistake =
          input_mistake("not-utf8",
                        "not UTF-8: the byte at offset " + std::to_string(i + skipped) +
                            " belongs to no character",
                        "save the file as UTF-8");
      mistake.where = source.position(i, 1);
      return mistake;
    }
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 && kSpaces.find(text[i]) == std::string_view::npos) {
      Diagnostic mistake =
          input_mistake("control-character",
                        "control character " + std::to_string(byte) + " cannot stand in JSON");
      mistake.where = source.position(i, 1);
      return mistake;
    }
    i += length;
  }
  return std::nullopt;
}

/// Builds values while the parser reads. The parser tells no positions of tokens: they are found
/// again in the text, where only spaces, commas and colons stand between two tokens.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(const Source& source, Json& root, Diagnostics& mistakes)
      : source_(&source), text_(source.text()), root_(&root), mistakes_(&mistakes) {}

  bool null() override { return value(Json::Type::null, word()); }
  bool boolean(bool flag) override { return value(Json::Type::boolean, word(), {}, flag); }
  bool number_integer(number_integer_t) override { return number(); }
  bool number_unsigned(number_unsigned_t) override { return number(); }
  bool number_float(number_float_t, const string_t&) override { return number(); }
  bool string(string_t& content) override {
    return value(Json::Type::string, string_token(), std::move(content));
  }
  bool binary(binary_t&) override { return false; }  // only in binary formats
  bool start_object(std::size_t) override { return open(Json::Type::object); }
  bool start_array(std::size_t) override { return open(Json::Type::array); }
  bool end_object() override {
    check_duplicates(*open_.back());
    return close();
  }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    name_at_ = string_token();
    name_ = std::move(name);
    after_ = After::name;
    return true;
  }
  bool parse_error(std::size_t read, const std::string&,
                   const nlohmann::detail::exception& error) override;

 private:
  enum class After : std::uint8_t { nothing, opening, name, value };

  [[nodiscard]] std::size_t next_token() const {
    return std::min(text_.find_first_not_of(kBetweenTokens, cursor_), text_.size());
  }
  Span token(std::size_t start, std::size_t end) {
    cursor_ = end;
    return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end - start)};
  }
  Span word() {
    const std::size_t start = next_token();
    const std::size_t end = text_.find_first_of(" \t\r\n,:]}", start);
    return token(start, std::min(end, text_.size()));
  }
  Span string_token() {
    const std::size_t start = next_token();
    std::size_t end = start + 1;
    while (text_[end] != '"') end += text_[end] == '\\' ? 2U : 1U;
    return token(start, end + 1);
  }
  bool number() {
    const Span at = word();
    const std::string_view digits = text_.substr(at.offset, at.length);
    // The parser would read "01" as two numbers.
    if (!is_json_number(digits))
      return stop(input_mistake("not-json", in_quotes(digits) + " is not a number of JSON"), at);
    return value(Json::Type::number, at, std::string(digits));
  }

  Json* place(Json::Type type, Span at);
  bool value(Json::Type type, Span at, std::string content = {}, bool flag = false);
  bool open(Json::Type type);
  bool close();
  void check_duplicates(const Json& object);
  [[nodiscard]] std::string pointer() const;
  bool stop(Diagnostic mistake, Span at);
  [[nodiscard]] std::string expected(std::size_t offender) const;
  [[nodiscard]] Diagnostic unexpected(std::size_t start) const;

  const Source* source_;
  std::string_view text_;
  Json* root_;
  Diagnostics* mistakes_;
  std::vector<Json*> open_;
  std::size_t cursor_ = 0;  ///< end of the last token
  std::size_t values_ = 0;
  After after_ = After::nothing;
  std::string name_;
  Span name_at_;
};

/// JSON pointer of what comes next. The values are not linked yet.
std::string Builder::pointer() const {
  std::string out;
  for (std::size_t i = 0; i < open_.size(); ++i) {
    const Json& container = *open_[i];
    const bool innermost = i + 1 == open_.size();
    if (container.is(Json::Type::array)) {
      out += "/" + std::to_string(innermost ? container.items.size() : container.items.size() - 1);
    } else if (!innermost || after_ == After::name) {
      out += "/" + pointer_part(printable(innermost ? name_ : container.items.back().name));
    }
  }
  return out;
}

bool Builder::stop(Diagnostic mistake, Span at) {
  mistake.where = source_->position(at.offset, at.length);
  if (mistake.pointer.empty()) mistake.pointer = pointer();
  mistakes_->add(std::move(mistake));
  return false;
}

Json* Builder::place(Json::Type type, Span at) {
  Json value = Json::of(type);
  value.source = source_;
  value.at = at;
  if (open_.empty()) {
    *root_ = std::move(value);
    return root_;
  }
  if (open_.back()->is(Json::Type::object)) value.name_at = name_at_;
  return &open_.back()->add(std::exchange(name_, {}), std::move(value));
}

bool Builder::value(Json::Type type, Span at, std::string content, bool flag) {
  if (++values_ > kMaximumValues) {
    Diagnostic mistake = input_mistake(
        "too-many-values",
        "more than the limit of " + std::to_string(kMaximumValues) + " values in one file");
    mistake.fault = Fault::limit_reached;
    return stop(std::move(mistake), at);
  }
  Json* placed = place(type, at);
  placed->text = std::move(content);
  placed->flag = flag;
  after_ = After::value;
  return true;
}

bool Builder::open(Json::Type type) {
  const std::size_t start = next_token();
  const Span at = token(start, start + 1);
  if (open_.size() == kMaximumDepth)
    return stop(input_mistake("too-deep",
                              "nested deeper than " + std::to_string(kMaximumDepth) + " levels"),
                at);
  if (!value(type, at)) return false;
  open_.push_back(open_.empty() ? root_ : &open_.back()->items.back());
  after_ = After::opening;
  return true;
}

bool Builder::close() {
  const std::size_t end = next_token() + 1;
  Json& closed = *open_.back();
  closed.at.length = static_cast<std::uint32_t>(end - closed.at.offset);
  cursor_ = end;
  open_.pop_back();
  after_ = After::value;
  return true;
}

/// The parser would silently keep one of them.
void Builder::check_duplicates(const Json& object) {
  std::vector<const Json*> members;
  for (const Json& member : object.items) members.push_back(&member);
  const auto by_name = [](const Json* a, const Json* b) { return a->name < b->name; };
  std::ranges::stable_sort(members, by_name);
  for (std::size_t i = 1; i < members.size(); ++i) {
    if (members[i]->name != members[i - 1]->name) continue;
    const SourcePosition first = source_->position(members[i - 1]->name_at.offset, 0);
    after_ = After::value;  // the pointer of the object itself
    Diagnostic mistake = input_mistake(
        "duplicate-name",
        in_quotes(members[i]->name) + " stands twice in one object; the first is at " + first.file +
            ":" + std::to_string(first.line) + ":" + std::to_string(first.column),
        "remove or rename one of them");
    mistake.pointer = pointer() + "/" + pointer_part(printable(members[i]->name));
    stop(std::move(mistake), members[i]->name_at);
  }
}

std::string Builder::expected(std::size_t offender) const {
  const std::string_view passed = text_.substr(cursor_, offender - cursor_);
  const bool comma = passed.find(',') != std::string_view::npos;
  if (open_.empty()) return after_ == After::nothing ? "a JSON object" : "the end of the file";
  const bool in_object = open_.back()->is(Json::Type::object);
  if (after_ == After::name)
    return passed.find(':') == std::string_view::npos ? "a colon" : "a value";
  if (after_ == After::opening) return in_object ? "a name in double quotes or \"}\"" : "a value";
  if (comma) return in_object ? "a name in double quotes" : "a value";
  return in_object ? "a comma or \"}\"" : "a comma or \"]\"";
}

std::string hint_for(std::string_view found, std::string_view passed) {
  constexpr std::string_view kNotFinite[] = {"NaN", "nan", "Infinity", "-Infinity", "inf", "-inf"};
  if (std::ranges::find(kNotFinite, found) != std::end(kNotFinite))
    return "JSON has no such number; leave the field out or write a number";
  if (found.starts_with("'")) return "names and texts stand in double quotes";
  if (found.starts_with("//") || found.starts_with("/*") || found.starts_with("#"))
    return "JSON has no comments; use \"description\" or \"note\"";
  const bool closes = found == "}" || found == "]";
  return closes && passed.find(',') != std::string_view::npos ? "remove the comma before it" : "";
}

/// What is wrong with a string at whose byte `last` the parser stopped.
Diagnostic string_mistake(std::string_view text, std::size_t last) {
  if (last >= text.size()) return input_mistake("not-json", "the file ends inside a string");
  if (static_cast<unsigned char>(text[last]) < 0x20)
    return input_mistake("not-json", "a string does not end on its line",
                         "write \\n for a line feed and \\t for a tab");
  return input_mistake("not-json", "a string has an escape that JSON does not know",
                       "write \\\\ for a backslash");
}

Diagnostic Builder::unexpected(std::size_t start) const {
  if (start >= text_.size())
    return input_mistake("not-json", "the file ends where " + expected(start) + " was expected");
  const bool mark = std::string_view("{}[],:").find(text_[start]) != std::string_view::npos;
  const std::size_t end = mark ? start + 1 : text_.find_first_of(" \t\r\n,:[]{}", start + 1);
  const std::string_view found = text_.substr(start, end - start);
  return input_mistake("not-json",
                       in_quotes(found) + " stands where " + expected(start) + " was expected",
                       hint_for(found, text_.substr(cursor_, start - cursor_)));
}

/// `read` bytes were read when the parser gave up, the end of the file counting as one.
bool Builder::parse_error(std::size_t read, const std::string&,
                          const nlohmann::detail::exception& error) {
  constexpr int kNumberOverflow = 406;
  if (error.id == kNumberOverflow) {
    const Span at = word();
    return stop(input_mistake("out-of-range", in_quotes(text_.substr(at.offset, at.length)) +
                                                  " is out of range: it overflows"),
                at);
  }
  const std::size_t last = std::min(read == 0 ? 0 : read - 1, text_.size());
  const bool in_string =
      std::string_view(error.what()).find("invalid string") != std::string_view::npos;
  if (in_string) return stop(string_mistake(text_, last), {static_cast<std::uint32_t>(last), 1});
  // A comma or colon is itself what is wrong if the parser stopped there.
  std::size_t start = cursor_;
  while (start < last && kBetweenTokens.find(text_[start]) != std::string_view::npos) ++start;
  return stop(unexpected(start), {static_cast<std::uint32_t>(start), 1});
}

}  // namespace

Result<ParsedText> parse_json(std::string_view text, const std::string& file,
                              std::string_view what) {
  if (text.size() > kMaximumFileBytes) return too_large(file);
  if (const std::string_view other = other_encoding(text); !other.empty()) {
    Diagnostic mistake = input_mistake(
        "not-utf8", "not UTF-8 (looks like " + std::string(other) + ")", "save the file as UTF-8");
    mistake.where = {file, 1, 1, 0, ""};
    return mistake;
  }
  const std::size_t skipped = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  ParsedText parsed;
  parsed.source = std::make_unique<const Source>(file, std::string(text.substr(skipped)));
  if (auto mistake = character_mistake(*parsed.source, skipped)) return *mistake;
  Diagnostics mistakes;
  if (parsed.source->text().find_first_not_of(kSpaces) == std::string::npos) {
    Diagnostic empty = input_mistake(
        "empty", "empty " + std::string(what) + ": the file has no text; expected a JSON object");
    empty.where = parsed.source->position(0, 0);
    return empty;
  }
  Builder builder(*parsed.source, parsed.root, mistakes);
  nlohmann::json::sax_parse(parsed.source->text(), &builder);
  if (mistakes.has_errors()) return mistakes;
  return parsed;
}

}  // namespace headroom::io
