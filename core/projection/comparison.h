// How two to four scenarios differ: paired differences over common random numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/estimate.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/projection/projection.h"

namespace headroom::projection {

inline constexpr std::size_t kMostCompared = 4;
inline constexpr double kFamilyConfidence = 0.95;  ///< of all intervals of a comparison together

/// A scenario with its answer. Both must outlive the use of it.
struct Compared {
  const Scenario* scenario = nullptr;
  const Projection* projection = nullptr;
};

enum class Contrast : std::uint8_t {
  same,                 ///< nothing that decides the figure differs
  lower,                ///< the second, by more than the interval
  higher,               ///< the second, by more than the interval
  not_distinguishable,  ///< 0 lies in the interval; says nothing of equality
  now_stable,           ///< only the second has a steady state
  now_unstable,         ///< only the first has a steady state
  undefined             ///< no figure on either side
};

/// Second minus first.
struct Gap {
  Contrast contrast = Contrast::undefined;
  Estimate difference;  ///< seconds or ratio; of lower, higher and not_distinguishable only
  bool paired = false;  ///< whether the interval rests on paired replications
};

/// The peak hour of one month.
struct MonthGap {
  int month_index = 0;
  Gap p95;          ///< seconds, all classes
  Gap error_ratio;  ///< undefined unless both are stable
  Money cost;       ///< of the month; exact
};

struct Pair {
  std::size_t first = 0;  ///< index into what was compared
  std::size_t second = 0;
  std::vector<MonthGap> months;  ///< those of the comparison
  Money cost_total;              ///< months before the last one that both have; exact
};

struct Comparison {
  std::vector<int> months;  ///< the first, the middle and the last that all have
  std::vector<Pair> pairs;  ///< every pair, first < second, in that order
  /// Of each interval: 1 - 0.05 / number of pairs, so that all hold together with 95 %.
  /// [Bonferroni; Law & Kelton, Simulation Modeling and Analysis, 10.4]
  double confidence = kFamilyConfidence;

  /// Needs first < second, both compared.
  [[nodiscard]] const Pair& pair(std::size_t first, std::size_t second) const;
};

/// Second minus first of one figure by its values in each replication: a paired or Welch interval
/// (see stats::difference_interval) around the difference of the two estimates that are shown. The
/// half widths of both together where there are no such values.
Gap gap_between(const Estimate& first, std::span<const double> first_runs, const Estimate& second,
                std::span<const double> second_runs, double confidence);

/// Errors: fewer than 2 or more than kMostCompared, other first months. Needs complete projections.
Result<Comparison> compare(std::span<const Compared> all);

}  // namespace headroom::projection
