#include "core/base/diagnostic.h"

#include <gtest/gtest.h>

#include "core/base/result.h"

namespace headroom {
namespace {

Diagnostic problem(Severity severity, Fault fault) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.fault = fault;
  return diagnostic;
}

TEST(Diagnostics, KeepsFiftyErrorsAndCountsTheRest) {
  Diagnostics list;
  for (int i = 0; i < 70; ++i) list.add(problem(Severity::error, Fault::input));
  EXPECT_EQ(list.errors(), 70U);
  EXPECT_EQ(list.all().size(), Diagnostics::kMaximum);
  Diagnostics twice;
  twice.append(list);
  twice.append(list);
  EXPECT_EQ(twice.errors(), 140U);
}

TEST(Diagnostics, WarningsNeverHideAnError) {
  Diagnostics list;
  for (int i = 0; i < 70; ++i) list.add(problem(Severity::warning, Fault::input));
  list.add(problem(Severity::error, Fault::unreadable));
  EXPECT_EQ(list.all().back().severity, Severity::error);
  EXPECT_EQ(list.gravest_fault(), Fault::unreadable);
}

TEST(Result, HoldsAValueOrErrorsNeverNeither) {
  EXPECT_THROW((void)Result<int>(Diagnostics{}), ContractViolation);
  const Result<int> failed = problem(Severity::error, Fault::input);
  EXPECT_FALSE(failed.ok());
  EXPECT_THROW((void)failed.value(), ContractViolation);
  EXPECT_EQ(Result<int>(5).value(), 5);
}

TEST(Diagnostics, SortingIsByPlaceAndStable) {
  const auto at = [](const char* file, std::uint32_t line, std::uint32_t column, const char* code) {
    Diagnostic diagnostic;
    diagnostic.where = {file, line, column, 0, ""};
    diagnostic.code = code;
    return diagnostic;
  };
  Diagnostics found;
  for (const Diagnostic& one : {at("b", 1, 1, "5"), at("a", 10, 2, "4"), at("a", 2, 9, "2"),
                                at("a", 2, 3, "1"), at("a", 2, 9, "3")})
    found.add(one);
  found.sort();
  std::string order;
  for (const Diagnostic& one : found.all()) order += one.code;
  EXPECT_EQ(order, "12345");
}

}  // namespace
}  // namespace headroom
