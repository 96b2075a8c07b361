// The commands that read and write files but solve nothing: validate, init, catalog, schema.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/render/text.h"
#include "models/models.h"
#include "tests/cli/in_process.h"
#include "tests/cli/scenarios.h"
#include "tests/cli/scratch.h"

namespace headroom::cli {
namespace {

using namespace testing;
using nlohmann::json;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class FileCommands : public Scratch {};

TEST_F(FileCommands, ValidateSaysWhatAGoodScenarioHolds) {
  const Outcome outcome = run_here({"validate", write("shop.json", growing_shop())});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(
      outcome.out,
      "Small shop: 1 component, 1 request class, 12 months from December 2026. No mistakes.\n");
}

TEST_F(FileCommands, ValidateFindsAllMistakesAndWritesThemWhereAsked) {
  std::string text = growing_shop("10 %/fortnight");
  text.replace(text.find("\"replicas\""), 10, "\"replcas\"");
  const Outcome outcome =
      run_here({"validate", write("bad.json", text), "--json", path("mistakes.json")});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_TRUE(contains(outcome.err, "did you mean \"replicas\"?")) << outcome.err;
  EXPECT_TRUE(outcome.err.ends_with("2 errors.\n")) << outcome.err;
  const json mistakes = json::parse(read("mistakes.json"));
  EXPECT_EQ(mistakes.at("format"), "headroom-diagnostics/1");
  EXPECT_EQ(mistakes.at("errors"), 2);
  EXPECT_EQ(mistakes["/diagnostics/0/line"_json_pointer].is_number(), true);
}

TEST_F(FileCommands, ValidateOfAnUnreadableFileExitsWithSix) {
  EXPECT_EQ(run_here({"validate", path("missing.json")}).code, 6);
  EXPECT_EQ(run_here({"validate", path("")}).code, 6);
}

TEST_F(FileCommands, InitListsTheTemplates) {
  const Outcome outcome = run_here({"init"});
  EXPECT_EQ(outcome.code, 0);
  for (const models::DataFile& file : models::templates())
    EXPECT_TRUE(contains(outcome.out, std::string(file.name) + " ")) << file.name;
}

TEST_F(FileCommands, EveryTemplateIsAScenarioWithoutMistakes) {
  ASSERT_FALSE(models::templates().empty());
  for (const models::DataFile& file : models::templates()) {
    const std::string name(file.name);
    EXPECT_EQ(run_here({"init", "--template", name, path(name)}).code, 0);
    const Outcome outcome = run_here({"validate", path(name)});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "") << name;
  }
}

TEST_F(FileCommands, InitOverwritesOnlyWhenForced) {
  const std::string name(models::templates().front().name);
  const std::string file = write("mine.json", "mine");
  const Outcome refused = run_here({"init", "--template", name, file});
  EXPECT_EQ(refused.code, 6);
  EXPECT_TRUE(contains(refused.err, "--force")) << refused.err;
  EXPECT_EQ(read("mine.json"), "mine");
  EXPECT_EQ(run_here({"init", "--template", name, file, "--force"}).code, 0);
  EXPECT_EQ(read("mine.json"), models::templates().front().text);
}

TEST_F(FileCommands, InitWritesToStandardOutputWhenAsked) {
  const std::string name(models::templates().front().name);
  EXPECT_EQ(run_here({"init", "--template", name, "-"}).out, models::templates().front().text);
  EXPECT_EQ(run_here({"init", "--template", "no-such"}).code, 2);
}

TEST_F(FileCommands, CatalogShowsPriceDateAndSource) {
  const Outcome outcome = run_here({"catalog", "AWS:M6I.LARGE"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(contains(outcome.out, "aws:m6i.large  0.096 USD/h")) << outcome.out;
  const json list = json::parse(run_here({"catalog", "aws:m6i.large", "--json"}).out);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].at("vcpus"), 2.0);
  EXPECT_FALSE(std::string(list[0].at("source")).empty());
}

TEST_F(FileCommands, TheWholeCatalogFitsTheTerminal) {
  std::istringstream lines(run_here({"catalog"}).out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), kWidth) << line;
}

TEST_F(FileCommands, SourcesAreShownWholeAndOnce) {
  const Outcome outcome = run_here({"catalog", "aws:m6i"});
  EXPECT_FALSE(contains(outcome.out, "\u2026")) << outcome.out;
  const json list = json::parse(run_here({"catalog", "aws:m6i", "--json"}).out);
  const auto unbroken = [](std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
  };
  const std::string shown = unbroken(outcome.out);
  const std::string source = unbroken(list[0].at("source"));
  const std::size_t first = shown.find(source);
  ASSERT_NE(first, std::string::npos) << outcome.out;
  EXPECT_EQ(shown.find(source, first + 1), std::string::npos);
}

TEST_F(FileCommands, ACatalogFilterWithoutHitIsAWrongCommandLine) {
  const Outcome outcome = run_here({"catalog", "no such thing"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(contains(outcome.err, "nothing in the catalogue matches \"no such thing\""));
  const Outcome typo = run_here({"catalog", "m6i.lagre"});
  EXPECT_EQ(typo.code, 2);
  EXPECT_TRUE(contains(typo.err, "did you mean \"m6i.large\"?")) << typo.err;
  const Outcome document = run_here({"catalog", "no such thing", "--json"});
  EXPECT_EQ(document.code, 2);
  EXPECT_EQ(json::parse(document.out), json::array());
}

TEST_F(FileCommands, SchemaPrintsBothFormats) {
  EXPECT_EQ(json::parse(run_here({"schema"}).out).at("title"), "Headroom scenario");
  EXPECT_EQ(json::parse(run_here({"schema", "report"}).out).at("title"), "Headroom report");
  EXPECT_EQ(run_here({"schema", "invoice"}).code, 2);
}

}  // namespace
}  // namespace headroom::cli
