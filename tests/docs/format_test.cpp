// docs/FORMAT.md says what the program does: its tables are those of the program, its examples are
// read. HEADROOM_UPDATE_DOCS=1 in the environment writes the tables anew.
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/architecture/notation.h"
#include "core/io/scenario_file.h"
#include "models/models.h"
#include "tests/docs/format_tables.h"
#include "tests/support/generated_part.h"

namespace headroom::docs {
namespace {

const std::string kFormatPage = HEADROOM_SOURCE_DIR "/docs/FORMAT.md";

std::string page() {
  std::ifstream file(kFormatPage);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

void expect_generated(const std::string& name, const std::string& wanted) {
  headroom::testing::expect_generated("FORMAT.md", name, wanted);
}

TEST(FormatPage, ListsEveryKindWithItsParameters) {
  expect_generated("kinds", kinds_section(models::builtin_kinds()));
}

TEST(FormatPage, ListsEveryFieldOfAScenario) {
  expect_generated("fields", fields_section(models::builtin_kinds()));
}

TEST(FormatPage, ExplainsEveryStep) {
  const std::string text = page();
  const auto schema = nlohmann::json::parse(io::scenario_schema(models::builtin_kinds()));
  for (const auto& kind : schema.at("$defs").at("steps").at("items").at("oneOf"))
    EXPECT_NE(text.find("| `{\"" + kind.at("required").at(0).get<std::string>() + "\":"),
              std::string::npos)
        << kind.at("required");
}

TEST(FormatPage, ListsTheUnitsOfEveryQuantity) { expect_generated("units", units_section()); }

TEST(FormatPage, ListsEverySeason) { expect_generated("seasons", seasons_section()); }

/// Every table row of the part whose first cell is code.
std::vector<std::string> code_in_first_cells(const std::string& part) {
  std::vector<std::string> found;
  std::istringstream lines(part);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t end = line.find("` |");
    if (line.starts_with("| `") && end != std::string::npos)
      found.push_back(line.substr(3, end - 3));
  }
  return found;
}

TEST(FormatPage, EveryDistributionItShowsIsRead) {
  const std::string text = page();
  const std::size_t begin = text.find("## Distributions");
  const auto shown = code_in_first_cells(text.substr(begin, text.find("\n## ", begin) - begin));
  EXPECT_GE(shown.size(), 12U);
  for (const std::string& typed : shown)
    EXPECT_TRUE(
        architecture::parse_distribution(typed, architecture::Dimension::duration, nullptr).ok())
        << typed;
}

}  // namespace
}  // namespace headroom::docs
