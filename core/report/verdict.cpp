// The sentences that answer "when does it break, what breaks, what does it cost".
#include <algorithm>
#include <utility>

#include "core/report/breach_words.h"
#include "core/report/doubt.h"
#include "core/report/report.h"
#include "core/workload/forecast.h"

namespace headroom::report {
namespace {

using projection::Breach;
using projection::MonthResult;
using projection::Projection;
using projection::Scenario;
using projection::TargetKind;

Sentence joined(Sentence sentence, const Sentence& more) {
  sentence.insert(sentence.end(), more.begin(), more.end());
  return sentence;
}

std::string months_of(int count) {
  return std::to_string(count) + (count == 1 ? " month" : " months");
}

/// **orders-db** (IOPS)
Sentence place(const std::string& component, const std::string& resource) {
  Sentence sentence = {{component, Tone::strong}};
  if (!resource.empty()) sentence.push_back({" (" + resource + ")"});
  return sentence;
}

bool is_cost(const Breach& breach) { return breach.target == TargetKind::monthly_cost; }
bool is_ordinary(const Breach& breach) { return !is_cost(breach) && breach.surge.empty(); }
bool is_surge(const Breach& breach) { return !breach.surge.empty(); }

// Clauses.

/// "for 34 min": how long the load of a surge is beyond what keeps the target, in the median world.
std::string excess_of(const Scenario& scenario, const Breach& breach, Style style) {
  const auto& surges = scenario.load.surges;
  const auto surge = std::find_if(surges.begin(), surges.end(),
                                  [&](const auto& s) { return s.name == breach.surge; });
  if (surge == surges.end() || breach.critical_rps <= 0.0) return "";
  const workload::Forecast forecast(scenario.load, scenario.horizon.start, scenario.horizon.months,
                                    workload::World::central());
  // After 20 half-lives a millionth of the surge is left.
  const double lasting = (surge->ramp + surge->hold + 20.0 * surge->half_life).value();
  constexpr std::int64_t kMinute = 60;
  std::int64_t minutes = 0;
  for (std::int64_t t = kMinute / 2; static_cast<double>(t) < lasting; t += kMinute)
    minutes += forecast.rate_at({surge->at.seconds + t}) > breach.critical_rps ? 1 : 0;
  return minutes == 0 ? "" : " for " + duration(static_cast<double>(minutes * kMinute), style);
}

/// With the unit where the value has none.
std::string limit_of(const Breach& breach, Style style) {
  return breach.unbounded ? limit_with_unit(breach, style) : limit_text(breach, style);
}

/// "orders-db (IOPS) breaks p95: 640 ms ± 20 against 300", without a full stop.
Sentence clause(const Breach& breach, const std::string& excess, Style style) {
  const Sentence who = place(breach.component, breach.resource);
  const std::string limit = " against " + limit_of(breach, style) + excess;
  if (breach.target == TargetKind::stability)
    return joined(who, {{" is asked for more than it can do" + excess + ": "},
                        {"the backlog grows by " + value_text(breach, style), Tone::fatal}});
  if (breach.target == TargetKind::utilization && breach.value.estimate > 1.0)
    return joined(
        who,
        {{" is asked for "}, {value_text(breach, style), Tone::bad}, {" of what it has" + limit}});
  if (breach.target == TargetKind::utilization)
    return joined(who, {{" is "}, {value_text(breach, style), Tone::bad}, {" busy" + limit}});
  const Span value = {value_text(breach, style), Tone::bad};
  if (breach.component.empty())
    return {{target_name(breach) + " is over target: "}, value, {limit}};
  return joined(who, {{" breaks " + target_name(breach) + ": "}, value, {limit}});
}

Sentence ordinary_clause(const Breach& breach, Style style) {
  const bool unstable = breach.target == TargetKind::stability;
  return joined(clause(breach, "", style), {{unstable ? " at the peak hour." : "."}});
}

/// "launch day, 15 March 2027"
std::string surge_day(const Breach& breach) {
  const std::string day = breach.surge.ends_with("day") ? "" : " day";
  return breach.surge + day + ", " + long_date(breach.date);
}

/// "p95 620 ms ± 30 against 300 for 34 min."
Sentence surge_clause(const Scenario& scenario, const Breach& breach, Style style) {
  const std::string excess = excess_of(scenario, breach, style);
  const bool of_component =
      breach.target == TargetKind::stability || breach.target == TargetKind::utilization;
  if (of_component) return joined(clause(breach, excess, style), {{"."}});
  return {{target_name(breach) + " "},
          {value_text(breach, style), Tone::bad},
          {" against " + limit_of(breach, style) + excess + "."}};
}

// The cases.

Sentence not_sure(const Breach& doubt, Style style) {
  return {{"Not sure yet: ", Tone::strong},
          {target_name(doubt) + " in " + long_name(doubt.month) + " is "},
          {value_text(doubt, style), Tone::warn},
          {", the target is " + limit_text(doubt, style) + "."}};
}

struct Tightest {
  const projection::ComponentMonth* component = nullptr;
  Month month;
};

Tightest tightest(const Projection& projection) {
  Tightest found;
  for (const MonthResult& month : projection.months)
    for (const projection::ComponentMonth& one : month.components) {
      const bool busier =
          !found.component || one.peak_utilization > found.component->peak_utilization;
      if (!one.resource.empty() && busier) found = {&one, month.month};
    }
  return found;
}

Sentence fine(const Scenario& scenario, const Projection& projection, Style style) {
  const Span first = {"Fine for " + months_of(scenario.horizon.months) + ".", Tone::strong};
  const auto [component, month] = tightest(projection);
  if (!component) return {first};
  std::string busy =
      ": " + percent(component->peak_utilization, style) + " busy in " + long_name(month);
  if (component->headroom)
    busy += ", room for " + percent(*component->headroom, style) + " more load";
  return joined(joined({first, {" The tightest is "}}, place(component->name, component->resource)),
                {{busy + "."}});
}

Sentence budget(const Breach& cost, std::string_view unit, Style style) {
  return {{"Above the budget of " + limit_text(cost, style) + std::string(unit) + " from " +
           long_name(cost.month) + "."}};
}

Sentence too_dear(const Scenario& scenario, const Breach& cost, Style style) {
  const std::string unit = with_unit("", "USD a month", style);
  return joined(
      {{"Fast enough for " + months_of(scenario.horizon.months) + ".", Tone::strong}, {" "}},
      budget(cost, unit, style));
}

Sentence surge_only(const Scenario& scenario, const Breach& surge, Style style) {
  return joined({{"Fine except on " + surge_day(surge) + ":", Tone::strong}, {" "}},
                surge_clause(scenario, surge, style));
}

/// In the first week of the horizon: every hour of the week has come once by then.
bool is_now(const Breach& breach) {
  constexpr std::int64_t kWeek = 7 * 86'400;
  return breach.month_index == 0 && breach.date.seconds < start_of(breach.month).seconds + kWeek;
}

Sentence breaks(const Breach& breach, const Breach* surge, Style style) {
  if (is_now(breach))
    return joined({{"Over target now:", Tone::strong}, {" "}}, ordinary_clause(breach, style));
  const std::string when =
      breach.month_index == 0 ? long_date(breach.date) : long_name(breach.month);
  const bool earlier_surge = surge && surge->date < breach.date;
  const std::string except = earlier_surge ? "except on " + surge_day(*surge) + ", " : "";
  return joined({{"Fine " + except + "until " + when + ".", Tone::strong}, {" Then "}},
                ordinary_clause(breach, style));
}

/// The breach that the verdict names, if any.
const Breach* named_breach(const Projection& projection) {
  for (const auto wanted : {is_ordinary, is_surge, is_cost})
    if (const Breach* breach = first_breach_that(projection, wanted)) return breach;
  return nullptr;
}

// The second line.

/// "12 months cost 41 200 USD (38 900 to 44 300)."
Sentence year_cost(const Scenario& scenario, const Projection& projection, Style style) {
  const Estimate& band = projection.cost_total_usd;
  const bool exact = band.half_width() <= 0.0;
  const int decimals = decimals_for(band.estimate, 3);
  const std::string total =
      exact ? money(projection.cost_total, style) : number(band.estimate, decimals, style);
  const std::string worlds = exact ? "" : " (" + range(band.low, band.high, decimals, style) + ")";
  return {{months_of(scenario.horizon.months) + " cost "},
          {with_unit(total, "USD", style), Tone::strong},
          {worlds + "."}};
}

/// "Also missed: checkout p95 from June 2027, stability from July 2027."
Sentence others_missed(const Projection& projection) {
  const Breach* named = named_breach(projection);
  std::string list;
  for (const Breach& breach : projection.breaches) {
    if (&breach == named || is_cost(breach)) continue;
    const std::string when =
        is_surge(breach) ? " on " + surge_day(breach) : " from " + long_name(breach.month);
    list += (list.empty() ? " Also missed: " : ", ") + target_name(breach) + when;
  }
  return list.empty() ? Sentence{} : Sentence{{list + "."}};
}

}  // namespace

Sentence verdict(const Scenario& scenario, const Projection& projection, Style style) {
  const Breach* ordinary = first_breach_that(projection, is_ordinary);
  const Breach* surge = first_breach_that(projection, is_surge);
  const auto doubt = first_doubt(scenario, projection);
  if (doubt && decides(*doubt, ordinary)) return not_sure(*doubt, style);
  if (ordinary) return breaks(*ordinary, surge, style);
  if (surge) return surge_only(scenario, *surge, style);
  if (const Breach* cost = first_breach_that(projection, is_cost))
    return too_dear(scenario, *cost, style);
  return fine(scenario, projection, style);
}

Sentence second_line(const Scenario& scenario, const Projection& projection, Style style) {
  Sentence sentence = year_cost(scenario, projection, style);
  const Breach* cost = first_breach_that(projection, is_cost);
  if (cost && cost != named_breach(projection))
    sentence = joined(joined(std::move(sentence), {{" "}}), budget(*cost, " a month", style));
  return joined(std::move(sentence), others_missed(projection));
}

std::string plain(const Sentence& sentence) {
  std::string text;
  for (const Span& span : sentence) text += span.text;
  return text;
}

}  // namespace headroom::report
