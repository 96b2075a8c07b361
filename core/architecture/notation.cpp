#include "core/architecture/notation.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>

#include "core/architecture/notation_text.h"
#include "core/base/did_you_mean.h"

namespace headroom::architecture {
namespace {

/// value = number x 10^exponent x factor / divisor. Powers of ten move the decimal point of the
/// text, so that "15 %" is the double nearest to 0.15.
struct Unit {
  std::string_view name;
  int exponent = 0;
  double factor = 1.0;
  double divisor = 1.0;
};

constexpr double kKi = 1024.0;
constexpr Unit kPlain[] = {{""}, {"k", 3}, {"M", 6}, {"G", 9}};
constexpr Unit kRatio[] = {{"%", -2}};
constexpr Unit kDuration[] = {{"s"},
                              {"ms", -3},
                              {"us", -6},
                              {"ns", -9},
                              {"min", 0, 60.0},
                              {"h", 0, 3600.0},
                              {"d", 0, 86400.0}};
constexpr Unit kRate[] = {{"rps"},
                          {"k rps", 3},
                          {"M rps", 6},
                          {"IOPS"},
                          {"k IOPS", 3},
                          {"/s"},
                          {"req/s"},
                          {"k/s", 3},
                          {"/min", 0, 1, 60.0},
                          {"/h", 0, 1, 3600.0},
                          {"/d", 0, 1, 86400.0}};
constexpr Unit kBytes[] = {{"B"},
                           {"KiB", 0, kKi},
                           {"MiB", 0, kKi* kKi},
                           {"GiB", 0, kKi* kKi* kKi},
                           {"TiB", 0, kKi* kKi* kKi* kKi},
                           {"kB", 3},
                           {"MB", 6},
                           {"GB", 9},
                           {"TB", 12}};
constexpr Unit kByteGrowth[] = {{"B/month"},
                                {"KiB/month", 0, kKi},
                                {"MiB/month", 0, kKi* kKi},
                                {"GiB/month", 0, kKi* kKi* kKi},
                                {"TiB/month", 0, kKi* kKi* kKi* kKi},
                                {"MB/month", 6},
                                {"GB/month", 9},
                                {"TB/month", 12}};
constexpr Unit kByteRate[] = {{"B/s"},
                              {"KiB/s", 0, kKi},
                              {"MiB/s", 0, kKi* kKi},
                              {"GiB/s", 0, kKi* kKi* kKi},
                              {"kB/s", 3},
                              {"MB/s", 6},
                              {"GB/s", 9}};
constexpr Unit kMoney[] = {{"USD"}, {"k USD", 3}, {"M USD", 6}};
constexpr Unit kHourly[] = {{"USD/h"}};
constexpr Unit kGrowth[] = {{"%/month", -2}};
constexpr Unit kFactor[] = {{"x"}};
constexpr Unit kMonths[] = {{"months"}};

std::span<const Unit> units(Dimension dimension) {
  switch (dimension) {
    case Dimension::count:
    case Dimension::number:
      return kPlain;
    case Dimension::ratio:
      return kRatio;
    case Dimension::duration:
      return kDuration;
    case Dimension::rate:
      return kRate;
    case Dimension::bytes:
      return kBytes;
    case Dimension::byte_growth:
      return kByteGrowth;
    case Dimension::byte_rate:
      return kByteRate;
    case Dimension::money:
      return kMoney;
    case Dimension::hourly_price:
      return kHourly;
    case Dimension::growth:
      return kGrowth;
    case Dimension::factor:
      return kFactor;
    case Dimension::months:
      return kMonths;
  }
  return kPlain;
}

std::string without_spaces(std::string_view text) {
  std::string out(text);
  std::erase(out, ' ');
  return out;
}

const Unit* find_unit(std::string_view name, Dimension dimension) {
  for (const Unit& unit : units(dimension))
    if (without_spaces(unit.name) == without_spaces(name)) return &unit;
  return nullptr;
}

struct Alias {
  std::string_view word;
  std::string_view unit;
};
constexpr Alias kAliases[] = {{"sec", "s"},    {"second", "s"},       {"millisecond", "ms"},
                              {"msec", "ms"},  {"microsecond", "us"}, {"usec", "us"},
                              {"mins", "min"}, {"minute", "min"},     {"hr", "h"},
                              {"hour", "h"},   {"day", "d"},          {"month", "months"},
                              {"percent", "%"}};

/// The unit that is meant by a word for it, singular or plural; empty if it is none.
std::string_view unit_of_word(std::string_view word, std::span<const std::string> known) {
  for (const Alias& alias : kAliases) {
    const bool same = word == alias.word || word == std::string(alias.word) + "s";
    if (same && std::ranges::find(known, alias.unit) != known.end()) return alias.unit;
  }
  return "";
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_alike(std::string_view text, std::string_view beginning) {
  return beginning.size() <= text.size() &&
         std::ranges::equal(text.substr(0, beginning.size()), beginning, {}, lower, lower);
}

/// `did you mean "ms" or "min"?`: every unit that begins as was typed, else the nearest.
std::string unit_hint(std::string_view typed, const std::vector<std::string>& known) {
  if (const std::string_view unit = unit_of_word(typed, known); !unit.empty())
    return "did you mean " + quoted(unit) + "?";
  std::vector<std::string> meant;
  for (const std::string& name : known)
    if (begins_alike(name, typed)) meant.push_back(quoted(name));
  if (meant.empty() || meant.size() > 4) return did_you_mean(typed, known);
  std::string list = meant.front();
  for (std::size_t i = 1; i < meant.size(); ++i)
    list += (i + 1 == meant.size() ? " or " : ", ") + meant[i];
  return "did you mean " + list + "?";
}

Diagnostic unknown_unit(std::string_view text, std::string_view unit, Dimension dimension) {
  std::vector<std::string> names;
  for (const Unit& known : units(dimension)) names.emplace_back(known.name);
  const std::string allowed = units_of(dimension);
  const std::string expected =
      allowed.empty() ? "expected a plain number" : "expected one of: " + allowed;
  if (unit.empty())
    return notation_error("missing-unit", quoted(text) + " has no unit; " + expected);
  return notation_error("unknown-unit",
                        quoted(unit) + " is not a unit of this quantity; " + expected,
                        unit_hint(unit, names));
}

Diagnostic not_a_number(std::string_view text, Dimension dimension) {
  const std::string allowed = units_of(dimension);
  const std::string wanted =
      allowed.empty() ? "a number" : "a number with a unit; expected one of: " + allowed;
  return notation_error(
      "not-a-number", quoted(text) + " is not " + wanted,
      text.find(',') == std::string_view::npos ? "" : "write the decimals after a point: 1.5");
}

/// A number as typed: mantissa and decimal exponent stay text until the unit is known.
struct Typed {
  std::string mantissa;
  int exponent = 0;
  std::string unit;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t end_of_mantissa(std::string_view text) {
  std::size_t i = !text.empty() && text[0] == '-' ? 1 : 0;
  while (i < text.size() && (is_digit(text[i]) || text[i] == '.')) ++i;
  return i;
}

std::optional<Typed> split(std::string_view text) {
  Typed typed;
  std::size_t end = end_of_mantissa(text);
  typed.mantissa = text.substr(0, end);
  if (!std::ranges::any_of(typed.mantissa, is_digit)) return std::nullopt;
  if (std::ranges::count(typed.mantissa, '.') > 1) return std::nullopt;
  std::string_view rest = text.substr(end);
  if (rest.size() > 1 && (rest[0] == 'e' || rest[0] == 'E')) {
    const std::size_t sign = rest[1] == '+' ? 2 : 1;
    const auto read =
        std::from_chars(rest.data() + sign, rest.data() + rest.size(), typed.exponent);
    if (read.ec != std::errc() || std::abs(typed.exponent) > 100000) return std::nullopt;
    rest =
        std::string_view(read.ptr, static_cast<std::size_t>(rest.data() + rest.size() - read.ptr));
  }
  typed.unit = trimmed(rest);
  return typed;
}

Result<double> value_of(const Typed& typed, const Unit& unit, std::string_view text) {
  const std::string digits = typed.mantissa + "e" + std::to_string(typed.exponent + unit.exponent);
  double value = 0.0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  value = value * unit.factor / unit.divisor;
  if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || !std::isfinite(value))
    return notation_error("out-of-range",
                          quoted(text) + " is out of range: it overflows or rounds to zero");
  return value + 0.0;  // -0 is 0
}

std::optional<Diagnostic> size_mistake(double value, Dimension dimension, std::string_view text) {
  constexpr double kLongest = 1e8;  // seconds
  const double size = std::abs(value);
  const bool long_time = dimension == Dimension::duration && size > kLongest;
  if (value == 0.0 || (size >= kSmallestFigure && size <= kLargestFigure && !long_time))
    return std::nullopt;
  return notation_error("out-of-range",
                        quoted(text) + " is out of range: no figure of a system is so " +
                            (size < kSmallestFigure ? "small" : "large"),
                        long_time ? "times go up to 3 years" : "");
}

std::optional<Diagnostic> range_mistake(double value, Dimension dimension, std::string_view text) {
  const bool grows = dimension == Dimension::growth || dimension == Dimension::byte_growth;
  if (value < 0.0 && !grows)
    return notation_error("negative", quoted(text) + " is negative; expected 0 or more");
  if (dimension == Dimension::growth && value < -1.0)
    return notation_error("negative", quoted(text) + " is below -100 %/month");
  if (dimension == Dimension::count && (value != std::floor(value) || value > kLargestCount))
    return notation_error("not-a-count", quoted(text) + " is not a whole number up to 1000000000");
  return size_mistake(value, dimension, text);
}

Result<double> parse_number(std::string_view text, std::string_view unit_if_none,
                            Dimension dimension) {
  auto typed = split(text);
  if (!typed) return not_a_number(text, dimension);
  if (typed->unit.empty()) typed->unit = unit_if_none;
  const bool multiple_only = typed->unit == "k" || typed->unit == "M" || typed->unit == "G";
  const Unit* unit = find_unit(typed->unit, dimension);
  if (unit == nullptr && multiple_only && !unit_if_none.empty())
    unit = find_unit(typed->unit + std::string(unit_if_none), dimension);
  if (unit == nullptr) return unknown_unit(text, typed->unit, dimension);
  auto value = value_of(*typed, *unit, text);
  if (!value) return value;
  if (auto mistake = range_mistake(*value, dimension, text)) return *mistake;
  return value;
}

/// The unit of the upper bound without its multiple: "rps" of "2k rps".
std::string shared_unit(std::string_view upper) {
  const auto typed = split(upper);
  if (!typed) return "";
  const std::string& unit = typed->unit;
  return unit.starts_with("k ") || unit.starts_with("M ") ? unit.substr(2) : unit;
}

Result<Uncertain> parse_interval(std::string_view text, std::size_t to, Dimension dimension) {
  const std::string lower = trimmed(text.substr(0, to));
  const std::string upper = trimmed(text.substr(to + 4));
  Diagnostics mistakes;
  const auto high = parse_number(upper, "", dimension);
  mistakes.append(high.diagnostics());
  if (!high) return mistakes;
  const auto low = parse_number(lower, shared_unit(upper), dimension);
  mistakes.append(low.diagnostics());
  if (!low) return mistakes;
  if (*low > *high)
    return notation_error("empty-interval",
                          quoted(text) + " runs backwards; expected the lower bound first");
  return Uncertain{*low, *high};
}

/// Shortest decimal digits of `value` x 10^-exponent: the decimal point moves, no digit changes.
std::string shifted(double value, int exponent) {
  char buffer[40];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  std::string text(buffer, end.ptr);
  const std::size_t e = text.find('e');
  int power = 0;
  const char* sign = text.data() + e + 1;
  std::from_chars(*sign == '+' ? sign + 1 : sign, text.data() + text.size(), power);
  std::string digits = text.substr(0, e);
  const bool negative = digits.starts_with('-');
  std::erase(digits, '-');
  std::erase(digits, '.');
  power -= exponent;
  const int size = static_cast<int>(digits.size());
  if (value == 0.0) {
    digits = "0";
  } else if (power < -4 || power > 15) {
    if (size > 1) digits.insert(1, ".");
    digits += "e" + std::to_string(power);
  } else if (power < 0) {
    digits.insert(0, "0." + std::string(static_cast<std::size_t>(-power - 1), '0'));
  } else if (size <= power + 1) {
    digits.append(static_cast<std::size_t>(power + 1 - size), '0');
  } else {
    digits.insert(static_cast<std::size_t>(power + 1), ".");
  }
  return negative ? "-" + digits : digits;
}

/// "k rps": the multiple stands right after the number.
bool is_multiple(const Unit& unit) {
  return unit.name.starts_with("k ") || unit.name.starts_with("M ") || unit.name == "k/s";
}

std::string number_in(double value, const Unit& unit) {
  return unit.factor == 1.0 ? shifted(value, unit.exponent) : shifted(value / unit.factor, 0);
}

std::string with_unit(const std::string& number, const Unit& unit) {
  if (unit.name.empty()) return number;
  return number + (is_multiple(unit) ? "" : " ") + std::string(unit.name);
}

/// How hard a number is to read; people say 300 ms for 0.3 s, but 4000 USD rather than 4k USD.
std::size_t effort(const std::string& number, const Unit& unit) {
  constexpr std::size_t kBelowOne = 2;
  constexpr std::size_t kMultiple = 3;
  return number.size() + (number.starts_with("0.") ? kBelowOne : 0) +
         (is_multiple(unit) ? kMultiple : 0);
}

/// The text that is easiest to read among those that read back as exactly `value`; earlier units
/// win ties.
std::string write_number(double value, Dimension dimension) {
  const bool plain = dimension == Dimension::count || dimension == Dimension::number;
  std::string best;
  std::size_t least = 0;
  for (const Unit& unit : units(dimension)) {
    if (plain && !unit.name.empty()) break;
    if (unit.divisor != 1.0) continue;
    const std::string number = number_in(value, unit);
    std::string text = with_unit(number, unit);
    const auto read = parse_number(text, "", dimension);
    const bool exact = best.empty() || (read.ok() && *read == value);
    if (!exact || (!best.empty() && effort(number, unit) >= least)) continue;
    best = std::move(text);
    least = effort(number, unit);
  }
  return best;
}

}  // namespace

Diagnostic notation_error(std::string code, std::string message, std::string hint) {
  return {Severity::error,    Fault::input,   std::move(code), {}, {},
          std::move(message), std::move(hint)};
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

std::string plain_spaces(std::string_view text) {
  struct Replacement {
    std::string_view from;
    std::string_view to;
  };
  // No-break, figure, thin and narrow no-break space; minus sign; micro sign and Greek mu.
  constexpr Replacement kReplacements[] = {
      {"\t", " "},           {"\xC2\xA0", " "},     {"\xE2\x80\x87", " "}, {"\xE2\x80\x89", " "},
      {"\xE2\x80\xAF", " "}, {"\xE2\x88\x92", "-"}, {"\xC2\xB5", "u"},     {"\xCE\xBC", "u"}};
  std::string out;
  while (!text.empty()) {
    const auto found = std::ranges::find_if(
        kReplacements, [&](const Replacement& r) { return text.starts_with(r.from); });
    const bool replace = found != std::end(kReplacements);
    out += replace ? found->to : text.substr(0, 1);
    text.remove_prefix(replace ? found->from.size() : 1);
  }
  return trimmed(out);
}

Result<Uncertain> parse_quantity(std::string_view text, Dimension dimension) {
  const std::string plain = plain_spaces(text);
  const std::size_t to = plain.find(" to ");
  if (to != std::string::npos) return parse_interval(plain, to, dimension);
  const auto value = parse_number(plain, "", dimension);
  if (!value) return value.diagnostics();
  return Uncertain::exact(*value);
}

std::string units_of(Dimension dimension) {
  std::string list;
  for (const Unit& unit : units(dimension)) {
    if (units(dimension)[0].name.empty()) return "";
    list += (list.empty() ? "" : ", ") + std::string(unit.name);
  }
  return list;
}

std::string write_quantity(const Uncertain& value, Dimension dimension) {
  const std::string high = write_number(value.high, dimension);
  if (value.is_exact()) return high;
  const std::string low = write_number(value.low, dimension);
  const auto typed = split(low);
  // "6 to 14 %/month": one unit is enough where both bounds have the same.
  std::string text = typed ? low.substr(0, low.size() - typed->unit.size()) : low;
  text = trimmed(text) + " to " + high;
  const auto read = parse_quantity(text, dimension);
  return read.ok() && *read == value ? text : low + " to " + high;
}

}  // namespace headroom::architecture
