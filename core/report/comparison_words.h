// What people read of a comparison: one sentence, and the words of each difference.
#pragma once

#include <span>
#include <string>

#include "core/projection/comparison.h"
#include "core/report/report.h"

namespace headroom::report {

/// A difference in a table: words, or a signed number with its half width, or both.
struct GapText {
  std::string words;  ///< "same", "not distinguishable", "now stable"; may be empty
  Digits digits;      ///< "+12" and "3"; empty where there is no difference to state
  Tone tone = Tone::plain;
};
/// In milliseconds.
GapText latency_gap(const projection::Gap& gap, Style style = Style::ascii);
/// In percentage points.
GapText error_gap(const projection::Gap& gap, Style style = Style::ascii);
/// "+840", "-120", "0": USD.
std::string money_gap(Money difference, Style style = Style::ascii);

/// "June 2027, orders-db"; "none".
std::string breach_words(const projection::Projection& projection);

/// Who keeps every target, how the two that matter differ at the middle month, and what that costs.
Sentence comparison_verdict(std::span<const projection::Compared> all,
                            const projection::Comparison& comparison, Style style = Style::ascii);

struct ComparedSubject {
  Subject subject;
  const projection::Projection& projection;
};
/// headroom-comparison/1. The same bytes for the same scenarios, seed and precision.
std::string comparison_json(std::span<const ComparedSubject> all,
                            const projection::Comparison& comparison, const std::string& rerun);

}  // namespace headroom::report
