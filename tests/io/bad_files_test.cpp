// Files that are no scenarios, or have many mistakes: nothing crashes, nothing is told twice.
#include <cstdint>
#include <string>
#include <string_view>
#include <sys/stat.h>

#include <gtest/gtest.h>

#include "core/io/files.h"
#include "core/io/json_parse.h"
#include "core/io/scenario_file.h"
#include "core/network/compile.h"
#include "tests/io/scenarios.h"
#include "tests/io/scratch.h"

namespace headroom::io {
namespace {

Diagnostic only_mistake(std::string_view text) {
  const auto file = read(text);
  EXPECT_EQ(file.diagnostics().all().size(), 1U) << shown(file.diagnostics());
  return file.diagnostics().empty() ? Diagnostic{} : file.diagnostics().all()[0];
}

std::string codes(const Diagnostics& found) {
  std::string text;
  for (const Diagnostic& one : found.all()) text += (text.empty() ? "" : " ") + one.code;
  return text;
}

TEST(BadFile, AnEmptyOneIsAnEmptyScenario) {
  const Diagnostic found = only_mistake("");
  EXPECT_EQ(found.message, "empty scenario: the file has no text; expected a JSON object");
  EXPECT_EQ(found.where.line, 1U);
  EXPECT_EQ(found.where.column, 1U);
}

TEST(BadFile, EveryTruncationIsToldAtItsEnd) {
  const std::string whole(kRich);
  const std::size_t end = whole.rfind('}');
  for (std::size_t length = 1; length <= end; ++length) {
    const std::string part = whole.substr(0, length);
    const auto file = read(part);
    ASSERT_EQ(file.diagnostics().errors(), 1U) << length;
    const Diagnostic& found = file.diagnostics().all()[0];
    const std::size_t last_line = part.rfind('\n') == std::string::npos ? 0 : part.rfind('\n') + 1;
    EXPECT_EQ(found.code, "not-json") << part;
    // A number or a word that is cut off may be told from its start.
    const bool in_word = found.where.column < length - last_line + 1;
    EXPECT_TRUE(!in_word || length - last_line + 1 - found.where.column <= 8) << part;
  }
}

TEST(BadFile, AByteOrderMarkIsAccepted) {
  EXPECT_TRUE(read("\xEF\xBB\xBF" + std::string(kSmall)).ok());
}

TEST(BadFile, OtherEncodingsAreNamed) {
  std::string utf16 = "\xFF\xFE";
  for (const char c : kSmall) utf16 += std::string(1, c) + '\0';
  EXPECT_EQ(only_mistake(utf16).message, "not UTF-8 (looks like UTF-16)");
  std::string utf32 = std::string("\xFF\xFE\0\0", 4);
  for (const char c : kSmall) utf32 += c + std::string(3, '\0');
  EXPECT_EQ(only_mistake(utf32).message, "not UTF-8 (looks like UTF-32)");
  EXPECT_EQ(only_mistake("\x1F\x8B\x08").message, "not UTF-8 (looks like compressed, gzip)");
  const std::string text = small_with("Small", "Caf\xE9");
  const Diagnostic latin1 = only_mistake(text);
  EXPECT_EQ(latin1.code, "not-utf8");
  EXPECT_NE(latin1.message.find("offset " + std::to_string(text.find('\xE9'))), std::string::npos)
      << latin1.message;
  EXPECT_EQ(latin1.where.excerpt, "  \"name\": \"Caf?\",");
}

TEST(BadFile, NumbersThatJsonDoesNotHaveAreToldAsSuch) {
  for (const char* word : {"NaN", "Infinity", "-Infinity"}) {
    const Diagnostic found =
        only_mistake(small_with("\"replicas\": 2", std::string("\"replicas\": ") + word));
    EXPECT_EQ(found.code, "not-json") << word;
    EXPECT_EQ(found.where.column, 63U) << word;
    EXPECT_EQ(found.pointer, "/components/web/replicas") << word;
  }
  const Diagnostic large = only_mistake(small_with("\"replicas\": 2", "\"replicas\": 1e400"));
  EXPECT_EQ(large.pointer, "/components/web/replicas");
  EXPECT_NE(large.message.find("out of range"), std::string::npos);
}

TEST(BadFile, ADuplicateComponentIsToldWithBothPlaces) {
  const Diagnostic found = only_mistake(small_with("\"api\": {", "\"web\": {"));
  EXPECT_EQ(found.pointer, "/components/web");
  EXPECT_EQ(found.where.line, 14U);
  EXPECT_NE(found.message.find("the first is at shop.json:10:5"), std::string::npos)
      << found.message;
}

TEST(BadFile, DepthIsLimited) {
  const std::string deep(100000, '[');
  EXPECT_EQ(only_mistake(small_with("\"4 ms\"", deep)).code, "too-deep");
}

TEST(BadFile, SizeIsLimitedBeforeAnythingIsParsed) {
  const Diagnostic found = only_mistake(std::string(kMaximumFileBytes + 1, ' '));
  EXPECT_EQ(found.fault, Fault::limit_reached);
  EXPECT_NE(found.message.find("64 MiB"), std::string::npos);
}

TEST(BadFile, ManyElementsAreALimit) {
  std::string list = "[0";
  for (std::size_t i = 0; i < kMaximumValues; ++i) list += ",0";
  EXPECT_EQ(only_mistake(small_with("\"4 ms\"", list + "]")).fault, Fault::limit_reached);
}

TEST(BadFile, ManyComponentsAreALimitToldAlone) {
  std::string many;
  for (std::size_t i = 0; i < network::kMaximumComponents; ++i)
    many += "\"c" + std::to_string(i) +
            R"(": {"kind": "service", "vcpus": 1, "operations": {"o": [{"cpu": "1 ms"}]}}, )";
  const Diagnostic found = only_mistake(small_with("\"web\": {", many + "\"web\": {"));
  EXPECT_EQ(found.message, "100002 components; expected at most 100000");
  EXPECT_EQ(found.fault, Fault::limit_reached);
  EXPECT_EQ(found.pointer, "/components");
}

TEST(BadFile, ANewerVersionIsToldAlone) {
  const Diagnostic found =
      only_mistake(replaced(small_with("\"replicas\"", "\"replcas\""), "scenario/1", "scenario/3"));
  EXPECT_EQ(found.message, "made for version 3, this program reads up to 1");
  EXPECT_EQ(found.pointer, "/format");
  EXPECT_EQ(found.where.line, 2U);
  EXPECT_EQ(only_mistake(small_with("scenario/1", "report/1")).code, "unknown-format");
  EXPECT_EQ(only_mistake(small_with("scenario/1", "scenario/x")).code, "unknown-format");
  EXPECT_EQ(only_mistake("[1]").code, "wrong-type");
}

TEST(BadFile, WhatCannotBeReadIsNamedWithoutWaiting) {
  const Scratch folder;
  ASSERT_EQ(::mkfifo(folder.path("pipe").c_str(), 0600), 0);
  for (const std::string& path :
       {folder.path("pipe"), folder.folder(), folder.path("missing"), std::string("/dev/null")}) {
    const auto file = read_scenario(path, shipped().known());
    ASSERT_FALSE(file.ok()) << path;
    EXPECT_EQ(file.diagnostics().gravest_fault(), Fault::unreadable) << path;
    EXPECT_EQ(file.diagnostics().all()[0].where.file, path);
  }
}

TEST(Mistakes, AreToldAllAtOnceInTheOrderOfTheFile) {
  std::string text = small_with("\"months\": 12", "\"month\": 12");
  text = replaced(text, "60 rps", "60");
  text = replaced(text, "\"replicas\"", "\"replcas\"");
  text = replaced(text, "api.get", "apo.get");
  text = replaced(text, "\"timeout\": \"1 s\"", "\"retries\": 2");
  text = replaced(text, "6 ms", "6 mss");
  const auto file = read(text);
  EXPECT_EQ(codes(file.diagnostics()),
            "unknown-field missing-unit unknown-field unknown-component retries-without-timeout "
            "unknown-unit")
      << shown(file.diagnostics());
}

TEST(Mistakes, HaveALimitAndAreCountedBeyondIt) {
  std::string many;
  for (int i = 0; i < 80; ++i) many += "\"x" + std::to_string(i) + "\": 0, ";
  const auto file = read(small_with("\"replicas\": 2", many + "\"replicas\": 2"));
  EXPECT_EQ(file.diagnostics().errors(), 80U);
  EXPECT_EQ(file.diagnostics().all().size(), Diagnostics::kMaximum);
}

TEST(Mistakes, HaveNoFollowers) {
  // Without its size the service would also lack vCPUs, and nobody would call api.
  EXPECT_EQ(codes(read(small_with("\"size\"", "\"sice\"")).diagnostics()), "unknown-field");
  EXPECT_EQ(codes(read(small_with("\"call\"", "\"cal\"")).diagnostics()), "unknown-field");
  EXPECT_EQ(
      codes(read(small_with("\"operations\": {\"get\"", "\"operation\": {\"get\"")).diagnostics()),
      "unknown-field");
}

TEST(Mistakes, AListOfComponentsIsOne) {
  std::string text(kSmall);
  const std::size_t begin = text.find("\"components\": ");
  text = text.substr(0, begin) + "\"components\": []\n}\n";
  const auto list = read(text);
  ASSERT_EQ(list.diagnostics().all().size(), 1U) << shown(list.diagnostics());
  EXPECT_EQ(list.diagnostics().all()[0].message, "expected an object, got an array");
}

TEST(Mistakes, OfTheLoadHaveNoFollowers) {
  const std::string two =
      R"("buy": {"share": "70", "enters": "web.page"}, "browse": {"share": "30 %", )";
  EXPECT_EQ(codes(read(small_with("\"browse\": {", two)).diagnostics()), "missing-unit");
  const std::string surge = R"("surges": {"sale": {"at": "soon", "peak": "2 x"}}, "classes")";
  EXPECT_EQ(codes(read(small_with("\"classes\"", surge)).diagnostics()), "not-a-time");
  const std::string good = replaced(small_with("\"classes\"", surge), "soon", "2027-01-01");
  EXPECT_EQ(codes(read(replaced(good, "2026-12\"", "soon\"")).diagnostics()), "not-a-month");
  const std::string prices = R"("prices": {"provider": "own", "overlay": "../own.json"}, "load")";
  EXPECT_EQ(codes(read(small_with("\"load\"", prices)).diagnostics()), "outside-folder");
}

TEST(Mistakes, OfOneComponentDoNotHideThoseOfAnother) {
  const std::string text = replaced(small_with("\"size\"", "\"sice\""), "\"vcpus\": 2, ", "");
  const Diagnostics found = read(text).diagnostics();
  ASSERT_EQ(found.errors(), 2U) << shown(found);
  EXPECT_EQ(found.all()[0].pointer, "/components/web/sice");
  EXPECT_EQ(found.all()[1].pointer.substr(0, 15), "/components/api");
}

TEST(Mistakes, OfTheLoadIncludeUsersAndRatesThatDoNotFit) {
  const std::string client =
      R"("shoppers": {"kind": "client", "to": "web", "think_time": "5 s"}, "api": {)";
  const std::string text = replaced(small_with("\"api\": {", client), "web.page", "shoppers.page");
  const auto rate = read(text);
  ASSERT_EQ(codes(rate.diagnostics()), "load-and-class") << shown(rate.diagnostics());
  EXPECT_EQ(rate.diagnostics().all()[0].pointer, "/load/classes/browse/enters");
  const auto users = read(replaced(text, "\"peak_hour_now\": \"60 rps\"", "\"users_now\": 800"));
  EXPECT_TRUE(users.ok()) << shown(users.diagnostics());
}

TEST(Mistakes, MessagesThatMultiplyAreToldWithTheirGain) {
  const auto file = read(small_with("\"api\": {",
                                    R"("mails": {"kind": "message_queue"},
         "mailer": {"kind": "worker", "vcpus": 1, "from": "mails",
                    "operations": {"handle": [{"cpu": "1 ms"}, {"send": "mails"}, {"send": "mails"}]}},
         "api": {)"));
  EXPECT_NE(shown(file.diagnostics()).find("messages go round with amplification 2 >= 1"),
            std::string::npos)
      << shown(file.diagnostics());
}

TEST(Mistakes, NothingThatTakesTimeIsAWarning) {
  std::string text = replaced(small_with("4 ms", "0 ms"), "6 ms", "0 ms");
  text = replaced(text, "\"replicas\": 2", "\"replicas\": 2, \"network\": \"0 ms\"");
  const auto file = read(replaced(text, "\"vcpus\": 2", "\"vcpus\": 2, \"network\": \"0 ms\""));
  EXPECT_TRUE(file.ok());
  EXPECT_EQ(codes(file.diagnostics()), "no-resource-used");
}

TEST(Mistakes, SharesWithinRoundingAreAccepted) {
  const auto shares = [](const std::string& second) {
    return codes(read(small_with("\"browse\": {",
                                 R"("buy": {"share": "70 %", "enters": "web.page"},
                                    "browse": {"share": ")" +
                                     second + "\", "))
                     .diagnostics());
  };
  EXPECT_EQ(shares("30.0000000001 %"), "");
  EXPECT_EQ(shares("30.001 %"), "sum-not-100-percent");
}

/// A fixed sequence of pseudo-random numbers. [Steele, Lea, Flood 2014: SplitMix64]
class SplitMix {
 public:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
  }
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }

 private:
  std::uint64_t state_ = 1;
};

TEST(BadFile, NoDamageMakesTheReaderCrash) {
  constexpr std::string_view kBytes = "{}[]\",:\\ 0129.-+eEtfn%smx\n\x01\x80\xFF";
  SplitMix random;
  int readable = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string text(round % 2 == 0 ? kSmall : kRich);
    for (std::size_t changes = 1 + random.below(3); changes > 0; --changes) {
      const std::size_t at = random.below(text.size());
      const std::size_t way = random.below(3);
      if (way == 0) text[at] = kBytes[random.below(kBytes.size())];
      if (way == 1) text.erase(at, 1 + random.below(20));
      if (way == 2) text.insert(at, text.substr(random.below(text.size()), random.below(20)));
    }
    const auto file = read(text);
    EXPECT_NE(file.ok(), file.diagnostics().has_errors());
    readable += file.ok() ? 1 : 0;
  }
  EXPECT_GT(readable, 0);
  EXPECT_LT(readable, 1500);
}

}  // namespace
}  // namespace headroom::io
