// JSON with positions: strict, with a place for every mistake, and never a crash.
#include "core/io/json.h"

#include <string>

#include <gtest/gtest.h>

#include "core/io/json_parse.h"
#include "core/io/words.h"

namespace headroom::io {
namespace {

Diagnostics mistakes_in(std::string_view text) {
  return parse_json(text, "s.json", "scenario").diagnostics();
}

/// "line:column message" of the only mistake.
std::string mistake_in(std::string_view text) {
  const Diagnostics found = mistakes_in(text);
  if (found.all().size() != 1) return std::to_string(found.all().size()) + " mistakes";
  const Diagnostic& one = found.all()[0];
  return std::to_string(one.where.line) + ":" + std::to_string(one.where.column) + " " +
         one.message;
}

TEST(Json, EveryValueKnowsItsPlace) {
  const auto parsed = parse_json("{\"a\": [1.50, {\"b~/\" : \"x\\\"y\"}],\n \"c\":null}", "s", "x");
  ASSERT_TRUE(parsed.ok());
  const auto place = [&](std::string_view pointer) {
    const Json& value = find_nearest(parsed->root, pointer);
    return parsed->source->text().substr(value.at.offset, value.at.length);
  };
  EXPECT_EQ(place("/a/0"), "1.50");
  EXPECT_EQ(place("/a/1"), "{\"b~/\" : \"x\\\"y\"}");
  EXPECT_EQ(place("/a/1/b~0~1"), "\"x\\\"y\"");
  EXPECT_EQ(place("/c"), "null");
  const Json& c = find_nearest(parsed->root, "/c");
  const SourcePosition name = parsed->source->position(c.name_at.offset, c.name_at.length);
  EXPECT_EQ(name.line, 2U);
  EXPECT_EQ(name.column, 2U);
  EXPECT_EQ(name.length, 3U);
  EXPECT_EQ(name.excerpt, " \"c\":null}");
}

TEST(Json, PointersAreThoseOfTheStandard) {
  auto parsed = parse_json(R"({"a": [1, {"b~/": 2}]})", "s", "x");
  Json& root = parsed.value().root;
  link_parents(root);
  EXPECT_EQ(pointer_to(root), "");
  EXPECT_EQ(pointer_to(root.items[0].items[1].items[0]), "/a/1/b~0~1");
  EXPECT_EQ(&find_nearest(root, "/a/7/x"), &root.items[0]);
}

TEST(Json, AByteOrderMarkIsIgnored) {
  EXPECT_TRUE(mistakes_in("\xEF\xBB\xBF{}").empty());
  EXPECT_EQ(mistake_in("\xEF\xBB\xBF{,}").substr(0, 3), "1:2");
}

TEST(Json, EmptyTextsAreToldAsSuch) {
  EXPECT_EQ(mistake_in("").substr(0, 18), "1:1 empty scenario");
  EXPECT_EQ(mistake_in(" \n\t ").substr(0, 18), "1:1 empty scenario");
  EXPECT_EQ(mistake_in("\xEF\xBB\xBF").substr(0, 18), "1:1 empty scenario");
}

TEST(Json, OtherEncodingsAreNamed) {
  EXPECT_EQ(mistake_in(std::string_view("\xFF\xFE{\0}\0", 6)), "1:1 not UTF-8 (looks like UTF-16)");
  EXPECT_EQ(mistake_in(std::string_view("{\0}\0", 4)), "1:1 not UTF-8 (looks like UTF-16)");
  EXPECT_EQ(mistake_in(std::string_view("\0{\0}", 4)), "1:1 not UTF-8 (looks like UTF-16)");
}

TEST(Json, BrokenUtf8IsToldWithItsByte) {
  EXPECT_EQ(mistake_in("{\n\"caf\xE9\": 1}"),
            "2:5 not UTF-8: the byte at offset 6 belongs to no character");
  EXPECT_EQ(mistake_in("\xEF\xBB\xBF{\"\xC0\xAF\": 1}"),
            "1:3 not UTF-8: the byte at offset 5 belongs to no character");
  EXPECT_TRUE(mistakes_in("{\"caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x99\x82\": 1}").empty());
  EXPECT_FALSE(mistakes_in("{\"\xED\xA0\x80\": 1}").empty());  // a surrogate
}

TEST(Json, RawControlCharactersAreMistakesEvenAfterTheEnd) {
  EXPECT_EQ(mistake_in("{\"a\x1B[31m\": 1}"), "1:4 control character 27 cannot stand in JSON");
  EXPECT_EQ(mistake_in(std::string_view("{} \0 {}", 7)),
            "1:4 control character 0 cannot stand in JSON");
}

TEST(Json, SyntaxMistakesSayWhatStandsWhereAndWhatWasExpected) {
  EXPECT_EQ(mistake_in("{\"a\": NaN}"), "1:7 \"NaN\" stands where a value was expected");
  EXPECT_EQ(mistake_in("{\"a\": -Infinity}"),
            "1:7 \"-Infinity\" stands where a value was expected");
  EXPECT_EQ(mistake_in("{\"a\" 1}"), "1:6 \"1\" stands where a colon was expected");
  EXPECT_EQ(mistake_in("{\"a\": 1 \"b\": 2}"),
            "1:9 \"\"b\"\" stands where a comma or \"}\" was expected");
  EXPECT_EQ(mistake_in("{\"a\": 1,}"),
            "1:9 \"}\" stands where a name in double quotes was expected");
  EXPECT_EQ(mistake_in("[1,,2]"), "1:4 \",\" stands where a value was expected");
  EXPECT_EQ(mistake_in("[1 2]"), "1:4 \"2\" stands where a comma or \"]\" was expected");
  EXPECT_EQ(mistake_in("{a: 1}"),
            "1:2 \"a\" stands where a name in double quotes or \"}\" was expected");
  EXPECT_EQ(mistake_in("{} {}"), "1:4 \"{\" stands where the end of the file was expected");
  EXPECT_EQ(mistake_in("{\"a\": 1"), "1:8 the file ends where a comma or \"}\" was expected");
  EXPECT_EQ(mistake_in("{\"a\": \"x"), "1:9 the file ends inside a string");
  EXPECT_EQ(mistake_in("{\"a\": \"x\ny\"}"), "1:9 a string does not end on its line");
  EXPECT_EQ(mistake_in("{\"a\": \"\\q\"}"), "1:9 a string has an escape that JSON does not know");
  EXPECT_EQ(mistake_in("{\"a\": 01}"), "1:7 \"01\" is not a number of JSON");
  EXPECT_EQ(mistake_in("{\"a\": 1.}"), "1:7 \"1.\" stands where a value was expected");
  EXPECT_NE(mistakes_in("{// no\n}").all()[0].hint.find("no comments"), std::string::npos);
}

TEST(Json, NumbersBeyondTheRangeOfDoublesAreToldAtTheirPointer) {
  EXPECT_EQ(mistake_in("{\"a\": [1, 1e400]}"), "1:11 \"1e400\" is out of range: it overflows");
  EXPECT_EQ(mistakes_in("{\"a\": [1, 1e400]}").all()[0].pointer, "/a/1");
}

TEST(Json, DuplicateNamesAreAllToldWithBothPlaces) {
  const Diagnostics found = mistakes_in("{\"a\": {\"x\": 1,\n \"x\": 2}, \"b\": 1, \"b\": 2}");
  ASSERT_EQ(found.errors(), 2U);
  EXPECT_EQ(found.all()[0].pointer, "/a/x");
  EXPECT_EQ(found.all()[0].where.line, 2U);
  EXPECT_EQ(found.all()[0].where.column, 2U);
  EXPECT_NE(found.all()[0].message.find("the first is at s.json:1:8"), std::string::npos);
  EXPECT_EQ(found.all()[1].pointer, "/b");
}

TEST(Json, DepthIsLimitedWithoutRecursion) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(mistakes_in(nested(kMaximumDepth)).empty());
  EXPECT_EQ(mistake_in(nested(kMaximumDepth + 1)), "1:65 nested deeper than 64 levels");
  EXPECT_EQ(mistake_in(std::string(100000, '[')), "1:65 nested deeper than 64 levels");
}

TEST(Json, TooManyValuesAreALimit) {
  std::string text = "[0";
  for (std::size_t i = 0; i < kMaximumValues; ++i) text += ",0";
  EXPECT_EQ(mistakes_in(text + "]").gravest_fault(), Fault::limit_reached);
}

TEST(Json, WritingAndReadingGiveTheSame) {
  const std::string text = R"({
  "a": [1, 1.50, 1E2, true, null, "x\"\n\u0001é"],
  "empty": {},
  "long": [
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
  ]
}
)";
  EXPECT_EQ(to_text(parse_json(text, "s", "x")->root), text);
}

TEST(Json, LongTextsAreQuotedByTheirBeginning) {
  const std::string long_text = std::string(99, 'x') + "\xC3\xA9" + std::string(100, 'y');
  EXPECT_EQ(in_quotes(long_text), "\"" + std::string(99, 'x') + "\xC3\xA9...\"");
  EXPECT_EQ(in_quotes(std::string(100, 'x')).size(), 102U);
}

}  // namespace
}  // namespace headroom::io
