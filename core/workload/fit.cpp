#include "core/workload/fit.h"

#include <cmath>
#include <cstddef>
#include <vector>

#include "core/stats/regression.h"

namespace headroom::workload {
namespace {

constexpr double kWeek = 7.0 * 86400.0;
constexpr double kWeeksInMonth = 365.2425 / 12.0 / 7.0;
constexpr std::size_t kFewestWeeks = 3;  // a slope with an interval needs a degree of freedom
constexpr double kConfidenceOfRange = 0.9;

std::vector<double> weekly_means(const History& history) {
  if (history.samples.empty() || !(history.step.value() > 0.0)) return {};
  const Instant first = history.samples.front().at;
  const double covered =
      static_cast<double>(history.samples.back().at.seconds - first.seconds) + history.step.value();
  std::vector<double> sums(static_cast<std::size_t>(covered / kWeek));
  std::vector<double> counts(sums.size());
  for (const Sample& sample : history.samples) {
    const auto week =
        static_cast<std::size_t>(static_cast<double>(sample.at.seconds - first.seconds) / kWeek);
    if (week >= sums.size()) continue;
    sums[week] += sample.value;
    counts[week] += 1.0;
  }
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] /= counts[i];
  return sums;
}

double monthly_growth(double log_slope_per_week) {
  return std::expm1(log_slope_per_week * kWeeksInMonth);
}

}  // namespace

std::optional<HistoryFit> fit_growth(const History& history) {
  std::vector<double> logs = weekly_means(history);
  if (logs.size() < kFewestWeeks) return std::nullopt;
  std::vector<double> middles;
  for (double& mean : logs) {
    if (!(mean > 0.0)) return std::nullopt;
    mean = std::log(mean);
    middles.push_back(static_cast<double>(middles.size()) + 0.5);
  }
  const stats::Line line = stats::fit_line(middles, logs, kConfidenceOfRange);
  const double end = static_cast<double>(logs.size());
  return HistoryFit{std::exp(line.intercept + line.slope.estimate * end),
                    Compound{{monthly_growth(line.slope.low), monthly_growth(line.slope.high)}},
                    static_cast<int>(logs.size())};
}

}  // namespace headroom::workload
