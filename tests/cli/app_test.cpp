#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/render/text.h"
#include "models/models.h"
#include "tests/cli/in_process.h"

namespace headroom::cli {
namespace {

using testing::has_escapes;
using testing::Outcome;
using testing::run_here;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

void expect_lines_fit(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), kWidth) << line;
}

TEST(CommandLine, WithoutACommandIsWrong) {
  const Outcome outcome = run_here({});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(contains(outcome.err, "subcommand is required")) << outcome.err;
}

TEST(CommandLine, UnknownWordsGetTheNearestKnownOne) {
  const Outcome command = run_here({"kindz"});
  EXPECT_EQ(command.code, 2);
  EXPECT_TRUE(contains(command.err, "no command \"kindz\"; did you mean \"kinds\"?"));
  const Outcome option = run_here({"kinds", "--jsn"});
  EXPECT_EQ(option.code, 2);
  EXPECT_TRUE(contains(option.err, "did you mean \"--json\"?")) << option.err;
  const Outcome value = run_here({"kinds", "servce"});
  EXPECT_EQ(value.code, 2);
  EXPECT_TRUE(contains(value.err, "did you mean \"service\"?")) << value.err;
}

TEST(CommandLine, MessagesAboutArgumentsCannotSteerTheTerminal) {
  EXPECT_FALSE(has_escapes(run_here({"\x1b[2J"}).err));
  EXPECT_FALSE(has_escapes(run_here({"kinds", "\x1b[2J"}).err));
}

TEST(CommandLine, HelpIsAResultAndFitsTheTerminal) {
  const Outcome help = run_here({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_EQ(help.err, "");
  EXPECT_TRUE(contains(help.out, "kinds"));
  expect_lines_fit(help.out);
  expect_lines_fit(run_here({"kinds", "--help"}).out);
}

TEST(CommandLine, ColourOnlyOnATerminalUnlessAskedFor) {
  EXPECT_FALSE(has_escapes(run_here({"kinds"}).out));
  EXPECT_TRUE(has_escapes(run_here({"kinds"}, {.terminal = true}).out));
  EXPECT_FALSE(has_escapes(run_here({"kinds"}, {.terminal = true, .no_color = true}).out));
  EXPECT_TRUE(has_escapes(run_here({"kinds", "--color", "always"}, {.no_color = true}).out));
  EXPECT_FALSE(has_escapes(run_here({"kinds", "--color", "never"}, {.terminal = true}).out));
  EXPECT_EQ(run_here({"kinds", "--color", "pink"}).code, 2);
}

TEST(CommandLine, AClosedStandardOutputIsAnErrorOfWriting) {
  std::ostringstream out;
  std::ostringstream err;
  out.setstate(std::ios::badbit);
  EXPECT_EQ(run({"version"}, {.out = out, .err = err}), 6);
  EXPECT_EQ(err.str(), "headroom: cannot write to standard output\n");
}

TEST(Version, IsOneLine) { EXPECT_EQ(run_here({"version"}).out, "headroom 0.1.0\n"); }

TEST(Kinds, AreListedWithTheirSummaries) {
  const Outcome list = run_here({"kinds"});
  EXPECT_EQ(list.code, 0);
  for (const auto& kind : models::builtin_kinds())
    EXPECT_TRUE(contains(list.out, std::string(kind->name()) + " ")) << kind->name();
  expect_lines_fit(list.out);
}

TEST(Kinds, EachShowsAllItsParameters) {
  for (const auto& kind : models::builtin_kinds()) {
    const Outcome table = run_here({"kinds", std::string(kind->name())});
    EXPECT_EQ(table.code, 0);
    for (const auto& parameter : kind->parameters())
      EXPECT_TRUE(contains(table.out, "\n" + std::string(parameter.name) + " ")) << parameter.name;
    expect_lines_fit(table.out);
  }
}

TEST(Kinds, JsonHasTheSameParametersAsTheTable) {
  const auto json = nlohmann::json::parse(run_here({"kinds", "--json"}).out);
  std::size_t index = 0;
  for (const auto& kind : models::builtin_kinds()) {
    ASSERT_LT(index, json.size());
    EXPECT_EQ(json[index].at("name"), kind->name());
    EXPECT_EQ(json[index].at("parameters").size(), kind->parameters().size());
    EXPECT_EQ(json[index],
              nlohmann::json::parse(run_here({"kinds", std::string(kind->name()), "--json"}).out));
    ++index;
  }
}

TEST(Completion, EveryShellKnowsEveryCommand) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const Outcome script = run_here({"completion", shell});
    EXPECT_EQ(script.code, 0);
    for (const char* command : {"kinds", "version", "completion"})
      EXPECT_TRUE(contains(script.out, command)) << shell << ' ' << command;
  }
  EXPECT_EQ(run_here({"completion", "tcsh"}).code, 2);
}

}  // namespace
}  // namespace headroom::cli
