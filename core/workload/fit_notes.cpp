#include "core/workload/fit_notes.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace headroom::workload {
namespace {

constexpr double kHour = 3600.0;
constexpr double kDay = 24.0 * kHour;
constexpr double kUnsureFactor = 2.0;  // a year ahead the load is not known within a factor of two
constexpr std::array<const char*, 7> kDayNames = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                  "Friday", "Saturday", "Sunday"};

std::string number(double value) {
  std::array<char, 32> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                     std::chars_format::general, 3);
  return {buffer.data(), written.ptr};
}

std::string duration(double seconds) {
  if (seconds >= kDay) return number(seconds / kDay) + " d";
  if (seconds >= kHour) return number(seconds / kHour) + " h";
  if (seconds >= 60.0) return number(seconds / 60.0) + " min";
  return number(seconds) + " s";
}

std::string extent(const History& history) {
  const std::int64_t between =
      history.samples.back().at.seconds - history.samples.front().at.seconds;
  const double step = history.step.value();
  return duration(static_cast<double>(between) + step) + " in steps of " + duration(step);
}

std::string percent_range(const Estimate& growth) {
  return number(100.0 * growth.low) + " to " + number(100.0 * growth.high) + " %/month (90 %)";
}

template <class Name>
std::string list(const std::vector<std::size_t>& indices, Name&& name) {
  std::string text;
  for (const std::size_t index : indices) {
    if (!text.empty()) text += ", ";
    text += name(index);
  }
  return text;
}

class Notes {
 public:
  explicit Notes(const History& history) : history_(history) {}

  void add(std::string code, std::string message, std::string hint) {
    Diagnostic note;
    note.severity = Severity::warning;
    note.code = std::move(code);
    note.where.file = history_.file;
    note.message = std::move(message);
    note.hint = std::move(hint);
    notes_.add(std::move(note));
  }

  void too_little(const std::string& code, const std::string& what, const std::string& need) {
    add(code, "the history (" + extent(history_) + ") tells no " + what + "; " + need,
        "give a longer or finer history, or state it");
  }

  void unmeasured(const Shape& shape) {
    const std::string hint = "the factors lie between those of the neighbours";
    if (!shape.unmeasured_hours.empty())
      add("history-hours-unmeasured",
          "no ordinary load was measured in the hours (UTC) " +
              list(shape.unmeasured_hours, [](std::size_t i) { return std::to_string(i); }),
          hint);
    if (!shape.unmeasured_days.empty())
      add("history-days-unmeasured",
          "no ordinary load was measured on " +
              list(shape.unmeasured_days,
                   [](std::size_t i) { return std::string(kDayNames.at(i)); }),
          hint);
  }

  void growth(const Estimate& growth) {
    const double year = 12.0 * (std::log1p(growth.high) - std::log1p(growth.low)) / 2.0;
    if (year <= std::log(kUnsureFactor)) return;
    add("history-growth-unsure",
        "the history (" + extent(history_) + ") tells growth only as " + percent_range(growth),
        "give a longer history or state the growth");
  }

  Diagnostics take() && { return std::move(notes_); }

 private:
  const History& history_;
  Diagnostics notes_;
};

}  // namespace

std::string summary(const History& history, const HistoryFit& fit) {
  std::string text = history.file + " (" + extent(history) + ") is fitted by " +
                     number(fit.level_rps.estimate) + " rps on average on " +
                     date_string(fit.centre);
  if (history.choice.fit_growth && fit.growth_per_month)
    text += ", growth " + percent_range(*fit.growth_per_month);
  text += ", R2 " + number(fit.r_squared);
  if (fit.outliers > 0)
    text += ", " + std::to_string(fit.outliers) + " of " + std::to_string(fit.pieces) +
            " values left out";
  return text;
}

Diagnostics notes_on(const History& history, const HistoryFit& fit, const Shape& shape) {
  Notes notes(history);
  if (fit.level_rps.estimate == 0.0) {
    notes.add("history-without-load", "the history has no value above 0 in hours with load",
              "check the column and the season");
    return std::move(notes).take();
  }
  if (history.choice.fit_season && !fit.hours_fitted)
    notes.too_little("history-no-hours", "hour factors",
                     "they need 2 days in steps of an hour or less");
  if (history.choice.fit_season && !fit.days_fitted)
    notes.too_little("history-no-days", "weekday factors",
                     "they need 2 weeks in steps of a day or less");
  if (history.choice.fit_growth && !fit.growth_per_month)
    notes.too_little("history-no-growth", "growth",
                     "it needs 3 weeks in which the load does not wander too far");
  if (history.choice.fit_growth && fit.growth_per_month) notes.growth(*fit.growth_per_month);
  if (!fit.level_error_known)
    notes.too_little("history-level-error", "error of the level",
                     "it needs 3 measured days; the level is taken as exact");
  notes.unmeasured(shape);
  return std::move(notes).take();
}

}  // namespace headroom::workload
