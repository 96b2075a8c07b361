#include "gui/inspector/scenario_fields.h"

#include <QObject>

#include "core/architecture/notation.h"
#include "gui/inspector/wrong_value.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

using architecture::Dimension;
using architecture::parse_quantity;
using architecture::write_quantity;
using projection::Scenario;
using projection::Targets;
using Written = Result<Scenario>;

QString shown(const Uncertain& value, Dimension dimension) {
  return text(write_quantity(value, dimension));
}

ScenarioField name_field() {
  return {QObject::tr("Scenario"),
          QObject::tr("Name"),
          QObject::tr("What the scenario is called."),
          QObject::tr("no name"),
          {},
          [](const Scenario& s) { return text(s.name); },
          [](Scenario s, const std::string& typed) -> Written {
            s.name = typed;
            return s;
          }};
}

ScenarioField start_field() {
  return {QObject::tr("Scenario"),
          QObject::tr("Start"),
          QObject::tr("First month of the horizon, such as 2027-01."),
          {},
          {"/horizon/start"},
          [](const Scenario& s) { return text(to_string(s.horizon.start)); },
          [](Scenario s, const std::string& typed) -> Written {
            const auto month = parse_month(typed);
            if (!month) return wrong_value("a month is written as 2027-01");
            s.horizon.start = *month;
            return s;
          }};
}

ScenarioField months_field() {
  return {QObject::tr("Scenario"),
          QObject::tr("Months"),
          QObject::tr("How far to look ahead, 1 to 120 months."),
          QStringLiteral("12"),
          {"/horizon/months"},
          [](const Scenario& s) { return QString::number(s.horizon.months); },
          [](Scenario s, const std::string& typed) -> Written {
            const auto months = parse_quantity(typed.empty() ? "12" : typed, Dimension::count);
            if (!months) return months.diagnostics();
            if (!months->is_exact() || months->low < 1.0 || months->low > 120.0)
              return wrong_value("the horizon is 1 to 120 months");
            s.horizon.months = static_cast<int>(months->low);
            return s;
          }};
}

ScenarioField peak_field() {
  return {QObject::tr("Load"),
          QObject::tr("Peak load now"),
          QObject::tr("Requests per second in the busiest hour of an ordinary week, or users "
                      "where the load is a number of users. A range is a 90 % interval."),
          {},
          {"/load/peak_hour_now", "/load/users_now", "/load/history"},
          [](const Scenario& s) {
            if (const auto* rate = std::get_if<workload::PeakHourRate>(&s.load.now))
              return shown(rate->rate_rps, Dimension::rate);
            if (const auto* users = std::get_if<workload::Population>(&s.load.now))
              return shown(users->users, Dimension::count);
            return text(std::get<workload::History>(s.load.now).file);
          },
          [](Scenario s, const std::string& typed) -> Written {
            if (std::holds_alternative<workload::History>(s.load.now))
              return wrong_value("the level comes from a measured history");
            const bool users = std::holds_alternative<workload::Population>(s.load.now);
            const auto read = parse_quantity(typed, users ? Dimension::count : Dimension::rate);
            if (!read) return read.diagnostics();
            if (read->low <= 0.0) return wrong_value("the load is above 0");
            if (users)
              s.load.now = workload::Population{*read};
            else
              std::get<workload::PeakHourRate>(s.load.now).rate_rps = *read;
            return s;
          }};
}

ScenarioField growth_field() {
  return {QObject::tr("Load"),
          QObject::tr("Growth"),
          QObject::tr("Compound growth per month, such as 6 to 12 %/month. A range is a 90 % "
                      "interval."),
          QObject::tr("none"),
          {"/load/growth"},
          [](const Scenario& s) {
            if (const auto* compound = std::get_if<workload::Compound>(&s.load.growth))
              return shown(compound->per_month, Dimension::growth);
            const bool none = std::holds_alternative<workload::NoGrowth>(s.load.growth);
            return none ? QString() : QObject::tr("as the file says");
          },
          [](Scenario s, const std::string& typed) -> Written {
            if (typed.empty()) {
              s.load.growth = workload::NoGrowth{};
              return s;
            }
            const auto read = parse_quantity(typed, Dimension::growth);
            if (!read) return read.diagnostics();
            s.load.growth = workload::Compound{*read};
            return s;
          }};
}

template <class Quantity>
ScenarioField target_field(const QString& label, const QString& help, const std::string& pointer,
                           Dimension dimension, std::optional<Quantity> Targets::*member) {
  return {QObject::tr("Targets"),
          label,
          help,
          QObject::tr("not judged"),
          {pointer},
          [=](const Scenario& s) {
            const auto& limit = s.targets.*member;
            return limit ? shown(Uncertain::exact(limit->value()), dimension) : QString();
          },
          [=](Scenario s, const std::string& typed) -> Written {
            s.targets.*member = std::nullopt;
            if (typed.empty()) return s;
            const auto read = parse_quantity(typed, dimension);
            if (!read) return read.diagnostics();
            if (!read->is_exact() || read->low <= 0.0)
              return wrong_value("a target is one value above 0");
            s.targets.*member = Quantity(read->low);
            return s;
          }};
}

ScenarioField budget_field() {
  return {QObject::tr("Targets"),
          QObject::tr("Monthly budget"),
          QObject::tr("The plan says when it is passed."),
          QObject::tr("not judged"),
          {"/targets/monthly_cost"},
          [](const Scenario& s) {
            const auto& limit = s.targets.monthly_cost;
            return limit ? shown(Uncertain::exact(limit->units()), Dimension::money) : QString();
          },
          [](Scenario s, const std::string& typed) -> Written {
            s.targets.monthly_cost = std::nullopt;
            if (typed.empty()) return s;
            const auto read = parse_quantity(typed, Dimension::money);
            if (!read) return read.diagnostics();
            if (!read->is_exact() || read->low <= 0.0)
              return wrong_value("a budget is one value above 0");
            s.targets.monthly_cost = Money::from_units(read->low);
            return s;
          }};
}

}  // namespace

const std::vector<ScenarioField>& scenario_fields() {
  static const std::vector<ScenarioField> fields = {
      name_field(),
      start_field(),
      months_field(),
      peak_field(),
      growth_field(),
      target_field<Seconds>(QObject::tr("p95"),
                            QObject::tr("95 % of all requests of the peak hour are faster."),
                            "/targets/latency_p95", Dimension::duration, &Targets::latency_p95),
      target_field<Seconds>(QObject::tr("p99"),
                            QObject::tr("99 % of all requests of the peak hour are faster."),
                            "/targets/latency_p99", Dimension::duration, &Targets::latency_p99),
      target_field<Ratio>(QObject::tr("Errors"),
                          QObject::tr("Share of requests that fail at the peak hour."),
                          "/targets/error_ratio", Dimension::ratio, &Targets::error_ratio),
      target_field<Ratio>(QObject::tr("Utilisation"),
                          QObject::tr("Of every resource at the peak hour."),
                          "/targets/utilization", Dimension::ratio, &Targets::utilization),
      budget_field()};
  return fields;
}

}  // namespace headroom::gui
