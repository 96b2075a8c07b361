// The JSON Schema of scenario files says what the reader does.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <sys/wait.h>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/io/files.h"
#include "core/io/json.h"
#include "core/io/json_parse.h"
#include "core/io/scenario_file.h"
#include "tests/io/scenarios.h"
#include "tests/io/scratch.h"

namespace headroom::io {
namespace {

const std::string kRoot = HEADROOM_SOURCE_DIR;

TEST(Schema, OfTheDocumentationIsUpToDate) {
  const auto committed = read_file(kRoot + "/docs/scenario.schema.json");
  ASSERT_TRUE(committed.ok());
  EXPECT_TRUE(*committed == scenario_schema(shipped().kinds))
      << "run: headroom schema > docs/scenario.schema.json";
}

/// Texts with what the reader says about them.
class Cases {
 public:
  /// `by_form`: a refusal needs no more than the schema knows.
  void add(const std::string& name, const std::string& text, bool accepted, bool by_form) {
    Json& one = list_.items.emplace_back(Json::object());
    one.add("name", Json::string(name));
    one.add("text", Json::string(text));
    one.add("accepted", Json::boolean(accepted));
    one.add("by_form", Json::boolean(by_form));
  }
  [[nodiscard]] std::string text() const { return to_text(list_); }

 private:
  Json list_ = Json::array();
};

void expect_agreement(const Cases& cases) {
  const Scratch scratch;
  scratch.put("cases.json", cases.text());
  scratch.put("schema.json", scenario_schema(shipped().kinds));
  const std::string command = "python3 " + kRoot + "/tests/io/check_schema.py " +
                              scratch.path("schema.json") + " " + scratch.path("cases.json") +
                              " > " + scratch.path("said") + " 2>&1";
  const int status = std::system(command.c_str());
  EXPECT_EQ(WEXITSTATUS(status), 0) << scratch.get("said");
}

void add_accepted(Cases& cases, const std::string& name, const Result<ScenarioFile>& file,
                  const std::string& text) {
  EXPECT_TRUE(file.ok()) << name << "\n" << shown(file.diagnostics());
  cases.add(name, text, true, true);
}

TEST(Schema, AcceptsEveryExampleAndTemplate) {
  Cases cases;
  for (const std::string_view text : {kSmall, kRich, kShop})
    add_accepted(cases, "of the tests", read(text), std::string(text));
  for (const models::DataFile& file : models::templates())
    add_accepted(cases, std::string(file.name), read(file.text), std::string(file.text));
  const std::filesystem::path examples = kRoot + "/examples";
  if (std::filesystem::exists(examples))
    for (const auto& entry : std::filesystem::directory_iterator(examples)) {
      const std::string path = entry.path().string();
      if (entry.path().extension() == ".json")
        add_accepted(cases, path, read_scenario(path, shipped().known()), read_file(path).value());
    }
  expect_agreement(cases);
}

TEST(Schema, AcceptsWhatIsWritten) {
  Cases cases;
  for (const std::string_view text : {kSmall, kRich, kShop}) {
    const std::string written = write_scenario(scenario_in(text), shipped().kinds);
    cases.add("written", written, read(written).ok(), true);
  }
  expect_agreement(cases);
}

/// Every value of a tree except the root, in order.
std::vector<Json*> values_in(Json& root) {
  std::vector<Json*> all;
  for (Json& item : root.items) {
    all.push_back(&item);
    for (Json* inner : values_in(item)) all.push_back(inner);
  }
  return all;
}

/// The members of these have names that the user gives.
bool is_map(const Json& value) {
  constexpr std::string_view kMaps[] = {"components", "operations", "classes", "surges",
                                        "platform",   "evidence",   "steps"};
  return std::ranges::find(kMaps, value.name) != std::end(kMaps);
}

/// All scenarios that differ from `text` at one place.
class Mutants {
 public:
  Mutants(std::string_view text, Cases& cases)
      : parsed_(parse_json(text, "mutant", "scenario").value()), cases_(&cases) {
    for (std::size_t i = 0; i < values_in(parsed_.root).size(); ++i) add_all(i);
  }

 private:
  void add_all(std::size_t index) {
    add(index, "nested", true, [](Json& value) {
      replace(value, Json::array({Json::array({Json::array({Json::array()})})}));
    });
    add(index, "7", false, [](Json& value) { replace(value, Json::number("7")); });
    Json root = parsed_.root;
    link_parents(root);
    if (values_in(root)[index]->is(Json::Type::number))
      add(index, "1e300", true, [](Json& value) { replace(value, Json::number("1e300")); });
    const Json& parent = *values_in(root)[index]->parent;
    if (!parent.is(Json::Type::object)) return;
    add(index, "renamed", !is_map(parent), [](Json& value) { value.name += "x"; });
    add(index, "removed", false, [](Json& value) { value.name.clear(); });
  }

  static void replace(Json& value, Json other) {
    other.name = value.name;
    value = std::move(other);
  }

  template <class Change>
  void add(std::size_t index, const std::string& how, bool by_form, Change change) {
    Json root = parsed_.root;
    Json& value = *values_in(root)[index];
    link_parents(root);
    const std::string pointer = pointer_to(value);
    Json* parent = const_cast<Json*>(value.parent);
    change(value);
    std::erase_if(parent->items, [&](const Json& item) {
      return parent->is(Json::Type::object) && item.name.empty();
    });
    const std::string text = to_text(root);
    cases_->add(pointer + " " + how, text, read(text).ok(), by_form);
  }

  ParsedText parsed_;
  Cases* cases_;
};

void expect_agreement_on_mutants(std::string_view text) {
  Cases cases;
  const Mutants mutants(text, cases);
  expect_agreement(cases);
}

TEST(Schema, AgreesWithTheReaderOnMutantsOfAllSteps) { expect_agreement_on_mutants(kRich); }

TEST(Schema, AgreesWithTheReaderOnMutantsOfAllKinds) { expect_agreement_on_mutants(kShop); }

}  // namespace
}  // namespace headroom::io
