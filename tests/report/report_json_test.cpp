#include <clocale>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/contracts.h"
#include "core/report/json_writer.h"
#include "core/report/report.h"
#include "tests/report/projections.h"
#include "tests/support/json_schema.h"

namespace headroom::report {
namespace {

using namespace testing;
using headroom::testing::schema_problems;
using nlohmann::json;
using projection::Projection;
using projection::Scenario;
using projection::WindowKind;

void make_unstable(projection::Window& window) {
  for (network::Performance* answer : {&window.simulated, &window.analytic}) {
    answer->stable = false;
    answer->backlog_growth_rps = Estimate::around(3.2, 0.4);
    answer->unstable_component = "orders-db";
    answer->unstable_resource = "IOPS";
  }
}

/// A year in which everything that a report can tell happens.
Projection eventful_year() {
  Projection projection = quiet_year();
  projection.breaches = {p95_breach(6), budget_breach(9)};
  projection.breaches[0].earliest = Month{2027, 5};
  projection.breaches[0].request_class = "checkout";
  projection.bottlenecks = {{"orders-db", "IOPS", 0.95, 0.097}};
  projection.assumptions = {"orders-db/iops: 3000 (default)"};
  projection.headroom_now = 0.73;
  projection.solver_gap = {0.04, 0.03, 0.01, 20};
  auto surge = window(WindowKind::surge, {2027, 3}, 610.0);
  surge.surge = "launch";
  auto lesser = surge;
  lesser.surge = "sale";
  lesser.offered_rps = 300.0;
  projection.months[3].windows.push_back(lesser);
  projection.months[3].windows.push_back(surge);
  projection.months[3].load.surge_rps = 610.0;
  make_unstable(projection.months[12].windows[1]);
  for (auto& month : projection.months)
    month.bill.lines = {{"orders-db", "aws:db.r6g.large", "1 x db.r6g.large", 744.0,
                         cost::PriceUnit::hour, Money::from_units(0.25), Money::from_units(186.0),
                         "scenario", "price list", "2026-11-02"}};
  return projection;
}

/// Windows with a class and a component, so that their forms are checked too.
void fill(Projection& projection) {
  for (auto& month : projection.months)
    for (auto& window : month.windows)
      for (network::Performance* answer : {&window.simulated, &window.analytic}) {
        network::ClassPerformance checkout;
        checkout.name = "checkout";
        answer->classes = {checkout};
        network::ComponentPerformance database;
        database.name = "orders-db";
        database.resources.resize(1);
        database.resources[0].label = "IOPS";
        answer->components = {database};
        answer->notes = {"a \"note\"\n"};
      }
}

Scenario users_shop() {
  Scenario scenario = shop();
  scenario.load.now = workload::Population{Uncertain::exact(500.0)};
  return scenario;
}

std::string report_on(const Scenario& scenario, const Projection& projection) {
  return report_json({scenario, "0123456789abcdef", "headroom project shop.json --seed 1"},
                     projection);
}

json full_report() {
  Projection projection = eventful_year();
  fill(projection);
  return json::parse(report_on(shop(), projection));
}

/// A month with every kind of window, small enough to be changed a thousand times.
json small_report() {
  json report = full_report();
  json month = report["months"][3];
  month["windows"]["peak"] = report["months"][12]["windows"]["peak"];
  month["windows"].erase("lesser_surges");
  report["months"] = {month};
  return report;
}

const json& schema() {
  static const json parsed = json::parse(report_schema());
  return parsed;
}

void expect_valid(const json& document) {
  for (const std::string& problem : schema_problems(schema(), document)) ADD_FAILURE() << problem;
}

TEST(ReportJson, HasTheNamesOfTheFormat) {
  const json report = full_report();
  EXPECT_EQ(report.at("format"), "headroom-report/1");
  EXPECT_EQ(report.at("scenario").at("fingerprint"), "0123456789abcdef");
  EXPECT_EQ(report.at("months").size(), 13U);
  EXPECT_EQ(report.at("horizon"), (json{{"start", "2026-12"}, {"months", 12}}));
  const json& month = report.at("months")[3];
  EXPECT_EQ(month.at("month"), 3);
  EXPECT_EQ(month.at("date"), "2027-03-01");
  EXPECT_EQ(month.at("load").at("surge_rps").at("estimate"), 610.0);
  EXPECT_EQ(month.at("cost").at("lines")[0].at("amount_usd"), 186.0);
  EXPECT_EQ(report.at("solver_gap").at("windows"), 20);
}

TEST(ReportJson, TimesAreInMillisecondsAndEstimatesHaveIntervals) {
  const json report = full_report();
  const json p95 = report["/months/0/windows/peak/latency_ms/p95"_json_pointer];
  EXPECT_DOUBLE_EQ(p95.at("estimate"), 118.0);
  EXPECT_DOUBLE_EQ(p95.at("low"), 114.0);
  EXPECT_DOUBLE_EQ(p95.at("high"), 122.0);
}

TEST(ReportJson, FirstBreachIsOfTheSystemAndInReadableUnits) {
  const json first = full_report().at("first_breach");
  EXPECT_EQ(first.at("month"), 6);
  EXPECT_EQ(first.at("date"), "2027-06-01");
  EXPECT_EQ(first.at("target"), "latency_p95");
  EXPECT_EQ(first.at("class"), "checkout");
  EXPECT_EQ(first.at("component"), "orders-db");
  EXPECT_EQ(first.at("resource"), "IOPS");
  EXPECT_EQ(first.at("unit"), "ms");
  EXPECT_DOUBLE_EQ(first.at("limit"), 300.0);
  EXPECT_EQ(first.at("earliest"), "2027-05");
  EXPECT_TRUE(first.at("latest").is_null());
}

TEST(ReportJson, AYearWithoutBreachSaysNull) {
  const json report = json::parse(report_on(shop(), quiet_year()));
  EXPECT_TRUE(report.at("first_breach").is_null());
  EXPECT_TRUE(report.at("breaches").empty());
  expect_valid(report);
}

TEST(ReportJson, UnstableWindowsTellGrowthAndNoLatency) {
  const json peak = full_report()["/months/12/windows/peak"_json_pointer];
  EXPECT_EQ(peak.at("stable"), false);
  EXPECT_TRUE(peak.at("latency_ms").is_null());
  EXPECT_TRUE(peak.at("error_ratio").is_null());
  EXPECT_DOUBLE_EQ(peak.at("backlog_growth_rps").at("estimate"), 3.2);
  EXPECT_EQ(peak.at("unstable"), (json{{"component", "orders-db"}, {"resource", "IOPS"}}));
  EXPECT_TRUE(peak["/classes/checkout/latency_ms"_json_pointer].is_null());
}

TEST(ReportJson, TheHighestSurgeStandsInItsPlaceAndNoneIsLost) {
  const json windows = full_report()["/months/3/windows"_json_pointer];
  EXPECT_EQ(windows.at("surge").at("surge"), "launch");
  EXPECT_EQ(windows.at("lesser_surges")[0].at("surge"), "sale");
  EXPECT_TRUE(full_report()["/months/4/windows/surge"_json_pointer].is_null());
}

TEST(ReportJson, APopulationIsToldInUsersAndItsRatesAreMeasured) {
  Projection projection = quiet_year();
  projection.months[0].windows[1].simulated.total.throughput_rps = Estimate::around(42.0, 1.0);
  const json report = json::parse(report_on(users_shop(), projection));
  expect_valid(report);
  const json& load = report["/months/0/load"_json_pointer];
  EXPECT_DOUBLE_EQ(load.at("peak_users").at("estimate"), 180.0);
  EXPECT_DOUBLE_EQ(load.at("peak_rps").at("estimate"), 42.0);
  EXPECT_DOUBLE_EQ(report["/months/0/windows/peak/users"_json_pointer], 180.0);
}

TEST(ReportJson, IsTheSameInEveryLocale) {
  const std::string here = report_on(shop(), eventful_year());
  const char* german = std::setlocale(LC_ALL, "de_DE.UTF-8");
  if (german == nullptr) GTEST_SKIP() << "no locale with a decimal comma is installed";
  EXPECT_EQ(report_on(shop(), eventful_year()), here);
  std::setlocale(LC_ALL, "C");
}

TEST(ReportSchema, IsTheCommittedOne) {
  std::ifstream file(std::string(HEADROOM_SOURCE_DIR) + "/docs/report.schema.json");
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_TRUE(text.str() == report_schema())
      << "headroom schema report > docs/report.schema.json brings it up to date";
}

TEST(ReportSchema, AcceptsEverythingThatIsWritten) {
  expect_valid(full_report());
  const Scenario scenario = shop();
  const Subject subject{scenario, "0123456789abcdef", "headroom simulate shop.json"};
  const projection::Window peak = quiet_year().months[0].windows[1];
  expect_valid(json::parse(window_json(subject, peak, 7, 0.05)));
  expect_valid(json::parse(solution_json(subject, peak)));
  Diagnostics diagnostics;
  diagnostics.add({});
  expect_valid(json::parse(diagnostics_json(diagnostics)));
}

/// Every member of the document, one after the other, as a pointer.
void collect(const json& value, const json::json_pointer& at,
             std::vector<json::json_pointer>& found) {
  if (value.is_object())
    for (const auto& [name, member] : value.items()) {
      found.push_back(at / name);
      collect(member, at / name, found);
    }
  if (value.is_array() && !value.empty()) collect(value[0], at / 0, found);
}

bool chosen_by_the_user(const json::json_pointer& pointer) {
  const std::string parent = pointer.parent_pointer().back();
  return parent == "classes" || parent == "components" || parent == "resources";
}

TEST(ReportSchema, RefusesReportsThatLackAnyMemberOrHaveAnUnknownOne) {
  const json report = small_report();
  std::vector<json::json_pointer> members;
  collect(report, json::json_pointer(), members);
  EXPECT_GT(members.size(), 100U);
  for (const auto& member : members) {
    if (member.parent_pointer().empty() || chosen_by_the_user(member)) continue;
    json without = report;
    without[member.parent_pointer()].erase(member.back());
    const bool optional = member.back() == "critical_rps" || member.back() == "analytic";
    EXPECT_EQ(schema_problems(schema(), without).empty(), optional) << member.to_string();
    json more = report;
    more[member.parent_pointer()]["surplus"] = 1;
    EXPECT_FALSE(schema_problems(schema(), more).empty()) << member.to_string();
  }
}

TEST(ReportSchema, RefusesWrongTypesEverywhere) {
  const json report = small_report();
  std::vector<json::json_pointer> members;
  collect(report, json::json_pointer(), members);
  for (const auto& member : members) {
    json changed = report;
    changed[member] = json::array({json::array()});
    EXPECT_FALSE(schema_problems(schema(), changed).empty()) << member.to_string();
  }
}

TEST(ReportSchema, RefusesLatenciesOfUnstableWindows) {
  json report = full_report();
  json& peak = report["/months/12/windows/peak"_json_pointer];
  peak["latency_ms"] = report["/months/0/windows/peak/latency_ms"_json_pointer];
  EXPECT_FALSE(schema_problems(schema(), report).empty());
}

TEST(JsonWriter, NumbersAreTheShortestThatReadBackTheSame) {
  JsonWriter writer;
  writer.array("", [&] {
    for (const double value : {0.1, 1e300, 3.0, 1.0 / 3.0, 5e-324, 118.0}) writer.number("", value);
  });
  const json back = json::parse(writer.document());
  EXPECT_EQ(back, (json{0.1, 1e300, 3.0, 1.0 / 3.0, 5e-324, 118.0}));
  EXPECT_NE(writer.document().find("0.1,"), std::string::npos);
  EXPECT_THROW(writer.number("", HUGE_VAL), ContractViolation);
}

TEST(JsonWriter, TextsReadBackTheSame) {
  const std::string text = "quote \" backslash \\ newline \n bell \x07 \u00fc </script>";
  JsonWriter writer;
  writer.object("", [&] { writer.text("key \"1\"", text); });
  EXPECT_EQ(json::parse(writer.document()), (json{{"key \"1\"", text}}));
}

TEST(JsonWriter, BytesThatAreNoUtf8BecomeTheReplacementCharacter) {
  JsonWriter writer;
  writer.object("", [&] { writer.text("file", "caf\xe9.json"); });
  EXPECT_EQ(json::parse(writer.document()).at("file"), "caf\ufffd.json");
}

TEST(JsonWriter, SmallObjectsStandOnOneLine) {
  JsonWriter writer;
  writer.object("", [&] {
    writer.estimate("p95", {2.0, 1.0, 3.0});
    writer.array("none", [] {});
    writer.row("outer", [&] { writer.object("inner", [&] { writer.flag("yes", true); }); });
  });
  EXPECT_EQ(writer.document(),
            "{\n"
            "  \"p95\": {\"estimate\": 2, \"low\": 1, \"high\": 3},\n"
            "  \"none\": [],\n"
            "  \"outer\": {\"inner\": {\"yes\": true}}\n"
            "}\n");
}

}  // namespace
}  // namespace headroom::report
