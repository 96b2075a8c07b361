#include "core/projection/comparison.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/contracts.h"
#include "core/stats/interval.h"

namespace headroom::projection {
namespace {

Diagnostic refusal(const std::string& code, const std::string& message, const std::string& hint) {
  Diagnostic problem;
  problem.code = code;
  problem.message = message;
  problem.hint = hint;
  return problem;
}

std::optional<Diagnostic> obstacle(std::span<const Compared> all) {
  if (all.size() < 2 || all.size() > kMostCompared)
    return refusal("wrong-number",
                   "2 to " + std::to_string(kMostCompared) + " scenarios can be compared, not " +
                       std::to_string(all.size()),
                   "");
  const Month start = all.front().scenario->horizon.start;
  for (const Compared& one : all)
    if (one.scenario->horizon.start != start)
      return refusal("other-start",
                     "\"" + one.scenario->name + "\" begins in " +
                         to_string(one.scenario->horizon.start) + ", \"" +
                         all.front().scenario->name + "\" in " + to_string(start),
                     "let both horizons start in the same month");
  return std::nullopt;
}

int last_common_month(std::span<const Compared> all) {
  std::size_t months = all.front().projection->months.size();
  for (const Compared& one : all) months = std::min(months, one.projection->months.size());
  HEADROOM_EXPECTS(months > 0);
  return static_cast<int>(months) - 1;
}

std::vector<int> compared_months(int last) {
  std::vector<int> months = {0, (last + 1) / 2, last};
  months.erase(std::unique(months.begin(), months.end()), months.end());
  return months;
}

const MonthResult& month_of(const Compared& one, int month) {
  return one.projection->months[static_cast<std::size_t>(month)];
}

Contrast contrast_of(const Estimate& difference) {
  if (difference.low > 0.0) return Contrast::higher;
  if (difference.high < 0.0) return Contrast::lower;
  return Contrast::not_distinguishable;
}

/// What can be said without figures: nullopt where both have some that may differ.
std::optional<Contrast> without_figures(const Window& first, const Window& second) {
  const bool before = first.simulated.stable;
  const bool after = second.simulated.stable;
  if (first.question != 0 && first.question == second.question)
    return before ? Contrast::same : Contrast::undefined;
  if (before && after) return std::nullopt;
  if (before != after) return after ? Contrast::now_stable : Contrast::now_unstable;
  return Contrast::undefined;
}

Gap p95_gap(const Window& first, const Window& second, double confidence) {
  if (const auto known = without_figures(first, second)) return {*known, {}, false};
  const network::ClassPerformance& before = first.simulated.total;
  const network::ClassPerformance& after = second.simulated.total;
  return gap_between(before.latency.p95, before.runs.p95_s, after.latency.p95, after.runs.p95_s,
                     confidence);
}

/// Errors of an overload are no steady figure.
Gap error_gap(const Window& first, const Window& second, double confidence) {
  if (const auto known = without_figures(first, second))
    return {*known == Contrast::same ? Contrast::same : Contrast::undefined, {}, false};
  const network::ClassPerformance& before = first.simulated.total;
  const network::ClassPerformance& after = second.simulated.total;
  return gap_between(before.error_ratio, before.runs.error_ratio, after.error_ratio,
                     after.runs.error_ratio, confidence);
}

MonthGap month_gap(const Compared& first, const Compared& second, int month, double confidence) {
  const MonthResult& before = month_of(first, month);
  const MonthResult& after = month_of(second, month);
  const Window& peak_before = *before.window(WindowKind::peak);
  const Window& peak_after = *after.window(WindowKind::peak);
  return {month, p95_gap(peak_before, peak_after, confidence),
          error_gap(peak_before, peak_after, confidence), after.bill.total - before.bill.total};
}

Pair pair_of(std::span<const Compared> all, std::size_t first, std::size_t second,
             const Comparison& comparison) {
  Pair pair{first, second, {}, {}};
  for (const int month : comparison.months)
    pair.months.push_back(month_gap(all[first], all[second], month, comparison.confidence));
  for (int month = 0; month < comparison.months.back(); ++month)
    pair.cost_total +=
        month_of(all[second], month).bill.total - month_of(all[first], month).bill.total;
  return pair;
}

/// Without values of replications the errors count as independent; half widths stand for 95 %.
Estimate independent(const Estimate& first, const Estimate& second) {
  return Estimate::around(second.estimate - first.estimate,
                          std::hypot(first.half_width(), second.half_width()));
}

}  // namespace

const Pair& Comparison::pair(std::size_t first, std::size_t second) const {
  const auto found = std::ranges::find_if(
      pairs, [&](const Pair& one) { return one.first == first && one.second == second; });
  HEADROOM_EXPECTS(found != pairs.end());
  return *found;
}

Gap gap_between(const Estimate& first, std::span<const double> first_runs, const Estimate& second,
                std::span<const double> second_runs, double confidence) {
  if (first_runs.size() != second_runs.size() || first_runs.size() < 2) {
    const Estimate difference = independent(first, second);
    return {contrast_of(difference), difference, false};
  }
  const stats::Difference found = stats::difference_interval(second_runs, first_runs, confidence);
  const Estimate difference =
      Estimate::around(second.estimate - first.estimate, found.estimate.half_width());
  return {contrast_of(difference), difference, found.paired};
}

Result<Comparison> compare(std::span<const Compared> all) {
  if (const auto problem = obstacle(all)) {
    Diagnostics refused;
    refused.add(*problem);
    return refused;
  }
  Comparison comparison;
  comparison.months = compared_months(last_common_month(all));
  const std::size_t pairs = all.size() * (all.size() - 1) / 2;
  comparison.confidence = 1.0 - (1.0 - kFamilyConfidence) / static_cast<double>(pairs);
  for (std::size_t first = 0; first < all.size(); ++first)
    for (std::size_t second = first + 1; second < all.size(); ++second)
      comparison.pairs.push_back(pair_of(all, first, second, comparison));
  return comparison;
}

}  // namespace headroom::projection
