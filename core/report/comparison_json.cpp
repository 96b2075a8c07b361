#include "core/report/breach_json.h"
#include "core/report/breach_words.h"
#include "core/report/comparison_words.h"
#include "core/report/json_writer.h"
#include "core/report/window_json.h"

namespace headroom::report {
namespace {

using projection::Comparison;
using projection::Contrast;
using projection::Gap;

constexpr double kMs = 1e3;

std::string_view name_of(Contrast contrast) {
  switch (contrast) {
    case Contrast::same:
      return "same";
    case Contrast::lower:
      return "lower";
    case Contrast::higher:
      return "higher";
    case Contrast::not_distinguishable:
      return "not_distinguishable";
    case Contrast::now_stable:
      return "now_stable";
    case Contrast::now_unstable:
      return "now_unstable";
    default:
      return "undefined";
  }
}

void write_gap(JsonWriter& json, std::string_view key, const Gap& gap, double factor) {
  const bool figures = gap.contrast == Contrast::lower || gap.contrast == Contrast::higher ||
                       gap.contrast == Contrast::not_distinguishable;
  json.row(key, [&] {
    json.text("contrast", name_of(gap.contrast));
    if (figures)
      json.estimate("difference", gap.difference, factor);
    else
      json.null("difference");
    json.flag("paired", gap.paired);
  });
}

void write_month(JsonWriter& json, const projection::MonthResult& month) {
  const network::Performance& answer = month.window(projection::WindowKind::peak)->simulated;
  json.row("", [&] {
    json.integer("month", month.index);
    json.flag("stable", answer.stable);
    if (answer.stable) {
      json.estimate("p95_ms", answer.total.latency.p95, kMs);
      json.estimate("error_ratio", answer.total.error_ratio);
    } else {
      json.null("p95_ms");
      json.null("error_ratio");
    }
    json.number("cost_usd", month.bill.total.units());
  });
}

void write_compared(JsonWriter& json, const ComparedSubject& one, const std::vector<int>& months) {
  const projection::Scenario& scenario = one.subject.scenario;
  json.object("", [&] {
    json.text("name", scenario.name);
    json.text("fingerprint", one.subject.fingerprint);
    json.text("verdict", plain(verdict(scenario, one.projection)));
    if (const projection::Breach* breach = first_breach(one.projection))
      write_breach(json, "first_breach", *breach, is_closed(scenario));
    else
      json.null("first_breach");
    json.number("cost_total_usd", one.projection.cost_total.units());
    json.array("months", [&] {
      for (const int month : months)
        write_month(json, one.projection.months[static_cast<std::size_t>(month)]);
    });
  });
}

void write_pair(JsonWriter& json, const projection::Pair& pair) {
  json.object("", [&] {
    json.natural("first", pair.first);
    json.natural("second", pair.second);
    json.number("cost_total_usd", pair.cost_total.units());
    json.array("months", [&] {
      for (const projection::MonthGap& month : pair.months)
        json.object("", [&] {
          json.integer("month", month.month_index);
          write_gap(json, "p95_ms", month.p95, kMs);
          write_gap(json, "error_ratio", month.error_ratio, 1.0);
          json.number("cost_usd", month.cost.units());
        });
    });
  });
}

}  // namespace

std::string comparison_json(std::span<const ComparedSubject> all, const Comparison& comparison,
                            const std::string& rerun) {
  std::vector<projection::Compared> compared;
  for (const ComparedSubject& one : all)
    compared.push_back({&one.subject.scenario, &one.projection});
  JsonWriter json;
  json.object("", [&] {
    json.text("format", "headroom-comparison/1");
    json.text("rerun", rerun);
    json.natural("seed", all.front().projection.seed);
    json.number("precision", all.front().projection.precision);
    json.number("confidence", comparison.confidence);
    json.text("verdict", plain(comparison_verdict(compared, comparison)));
    json.array("scenarios", [&] {
      for (const ComparedSubject& one : all) write_compared(json, one, comparison.months);
    });
    json.array("pairs", [&] {
      for (const projection::Pair& pair : comparison.pairs) write_pair(json, pair);
    });
  });
  return json.document();
}

}  // namespace headroom::report
