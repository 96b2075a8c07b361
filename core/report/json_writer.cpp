#include "core/report/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

#include "core/base/contracts.h"
#include "core/base/printable.h"

namespace headroom::report {
namespace {

std::string shortest(double value) {
  std::array<char, 32> buffer{};  // the longest shortest form has 24 characters
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  HEADROOM_ENSURES(written.ec == std::errc());
  return {buffer.data(), written.ptr};
}

/// \u001f: the form of control characters without a short one of their own.
std::string escaped(unsigned char control) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  return std::string("\\u00") + kDigits[control >> 4U] + kDigits[control & 0xFU];
}

}  // namespace

void JsonWriter::append_new_line() {
  text_ += '\n';
  text_.append(2 * static_cast<std::size_t>(depth_), ' ');
}

void JsonWriter::begin_value(std::string_view key) {
  if (!first_) text_ += ',';
  if (rows_ == 0 && depth_ > 0) append_new_line();
  if (rows_ > 0 && !first_) text_ += ' ';
  first_ = false;
  if (key.empty()) return;
  append_string(key);
  text_ += ": ";
}

void JsonWriter::open(std::string_view key, char opening) {
  begin_value(key);
  text_ += opening;
  first_ = true;
  ++depth_;
}

void JsonWriter::close(char closing, bool on_line) {
  --depth_;
  if (!first_ && !on_line) append_new_line();
  text_ += closing;
  first_ = false;
}

/// Empty: a byte that is no UTF-8, as names of files may have.
void JsonWriter::append_character(std::string_view character) {
  if (character.empty()) {
    text_ += "\ufffd";
    return;
  }
  const char first = character.front();
  if (first == '"' || first == '\\') text_ += '\\';
  if (static_cast<unsigned char>(first) < 0x20U)
    text_ += escaped(static_cast<unsigned char>(first));
  else
    text_ += character;
}

void JsonWriter::append_string(std::string_view value) {
  text_ += '"';
  while (!value.empty()) {
    const std::size_t length = utf8_length(value);
    append_character(value.substr(0, length));
    value.remove_prefix(length == 0 ? 1 : length);
  }
  text_ += '"';
}

void JsonWriter::text(std::string_view key, std::string_view value) {
  begin_value(key);
  append_string(value);
}

void JsonWriter::text_or_null(std::string_view key, std::string_view value) {
  if (value.empty())
    null(key);
  else
    text(key, value);
}

void JsonWriter::number(std::string_view key, double value) {
  HEADROOM_EXPECTS(std::isfinite(value));
  begin_value(key);
  text_ += shortest(value);
}

void JsonWriter::integer(std::string_view key, std::int64_t value) {
  begin_value(key);
  text_ += std::to_string(value);
}

void JsonWriter::natural(std::string_view key, std::uint64_t value) {
  begin_value(key);
  text_ += std::to_string(value);
}

void JsonWriter::flag(std::string_view key, bool value) {
  begin_value(key);
  text_ += value ? "true" : "false";
}

void JsonWriter::null(std::string_view key) {
  begin_value(key);
  text_ += "null";
}

void JsonWriter::estimate(std::string_view key, const Estimate& value, double factor) {
  row(key, [&] {
    number("estimate", value.estimate * factor);
    number("low", value.low * factor);
    number("high", value.high * factor);
  });
}

}  // namespace headroom::report
