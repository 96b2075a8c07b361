// How quantities and distributions are written in files and forms: "250 ms", "800 to 1500",
// "lognormal(4 ms, cv 1.2)". The one parser and the one writer for reader, defaults and forms.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/architecture/parameter.h"
#include "core/base/result.h"

namespace headroom::architecture {

inline constexpr double kLargestCount = 1e9;  ///< fits into 32 bits, as networks count
/// What is not 0 lies between these, in its unit without a multiple: what follows from figures
/// shall be finite as well, their squares, products and ratios.
inline constexpr double kSmallestFigure = 1e-12;
inline constexpr double kLargestFigure = 1e18;

/// Parses a quantity with its unit; an interval "a to b" where `b` carries the unit for both.
/// Errors (code, message, hint) have no position: the caller knows where the text stood.
Result<Uncertain> parse_quantity(std::string_view text, Dimension dimension);

/// Parses a distribution of the given dimension. A plain quantity is deterministic. Files named by
/// empirical("file.csv") are read by the caller through `read_samples`, which may be nullptr.
class SampleFiles {
 public:
  virtual ~SampleFiles() = default;
  virtual Result<std::vector<double>> read(const std::string& file, Dimension dimension) const = 0;
};
Result<random::Distribution> parse_distribution(std::string_view text, Dimension dimension,
                                                const SampleFiles* files);

/// Units that may follow a number of this dimension, for messages: "ns, us, ms, s, min, h, d".
std::string units_of(Dimension dimension);

/// Canonical text: parse_quantity(write_quantity(x)) == x.
std::string write_quantity(const Uncertain& value, Dimension dimension);
std::string write_distribution(const random::Distribution& distribution, Dimension dimension);

}  // namespace headroom::architecture
