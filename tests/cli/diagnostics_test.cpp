#include "cli/render/diagnostics.h"

#include <gtest/gtest.h>

#include "cli/render/text.h"

namespace headroom::cli {
namespace {

Diagnostic unknown_field() {
  Diagnostic diagnostic;
  diagnostic.where = {"shop-draft.json", 14, 26, 9,
                      R"(      "kind": "service", "replcas": 3, "threads": 32,)"};
  diagnostic.pointer = "/components/web/replcas";
  diagnostic.message = "unknown field";
  diagnostic.hint = R"(did you mean "replicas"?)";
  return diagnostic;
}

Diagnostic unknown_component() {
  Diagnostic diagnostic;
  diagnostic.where = {"shop-draft.json", 31, 33, 16,
                      R"(        {"cpu": "4 ms"}, {"call": "order-db.stock"})"};
  diagnostic.pointer = "/components/cart/operations/add/1/call";
  diagnostic.message = R"(no component "order-db")";
  diagnostic.hint = R"(did you mean "orders-db"?)";
  return diagnostic;
}

Diagnostic retries() {
  Diagnostic diagnostic;
  diagnostic.severity = Severity::warning;
  diagnostic.where = {"shop-draft.json", 44, 44, 9,
                      R"(        {"call": "payment-gateway.charge", "retries": 2})"};
  diagnostic.pointer = "/components/checkout/operations/order/2/retries";
  diagnostic.message = "2 retries without a timeout can multiply load";
  diagnostic.hint = R"(add "timeout")";
  return diagnostic;
}

std::string rendered(const std::vector<Diagnostic>& list, std::string_view consequence = {}) {
  Diagnostics diagnostics;
  for (const Diagnostic& diagnostic : list) diagnostics.add(diagnostic);
  return render(diagnostics, Paint(false), consequence);
}

TEST(RenderedDiagnostics, ShowPlaceReasonHintSourceAndCount) {
  EXPECT_EQ(
      rendered({unknown_field(), unknown_component(), retries()}, "Nothing was simulated."),
      R"(shop-draft.json:14:26: error: /components/web/replcas: unknown field; did you mean "replicas"?
   14 |       "kind": "service", "replcas": 3, "threads": 32,
      |                          ^~~~~~~~~
shop-draft.json:31:33: error: /components/cart/operations/add/1/call: no component "order-db";
    did you mean "orders-db"?
   31 |         {"cpu": "4 ms"}, {"call": "order-db.stock"}
      |                                 ^~~~~~~~~~~~~~~~
shop-draft.json:44:44: warning: /components/checkout/operations/order/2/retries:
    2 retries without a timeout can multiply load; add "timeout"
   44 |         {"call": "payment-gateway.charge", "retries": 2}
      |                                            ^~~~~~~~~
2 errors, 1 warning. Nothing was simulated.
)");
}

TEST(RenderedDiagnostics, WarningsAloneHaveNoConsequence) {
  EXPECT_TRUE(rendered({retries()}, "Nothing was simulated.").ends_with("\n1 warning.\n"));
  EXPECT_EQ(rendered({}), "");
}

TEST(RenderedDiagnostics, WhatConcernsAFileAsAWholeNamesItOnce) {
  Diagnostic missing;
  missing.where.file = "shop.json";
  missing.message = "cannot read shop.json: no such file";
  EXPECT_EQ(rendered({missing}),
            "headroom: error: cannot read shop.json: no such file\n1 error.\n");
}

TEST(RenderedDiagnostics, CannotSteerTheTerminal) {
  Diagnostic diagnostic = unknown_field();
  diagnostic.pointer = "/components/\x1b[2J";
  diagnostic.where.excerpt = "  \"\x1b[2J\x07\": 1";
  diagnostic.where.column = 3;
  EXPECT_EQ(rendered({diagnostic}).find('\x1b'), std::string::npos);
}

TEST(RenderedDiagnostics, ColumnsCountBytesButTheCaretStandsUnderTheCharacter) {
  Diagnostic diagnostic = unknown_field();
  diagnostic.where.excerpt = "\t\"\u00fc\u00df\": x";  // the tab becomes a space
  diagnostic.where.column = 10;
  diagnostic.where.length = 1;
  EXPECT_NE(rendered({diagnostic}).find(" \"\u00fc\u00df\": x\n      |        ^\n"),
            std::string::npos)
      << rendered({diagnostic});
}

TEST(RenderedDiagnostics, LongSourceLinesShowTheWindowAroundTheMistake) {
  Diagnostic diagnostic = unknown_field();
  diagnostic.where.excerpt = std::string(5000, 'a') + "\"replcas\"" + std::string(5000, 'b');
  diagnostic.where.column = 5001;
  const std::string text = rendered({diagnostic});
  EXPECT_NE(text.find("\u2026aaa"), std::string::npos);
  EXPECT_NE(text.find("bbb\u2026\n"), std::string::npos);
  const std::size_t source = text.find("   14 | ");
  const std::size_t marks = text.find("      | ");
  const std::string source_line = text.substr(source, text.find('\n', source) - source);
  const std::string mark_line = text.substr(marks, text.find('\n', marks) - marks);
  EXPECT_LE(columns(source_line), kWidth);
  EXPECT_EQ(slice(source_line, mark_line.find('^'), 9), "\"replcas\"");
}

TEST(RenderedDiagnostics, TheEndOfALineOfAnyLengthCanBeMarked) {
  for (std::uint32_t length = 1; length < 200; ++length) {
    Diagnostic cut;
    cut.where = {"shop.json", 7, length + 1, 1, std::string(length, 'x')};
    cut.message = "the text ends too early";
    const std::string text = rendered({cut});
    EXPECT_NE(text.find("^\n"), std::string::npos) << text;
  }
}

TEST(RenderedDiagnostics, SaysHowManyWereNotShown) {
  EXPECT_TRUE(rendered(std::vector<Diagnostic>(73, unknown_field()))
                  .ends_with("\n73 errors, the first 50 shown.\n"));
}

}  // namespace
}  // namespace headroom::cli
