// The table of parameters by which a component kind describes itself. Reading, validation, the file
// format's documentation, the JSON schema and the inspector all come from these tables.
#pragma once

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/uncertain.h"
#include "core/random/distribution.h"

namespace headroom::architecture {

/// What a quantity measures; decides the units it may be typed in and its internal unit.
enum class Dimension : std::uint8_t {
  count,         ///< whole number
  number,        ///< plain number
  ratio,         ///< "15 %", internal 0.15
  duration,      ///< "250 ms", internal seconds
  rate,          ///< "1.2k rps", "3000 IOPS", internal 1/s
  bytes,         ///< "8 GiB", internal bytes
  byte_growth,   ///< "2 GiB/month", internal bytes per month
  byte_rate,     ///< "125 MiB/s", internal bytes/s
  money,         ///< "4000 USD", internal USD
  hourly_price,  ///< "0.10 USD/h", internal USD/h
  growth,        ///< "6 %/month", internal ratio per month
  factor,        ///< "4 x", a multiple of what is there
  months         ///< "18 months", whole or not
};

enum class ParameterType : std::uint8_t {
  quantity,      ///< a number of `dimension`; may be an interval "a to b"
  distribution,  ///< a random quantity of `dimension`, e.g. "lognormal(4 ms, cv 1.2)"
  flag,          ///< true or false
  choice,        ///< one of `choices`
  text,
  component,  ///< the name of another component
  size        ///< an id of the catalogue's sizes, e.g. "aws:m6i.large"
};

/// One row of a kind's table. All text has static lifetime.
struct ParameterSpec {
  std::string_view name;
  ParameterType type = ParameterType::quantity;
  Dimension dimension = Dimension::number;
  bool required = false;
  /// As a user would type it; empty = no value ("unlimited", "off"), explained in `doc`.
  std::string_view default_text = {};
  double minimum = 0.0;  ///< inclusive, internal unit
  double maximum = std::numeric_limits<double>::infinity();
  bool above_minimum = false;  ///< the minimum itself is excluded
  std::span<const std::string_view> choices = {};
  /// Another parameter of the kind: where that is not typed, this one has no effect.
  std::string_view needs = {};
  std::string_view doc;  ///< one or two sentences: meaning, effect, what the default means
  std::string_view evidence =
      {};  ///< source of the default, or "assumption"; empty where none is needed
};

/// A value as typed, already checked against its row. Quantities are in the internal unit.
using ParameterValue = std::variant<bool, Uncertain, random::Distribution, std::string>;

struct Parameter {
  ParameterValue value;
  std::string typed;  ///< the text in the file, e.g. "250 ms"; kept for display and writing back

  friend bool operator==(const Parameter&, const Parameter&) = default;
};

}  // namespace headroom::architecture
