// What is wrong with a scenario is told with its place, what was expected and what to do.
#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/io/files.h"
#include "core/io/json_parse.h"
#include "core/io/scenario_file.h"
#include "tests/io/scenarios.h"

namespace headroom::io {
namespace {

/// A change of the small scenario, and the only mistake or warning it must lead to.
struct Case {
  const char* behaviour;
  std::string from, to;
  std::string at;  ///< text where it stands, from "@" on if there is one
  const char* pointer;
  const char* says;  ///< part of message and hint
  Severity severity = Severity::error;
  Fault fault = Fault::input;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.behaviour; }

/// "line:column" of the first place where `text` has `at`.
std::string place_in(const std::string& text, std::string at) {
  const std::size_t mark = at.find('@');
  if (mark != std::string::npos) at.erase(mark, 1);
  const std::size_t place = text.find(at) + (mark == std::string::npos ? 0 : mark);
  const std::string before = text.substr(0, place);
  return std::to_string(std::ranges::count(before, '\n') + 1) + ":" +
         std::to_string(place - before.rfind('\n'));
}

std::string place_of(const Diagnostic& one) {
  return std::to_string(one.where.line) + ":" + std::to_string(one.where.column);
}

class OneMistake : public ::testing::TestWithParam<Case> {};

TEST_P(OneMistake, IsToldWithPlacePointerAndRemedy) {
  const Case& expected = GetParam();
  const std::string text = small_with(expected.from, expected.to);
  const auto file = read(text);
  EXPECT_EQ(file.ok(), expected.severity == Severity::warning);
  ASSERT_EQ(file.diagnostics().all().size(), 1U) << shown(file.diagnostics());
  const Diagnostic& found = file.diagnostics().all()[0];
  EXPECT_EQ(found.severity, expected.severity);
  EXPECT_EQ(found.fault, expected.fault);
  EXPECT_EQ(place_of(found), place_in(text, expected.at)) << shown(file.diagnostics());
  EXPECT_EQ(found.pointer, expected.pointer);
  EXPECT_NE((found.message + "; " + found.hint).find(expected.says), std::string::npos)
      << shown(file.diagnostics());
  EXPECT_FALSE(found.where.excerpt.empty());
}

std::string case_name(const ::testing::TestParamInfo<Case>& info) { return info.param.behaviour; }

constexpr const char* kWebReplicas = "/components/web/replicas";

const std::vector<Case> kNumbers = {
    {"UnderflowIsZeroAndToldSo", "4 ms", "1e-400 ms", "\"1e-400 ms\"",
     "/components/web/operations/page/0/cpu", "rounds to zero"},
    {"OverflowInATextIsOutOfRange", "4 ms", "1e400 ms", "\"1e400 ms\"",
     "/components/web/operations/page/0/cpu", "out of range"},
    {"ASystemHasNoSmallerFigures", "\"vcpus\": 2", "\"vcpus\": 1e-300", "1e-300",
     "/components/api/vcpus", "out of range: no figure of a system is so small"},
    {"ASystemHasNoLargerFigures", "\"vcpus\": 2", "\"vcpus\": 1e300", "1e300",
     "/components/api/vcpus", "out of range: no figure of a system is so large"},
    {"ATimeIsNoAge", "4 ms", "1e300 s", "\"1e300 s\"", "/components/web/operations/page/0/cpu",
     "times go up to 3 years"},
    {"ANumberInAStringIsNoNumber", "\"replicas\": 2", "\"replicas\": \"5\"", "\"5\"", kWebReplicas,
     "expected a number, got a string; write 5 without quotes"},
    {"AWordIsNoNumber", "\"vcpus\": 2", "\"vcpus\": \"two\"", "\"two\"", "/components/api/vcpus",
     "\"two\" is not a number"},
    {"AWordIsNoTime", "4 ms", "soon", "\"soon\"", "/components/web/operations/page/0/cpu",
     "\"soon\" is not a number with a unit; expected one of: s, ms"},
    {"ACountIsWhole", "\"replicas\": 2", "\"replicas\": 1.5", "1.5", kWebReplicas,
     "not a whole number"},
    {"ACountIsNoHugeNumber", "\"replicas\": 2", "\"replicas\": 9223372036854775808",
     "9223372036854775808", kWebReplicas, "whole number up to 1000000000"},
    {"ACountDoesNotWrapAround", "\"replicas\": 2", "\"replicas\": 4294967297", "4294967297",
     kWebReplicas, "whole number up to 1000000000"},
    {"MinusZeroIsZero", "\"replicas\": 2", "\"replicas\": -0", "-0", kWebReplicas,
     "0 is out of range; expected at least 1"},
    {"ZeroServersAreNone", "\"replicas\": 2", "\"replicas\": 0", "\"replicas\": @0", kWebReplicas,
     "expected at least 1"},
    {"ABillionReplicasAreALimit", "\"replicas\": 2", "\"replicas\": 1000000000", "\"replicas\": @1",
     kWebReplicas, "memory", Severity::error, Fault::limit_reached},
    {"TimesAreNotNegative", "4 ms", "-4 ms", "\"-4 ms\"", "/components/web/operations/page/0/cpu",
     "negative"},
    {"RatesAreNotNegative", "60 rps", "-60 rps", "\"-60 rps\"", "/load/peak_hour_now", "negative"},
    {"RatesAreNotZero", "60 rps", "0 rps", "\"0 rps\"", "/load/peak_hour_now", "more than 0 rps"},
    {"PricesAreNotNegative", "\"vcpus\": 2", "\"vcpus\": 2, \"price\": \"-1 USD/h\"",
     "\"-1 USD/h\"", "/components/api/price", "negative"},
    {"NothingShrinksBelowZero", "\"classes\"", "\"growth\": \"-101 %/month\", \"classes\"",
     "\"-101 %/month\"", "/load/growth", "below -100 %/month"},
    {"AHorizonHasAMonth", "\"months\": 12", "\"months\": 0", "\"months\": @0", "/horizon/months",
     "at least 1 and at most 120"},
    {"AHorizonHasAnEnd", "\"months\": 12", "\"months\": 1000000000", "\"months\": @1",
     "/horizon/months", "at least 1 and at most 120"},
    {"RetriesHaveALimit", "\"timeout\": \"1 s\"", "\"timeout\": \"1 s\", \"retries\": 101", "101",
     "/components/web/operations/page/1/retries", "at most 100"}};

const std::vector<Case> kUnits = {
    {"ATimeHasAUnit", "4 ms", "4", "\"4\"", "/components/web/operations/page/0/cpu",
     "\"4\" has no unit; expected one of: s, ms, us, ns, min, h, d"},
    {"ANumberIsNoTime", "\"4 ms\"", "4", "\"cpu\": @4", "/components/web/operations/page/0/cpu",
     "has no unit; expected one of: s, ms"},
    {"AMistypedUnitListsTheUnits", "4 ms", "4 mss", "\"4 mss\"",
     "/components/web/operations/page/0/cpu", "expected one of: s, ms, us"},
    {"MIsNeitherMinutesNorMetres", "4 ms", "5 m", "\"5 m\"",
     "/components/web/operations/page/0/cpu", "\"m\" is not a unit of this quantity"},
    {"ARateIsNoTime", "4 ms", "4 rps", "\"4 rps\"", "/components/web/operations/page/0/cpu",
     "\"rps\" is not a unit of this quantity"},
    {"TimesAMillionApartAreAWarning", "4 ms", "2 h", "\"2 h\"",
     "/components/web/operations/page/0/cpu", "check their units", Severity::warning},
    {"ADeadlineIsOneTime", "\"1 s\"", "\"1 to 2 s\"", "\"1 to 2 s\"",
     "/components/web/operations/page/1/timeout", "an interval cannot stand here"},
    {"AnIntervalRunsUpwards", "60 rps", "90 to 60 rps", "\"90 to 60 rps\"", "/load/peak_hour_now",
     "runs backwards"},
    {"P50LiesBelowP99", "4 ms", "lognormal(p50 9 ms, p99 3 ms)", "\"lognormal",
     "/components/web/operations/page/0/cpu", "p50 must be below p99"},
    {"AnInfiniteMeanIsNoTime", "4 ms", "pareto(1, 4 ms)", "\"pareto",
     "/components/web/operations/page/0/cpu", "alpha must be above 1"},
    {"AMonthIsYearAndMonth", "2026-12", "12/2026", "\"12/2026\"", "/horizon/start",
     "write year and month, for example 2026-12"}};

const std::vector<Case> kFields = {
    {"AnUnknownFieldSuggestsTheNearest", "\"replicas\"", "\"replcas\"", "\"replcas\"",
     "/components/web/replcas", "unknown field; did you mean \"replicas\"?"},
    {"AFarUnknownFieldListsTheKnownOnes", "\"months\"", "\"weeks\"", "\"weeks\"", "/horizon/weeks",
     "known here: start, months"},
    {"ALaterFieldIsUnknownNow", "\"threads\": 32", "\"scaling\": {\"min\": 5, \"max\": 2}",
     "\"scaling\"", "/components/web/scaling", "unknown field"},
    {"AMissingFieldNamesItsOwner", "\"start\": \"2026-12\", ", "", "{\"months\"", "/horizon",
     "field \"start\" is missing in \"horizon\""},
    {"AMissingKindNamesItsComponent", "\"kind\": \"service\", \"vcpus\"", "\"vcpus\"", "{\"vcpus\"",
     "/components/api", "field \"kind\" is missing in \"api\""},
    {"AnArrayIsNoObject", "{\"start\": \"2026-12\", \"months\": 12}", "[]", "[]", "/horizon",
     "expected an object, got an array"},
    {"NullIsNoValue", "\"replicas\": 2", "\"replicas\": null", "null", kWebReplicas,
     "expected a number, got null"},
    {"AStepDoesOneThing", "{\"cpu\": \"4 ms\"}", "{\"cpu\": \"4 ms\", \"fail\": \"1 %\"}",
     "{\"cpu\"", "/components/web/operations/page/0", "a step does one thing"},
    {"AnUnknownStepSuggestsTheNearest", "\"cpu\": \"4 ms\"", "\"cup\": \"4 ms\"", "\"cup\"",
     "/components/web/operations/page/0/cup", "did you mean \"cpu\"?"},
    {"AnEmptyStepListsTheSteps", "{\"cpu\": \"4 ms\"}", "{}", "{}",
     "/components/web/operations/page/0", "cpu, io, wait, call"},
    {"TheLoadIsStatedOnce", "\"peak_hour_now\"", "\"users_now\": 5, \"peak_hour_now\"",
     "\"load\": @{", "/load", "exactly one of: peak_hour_now, users_now, history"},
    {"NothingIsFittedToNothing", "\"classes\"", "\"season\": \"fitted\", \"classes\"", "\"fitted\"",
     "/load/season", "there is no history"},
    {"AnUnknownSeasonListsThem", "\"classes\"", "\"season\": \"busines-hours\", \"classes\"",
     "\"busines-hours\"", "/load/season", "did you mean \"business-hours\"?"},
    {"AnotherCurrencyIsUnknown", "\"load\"", "\"prices\": {\"currency\": \"EUR\"}, \"load\"",
     "\"EUR\"", "/prices/currency", "expected one of: USD"},
    {"AnUnknownRegionListsTheKnownOnes", "\"load\"",
     "\"prices\": {\"region\": \"us-east-2\"}, \"load\"", "\"us-east-2\"", "/prices/region",
     "did you mean \"us-east-1\"?"},
    {"AnUnknownProviderIsTold", "\"load\"", "\"prices\": {\"provider\": \"aww\"}, \"load\"",
     "\"aww\"", "/prices/provider", "did you mean \"aws\"?"},
    {"AnUnknownPriceIsTold", "\"load\"",
     "\"platform\": {\"k8s\": {\"item\": \"aws:eks.cluster-hours\"}}, \"load\"",
     "\"aws:eks.cluster-hours\"", "/platform/k8s/item", "did you mean \"aws:eks.cluster-hour\"?"},
    {"ASurgeOutsideTheHorizonIsAWarning", "\"classes\"",
     "\"surges\": {\"sale\": {\"at\": \"2028-02-01\", \"peak\": \"2 x\"}}, \"classes\"",
     "\"2028-02-01\"", "/load/surges/sale/at", "2026-12-01 to 2027-12-31", Severity::warning},
    {"EvidenceIsOfSomething", "\"vcpus\": 2", "\"vcpus\": 2, \"evidence\": {\"vcpu\": \"x\"}",
     "\"vcpu\":", "/components/api/evidence/vcpu", "did you mean \"vcpus\"?"}};

const std::vector<Case> kNames = {
    {"ANulInANameIsRefused", "\"Small\"", "\"Sm\\u0000all\"", "\"Sm", "/name",
     "control characters"},
    {"AnEscapeInANameIsRefused", "\"Small\"", "\"Sm\\u001b[31mall\"", "\"Sm", "/name",
     "control characters"},
    {"AnIdIsNoPath", "\"api\": {",
     "\"../../x\": {\"kind\": \"service\", \"vcpus\": 2, "
     "\"operations\": {\"get\": [{\"cpu\": \"6 ms\"}]}}, \"api\": {",
     "\"../../x\"", "/components/..~1..~1x", "cannot be the name of a component"},
    {"NamesThatDifferInCaseAreAWarning", "\"get\": [", "\"Get\": [{\"cpu\": \"1 ms\"}], \"get\": [",
     "\"get\": [{\"cpu\": \"6", "/components/api/operations/get",
     "\"get\" and \"Get\" differ only in case", Severity::warning},
    {"AnUnknownComponentSuggestsTheNearest", "api.get", "apo.get", "\"apo.get\"",
     "/components/web/operations/page/1/call",
     "there is no component \"apo\"; did you mean \"api\"?"},
    {"AnUnknownOperationSuggestsTheNearest", "api.get", "api.got", "\"api.got\"",
     "/components/web/operations/page/1/call", "did you mean \"get\"?"},
    {"AnUnknownEntryIsTold", "web.page", "web.pages", "\"web.pages\"",
     "/load/classes/browse/enters", "did you mean \"page\"?"},
    {"ATargetHasAForm", "web.page", "web.page.top", "\"web.page.top\"",
     "/load/classes/browse/enters", "write \"component.operation\""},
    {"AnUnknownKindSuggestsTheNearest", "\"kind\": \"service\", \"vcpus\"",
     "\"kind\": \"servise\", \"vcpus\"", "\"servise\"", "/components/api/kind",
     "did you mean \"service\"?"},
    {"AnUnknownSizeIsTold", "aws:m6i.large", "aws:m6i.lerge", "\"aws:m6i.lerge\"",
     "/components/web/size", "did you mean \"aws:m6i.large\"?"}};

const std::vector<Case> kSystem = {
    {"NothingCallsItself", "{\"cpu\": \"6 ms\"}", "{\"call\": \"api.get\"}", "\"api.get\"}]}",
     "/components/api/operations/get/0/call", "calls itself"},
    {"ACycleOfCallsIsPrinted", "{\"cpu\": \"6 ms\"}", "{\"call\": \"web.page\"}", "\"web.page\"}]}",
     "/components/api/operations/get/0/call", "api.get -> web.page -> api.get"},
    {"WhatNobodyReachesIsAWarning", "{\"call\": \"api.get\", \"timeout\": \"1 s\"}",
     "{\"cpu\": \"1 ms\"}", "\"api\": @{", "/components/api", "no request reaches api",
     Severity::warning},
    {"AComponentHasWork", "\"operations\": {\"get\": [{\"cpu\": \"6 ms\"}]}",
     "\"operations\": {\"get\": []}", "\"api\": @{", "/components/api", "has no work to do"},
    {"AnOperationWithoutStepsIsAWarning", "\"get\": [", "\"health\": [], \"get\": [",
     "\"health\": @[", "/components/api/operations/health", "has no steps", Severity::warning},
    {"WhatHasNoEffectIsAWarning", "\"vcpus\": 2", "\"vcpus\": 2, \"target_cpu\": \"60 %\"",
     "\"60 %\"", "/components/api/target_cpu", "no effect without max_replicas", Severity::warning},
    {"TheMostReplicasAreNotBelowTheLeast", "\"replicas\": 2",
     "\"replicas\": 5, \"max_replicas\": 2", "\"max_replicas\": @2", "/components/web/max_replicas",
     "below the least, replicas: 5"},
    {"RetriesWithoutTimeoutAreAWarning", "\"timeout\": \"1 s\"", "\"retries\": 2",
     "\"retries\": @2", "/components/web/operations/page/1/retries", "give it a timeout",
     Severity::warning},
    {"ProbabilitiesSumToOne", "{\"cpu\": \"6 ms\"}",
     "{\"choose\": [{\"probability\": \"50 %\", \"steps\": []}, "
     "{\"probability\": \"40 %\", \"steps\": []}]}",
     "[{\"prob", "/components/api/operations/get/0/choose", "sum to 90 %; expected 100 %"},
    {"ProbabilitiesDoNotSumToMore", "{\"cpu\": \"6 ms\"}",
     "{\"choose\": [{\"probability\": \"50 %\", \"steps\": []}, "
     "{\"probability\": \"60 %\", \"steps\": []}]}",
     "[{\"prob", "/components/api/operations/get/0/choose", "sum to 110 %; expected 100 %"},
    {"AProbabilityIsNotAboveOne", "{\"cpu\": \"6 ms\"}",
     "{\"cpu\": \"6 ms\"}, {\"fail\": \"101 %\"}", "\"101 %\"",
     "/components/api/operations/get/1/fail", "at most 100 %"},
    {"AProbabilityIsNotNegative", "{\"cpu\": \"6 ms\"}",
     "{\"cpu\": \"6 ms\"}, {\"fail\": \"-1 %\"}", "\"-1 %\"",
     "/components/api/operations/get/1/fail", "negative"},
    {"RepeatingEnds", "{\"cpu\": \"6 ms\"}",
     "{\"repeat\": [{\"cpu\": \"6 ms\"}], \"again\": \"100 %\"}", "\"100 %\"",
     "/components/api/operations/get/0/again", "at most 99.9 %"},
    {"SharesSumToOne", "\"browse\": {",
     "\"buy\": {\"share\": \"50 %\", \"enters\": \"web.page\"}, "
     "\"browse\": {\"share\": \"40 %\", ",
     "\"classes\": @{", "/load/classes", "the shares sum to 90 %; expected 100 %"},
    {"EachOfSeveralClassesHasAShare", "\"browse\": {",
     "\"buy\": {\"share\": \"50 %\", \"enters\": \"web.page\"}, \"browse\": {", "\"browse\": @{",
     "/load/classes/browse", "field \"share\" is missing"},
    {"UsersEnterWhereTheyThink", "\"peak_hour_now\": \"60 rps\"", "\"users_now\": 800",
     "\"web.page\"}", "/load/classes/browse/enters",
     "let it enter at a client with a \"think_time\""}};

constexpr const char* kBrowseArrivals = "/load/classes/browse/arrivals";
const std::string kEnters = R"("enters": "web.page")";

std::string arriving(const std::string& arrivals) {
  return kEnters + ", \"arrivals\": " + arrivals;
}

const Case kArrivals[] = {
    {"BurstsEndBeforeTheNext", kEnters,
     arriving(R"({"bursts": {"peak": "1 x", "length": "9 s", "every": "8 s"}})"), "\"8 s\"",
     "/load/classes/browse/arrivals/bursts/every", "longer than the \"length\""},
    {"BurstsBringAtMostEverything", kEnters,
     arriving(R"({"bursts": {"peak": "5 x", "length": "2 s", "every": "8 s"}})"), "\"5 x\"",
     "/load/classes/browse/arrivals/bursts/peak", "the largest peak is 4 x"},
    {"HalfARequestDoesNotArrive", kEnters, arriving(R"({"together": 2.5})"), "2.5",
     "/load/classes/browse/arrivals/together", "whole numbers from 1 on"},
    {"NobodyArrivesTogether", kEnters, arriving(R"j({"together": "discrete(1: 0, 1: 2)"})j"),
     "\"discrete(1: 0, 1: 2)\"", "/load/classes/browse/arrivals/together",
     "whole numbers from 1 on"},
    {"GapsHaveALongRun", kEnters, arriving(R"j({"spacing": "lognormal(1 s, cv 2000)"})j"),
     "\"lognormal(1 s, cv 2000)\"", "/load/classes/browse/arrivals/spacing", "above 1000"},
    {"ArrivalsAreAnObject", kEnters, arriving(R"("bursty")"), "\"bursty\"", kBrowseArrivals,
     "expected an object"},
};

INSTANTIATE_TEST_SUITE_P(Numbers, OneMistake, ::testing::ValuesIn(kNumbers), case_name);
INSTANTIATE_TEST_SUITE_P(Units, OneMistake, ::testing::ValuesIn(kUnits), case_name);
INSTANTIATE_TEST_SUITE_P(Fields, OneMistake, ::testing::ValuesIn(kFields), case_name);
INSTANTIATE_TEST_SUITE_P(Names, OneMistake, ::testing::ValuesIn(kNames), case_name);
INSTANTIATE_TEST_SUITE_P(Arrivals, OneMistake, ::testing::ValuesIn(kArrivals), case_name);
INSTANTIATE_TEST_SUITE_P(System, OneMistake, ::testing::ValuesIn(kSystem), case_name);

}  // namespace
}  // namespace headroom::io
