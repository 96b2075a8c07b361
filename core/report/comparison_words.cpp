#include "core/report/comparison_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "core/report/breach_words.h"

namespace headroom::report {
namespace {

using projection::Breach;
using projection::Compared;
using projection::Comparison;
using projection::Contrast;
using projection::Gap;

constexpr double kMs = 1e3;

std::string_view words_of(Contrast contrast) {
  switch (contrast) {
    case Contrast::same:
      return "same";
    case Contrast::not_distinguishable:
      return "not distinguishable";
    case Contrast::now_stable:
      return "now stable";
    case Contrast::now_unstable:
      return "now unstable";
    case Contrast::undefined:
      return "\u2013";
    default:
      return "";
  }
}

Tone tone_of(Contrast contrast) {
  switch (contrast) {
    case Contrast::lower:
      return Tone::good;
    case Contrast::higher:
      return Tone::bad;
    case Contrast::now_unstable:
      return Tone::fatal;
    default:
      return Tone::weak;
  }
}

bool has_figures(Contrast contrast) {
  return contrast == Contrast::lower || contrast == Contrast::higher ||
         contrast == Contrast::not_distinguishable;
}

Digits with_plus(Digits digits, double value) {
  const bool zero = digits.value.find_first_of("123456789") == std::string::npos;
  if (value > 0.0 && !zero) digits.value.insert(0, "+");
  return digits;
}

GapText text_of(const Gap& gap, const Digits& digits) {
  GapText text{std::string(words_of(gap.contrast)), {}, tone_of(gap.contrast)};
  const bool nothing = gap.difference == Estimate::exact(0.0);
  if (has_figures(gap.contrast) && !nothing)
    text.digits = with_plus(digits, gap.difference.estimate);
  return text;
}

// The sentence.

using Indices = std::vector<std::size_t>;

const std::string& name_of(const Compared& one) { return one.scenario->name; }

void append(Sentence& sentence, const Sentence& more) {
  sentence.insert(sentence.end(), more.begin(), more.end());
}

/// "A", "A and B", "A, B and C".
Sentence listed(std::span<const Compared> all, const Indices& which) {
  Sentence sentence;
  for (std::size_t i = 0; i < which.size(); ++i) {
    if (i > 0) sentence.push_back({i + 1 == which.size() ? " and " : ", "});
    sentence.push_back({name_of(all[which[i]]), Tone::strong});
  }
  return sentence;
}

Sentence everyone(std::span<const Compared> all) {
  constexpr std::array<const char*, 5> kWords = {"", "", "Both", "All three", "All four"};
  return {{kWords[all.size()]}};
}

std::string month_name(std::span<const Compared> all, int index) {
  return long_name(months_after(all.front().scenario->horizon.start, index));
}

Indices keeping(std::span<const Compared> all) {
  Indices which;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (first_breach(*all[i].projection) == nullptr) which.push_back(i);
  return which;
}

/// "misses p95 in June 2027 (orders-db)": the first target only.
std::string first_miss(const Breach& breach) {
  const std::string where = breach.component.empty() ? "" : " (" + breach.component + ")";
  return " misses " + target_name(breach) + " in " + long_name(breach.month) + where;
}

Sentence misses(std::span<const Compared> all) {
  Sentence sentence;
  for (const Compared& one : all) {
    const Breach* breach = first_breach(*one.projection);
    if (breach == nullptr) continue;
    if (!sentence.empty()) sentence.push_back({"; "});
    append(sentence, {{name_of(one), Tone::strong}, {first_miss(*breach)}});
  }
  sentence.push_back({"."});
  return sentence;
}

/// Who keeps all targets, and who does not.
Sentence outcome(std::span<const Compared> all, const Indices& good, int last) {
  if (good.empty()) return misses(all);
  Sentence sentence = good.size() == all.size() ? everyone(all) : listed(all, good);
  const bool several = good.size() > 1;
  sentence.push_back(
      {(several ? " keep every target to " : " keeps every target to ") + month_name(all, last)});
  if (good.size() == all.size()) {
    sentence.push_back({"."});
    return sentence;
  }
  sentence.push_back({"; "});
  append(sentence, misses(all));
  return sentence;
}

/// The two that are told apart: those that keep the targets, or the one that does and the first
/// that does not.
std::pair<std::size_t, std::size_t> rivals(std::span<const Compared> all, const Indices& good) {
  if (good.size() == 2) return {good[0], good[1]};
  if (good.size() == 1 && all.size() > 1) {
    const std::size_t other = good[0] == 0 ? 1 : 0;
    return {std::min(other, good[0]), std::max(other, good[0])};
  }
  return {0, 1};
}

std::string bare_latency(const Gap& gap, Style style) {
  const Estimate difference =
      gap.difference.estimate < 0.0
          ? Estimate{-gap.difference.estimate, -gap.difference.high, -gap.difference.low}
          : gap.difference;
  return latency(difference, style);
}

/// How p95 of the second stands to that of the first, without the month.
Sentence gap_clause(std::span<const Compared> all, const projection::Pair& pair, const Gap& gap,
                    Style style) {
  const Span first = {name_of(all[pair.first]), Tone::strong};
  const Span second = {name_of(all[pair.second]), Tone::strong};
  switch (gap.contrast) {
    case Contrast::same:
      return {{"p95 is the same"}};
    case Contrast::lower:
      return {{"p95 is "}, {bare_latency(gap, style), Tone::strong}, {" lower with "}, second};
    case Contrast::higher:
      return {{"p95 is "}, {bare_latency(gap, style), Tone::strong}, {" lower with "}, first};
    case Contrast::not_distinguishable:
      return {{"their p95 are "}, {"not distinguishable", Tone::strong}};
    case Contrast::now_stable:
      return {{"only "}, second, {" is stable"}};
    case Contrast::now_unstable:
      return {{"only "}, first, {" is stable"}};
    case Contrast::undefined:
      return {{"neither is stable"}};
  }
  return {};
}

/// Who was named last in the clause of the gap, if one was.
std::optional<std::size_t> named_in(const projection::Pair& pair, Contrast contrast) {
  if (contrast == Contrast::lower || contrast == Contrast::now_stable) return pair.second;
  if (contrast == Contrast::higher || contrast == Contrast::now_unstable) return pair.first;
  return std::nullopt;
}

/// ", which costs 120 USD more over the 12 months."
Sentence cost_clause(std::span<const Compared> all, const projection::Pair& pair, Contrast contrast,
                     int months, Style style) {
  const std::string over = " over the " + std::to_string(months) + " months.";
  if (pair.cost_total == Money()) return {{"; both cost the same" + over}};
  const auto named = named_in(pair, contrast);
  const Money dearer = named == pair.first ? Money() - pair.cost_total : pair.cost_total;
  const bool cheaper = dearer < Money();
  const Money amount = cheaper ? Money() - dearer : dearer;
  const Sentence sum = {{with_unit(money(amount, style), "USD", style), Tone::strong},
                        {(cheaper ? " less" : " more") + over}};
  Sentence clause = named
                        ? Sentence{{", which costs "}}
                        : Sentence{{"; "}, {name_of(all[pair.second]), Tone::strong}, {" costs "}};
  append(clause, sum);
  return clause;
}

/// "In June 2027 ...; B costs 120 USD less over the 12 months."
Sentence rivalry(std::span<const Compared> all, const Comparison& comparison,
                 const projection::Pair& pair, Style style) {
  const projection::MonthGap& middle = pair.months[pair.months.size() / 2];
  Sentence sentence = {{" In " + month_name(all, middle.month_index) + " "}};
  append(sentence, gap_clause(all, pair, middle.p95, style));
  append(sentence, cost_clause(all, pair, middle.p95.contrast, comparison.months.back(), style));
  return sentence;
}

Sentence cheapest(std::span<const Compared> all, const Indices& good, Style style) {
  const auto least = *std::ranges::min_element(
      good, {}, [&](std::size_t i) { return all[i].projection->cost_total; });
  return {{" The cheapest of them is "},
          {name_of(all[least]), Tone::strong},
          {": " + with_unit(money(all[least].projection->cost_total, style), "USD", style) + "."}};
}

}  // namespace

GapText latency_gap(const Gap& gap, Style style) {
  return text_of(gap, digits(scaled(gap.difference, kMs), style));
}

GapText error_gap(const Gap& gap, Style style) {
  return text_of(gap, error_digits(gap.difference, style));
}

std::string money_gap(Money difference, Style style) {
  if (difference == Money()) return "0";
  return (difference > Money() ? "+" : "") + money(difference, style);
}

std::string breach_words(const projection::Projection& projection) {
  const Breach* breach = first_breach(projection);
  if (breach == nullptr) return "none";
  const std::string where = breach->component.empty() ? target_name(*breach) : breach->component;
  return long_name(breach->month) + ", " + where;
}

Sentence comparison_verdict(std::span<const Compared> all, const Comparison& comparison,
                            Style style) {
  const Indices good = keeping(all);
  Sentence sentence = outcome(all, good, comparison.months.back());
  if (good.size() > 2) {
    append(sentence, cheapest(all, good, style));
    return sentence;
  }
  const auto [first, second] = rivals(all, good);
  append(sentence, rivalry(all, comparison, comparison.pair(first, second), style));
  return sentence;
}

}  // namespace headroom::report
