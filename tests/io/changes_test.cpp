// What-ifs as values: found, applied, listed, taken back and written.
#include <string>

#include <gtest/gtest.h>

#include "core/io/json_parse.h"
#include "core/io/merge_patch.h"
#include "core/io/scenario_file.h"
#include "core/io/what_if.h"
#include "tests/io/scenarios.h"
#include "tests/io/scratch.h"

namespace headroom::io {
namespace {

using projection::Scenario;

std::string patch_of(const std::string& from, const std::string& to) {
  const auto a = parse_json(from, "a", "test");
  const auto b = parse_json(to, "b", "test");
  std::string text = to_text(patch_between(a->root, b->root));
  std::erase(text, '\n');
  return text;
}

TEST(PatchBetween, SaysOnlyWhatDiffers) {
  EXPECT_EQ(patch_of(R"({"a": 1, "b": [1, 2]})", R"({"a": 1, "b": [1, 2]})"), "{}");
  EXPECT_EQ(patch_of(R"({"a": 1, "b": 2})", R"({"b": 3, "c": 4})"),
            R"({  "a": null,  "b": 3,  "c": 4})");
  EXPECT_EQ(patch_of(R"({"a": {"x": 1, "y": 2}})", R"({"a": {"x": 1, "y": "2"}})"),
            R"({  "a": {"y": "2"}})");
  EXPECT_EQ(patch_of(R"({"a": {"x": 1}})", R"({"a": [1]})"), R"({  "a": [1]})");
  EXPECT_EQ(patch_of(R"({"a": true})", R"({"a": false})"), R"({  "a": false})");
}

TEST(PatchBetween, IgnoresTheOrderOfMembers) {
  EXPECT_EQ(patch_of(R"({"a": {"x": 1, "y": 2}})", R"({"a": {"y": 2, "x": 1}})"), "{}");
}

TEST(PatchBetween, AppliedGivesTheOther) {
  const char* const values[] = {R"({})", R"({"a": 1})", R"({"a": {"b": {"c": [1, {"d": 2}]}}})",
                                R"({"a": {"b": 3}, "z": "text"})", R"({"a": [], "z": {}})"};
  for (const char* from : values)
    for (const char* to : values) {
      auto a = parse_json(from, "a", "test");
      auto b = parse_json(to, "b", "test");
      Json patch = patch_between(a->root, b->root);
      link_parents(patch);
      Reader reader;
      apply_patch(a.value().root, patch, reader);
      EXPECT_TRUE(equal_values(a->root, b->root)) << from << " to " << to;
      EXPECT_TRUE(reader.found().empty());
    }
}

class ChangesTest : public ::testing::Test {
 protected:
  static Scenario base() {
    return read_scenario_text(kSmall, "small.json", shipped().known()).value().scenario;
  }
  static void set(Scenario& scenario, const std::string& parameter, const std::string& typed) {
    scenario.architecture.components.at("web").parameters[parameter] = {Uncertain{}, typed};
  }
  static Changes between(const Scenario& parent, const Scenario& child) {
    return changes_between(parent, child, shipped().known().kinds);
  }
  static ReadScenario apply(const Scenario& parent, const Changes& changes,
                            const std::string& name = "What if") {
    return with_changes(parent, changes, name, "what-if.json", shipped().known());
  }
};

TEST_F(ChangesTest, ApplyingWhatWasFoundGivesTheChild) {
  Scenario child = base();
  set(child, "replicas", "7");
  child.description = "More of it.";
  child.load.growth = workload::NoGrowth{};
  child.name = "What if";
  const ReadScenario read = apply(base(), between(base(), child));
  EXPECT_FALSE(read.problems.has_errors()) << shown(read.problems);
  EXPECT_EQ(fingerprint(read.file.scenario, shipped().known().kinds),
            fingerprint(child, shipped().known().kinds));
}

TEST_F(ChangesTest, ANameIsNoChange) {
  Scenario child = base();
  child.name = "Another";
  EXPECT_TRUE(between(base(), child).empty());
  EXPECT_EQ(apply(base(), {}, "Another").file.scenario.name, "Another");
}

TEST_F(ChangesTest, ChildrenFollowTheirParent) {
  Scenario child = base();
  set(child, "replicas", "7");
  const Changes changes = between(base(), child);
  Scenario parent = base();
  parent.architecture.components.at("web").owner = "platform";
  set(parent, "replicas", "3");
  const Scenario followed = apply(parent, changes).file.scenario;
  EXPECT_EQ(followed.architecture.components.at("web").owner, "platform");
  EXPECT_EQ(followed.architecture.components.at("web").parameters.at("replicas").typed, "7");
}

TEST_F(ChangesTest, AreListedFieldByField) {
  Scenario parent = base();
  parent.targets.latency_p95 = Seconds(0.3);
  Scenario child = base();
  set(child, "replicas", "7");
  child.architecture.components.at("web").owner = "core";
  const auto before = base().architecture.components.at("web").parameters.at("replicas").typed;
  const std::vector<Change> all = list_changes(parent, child, shipped().known().kinds);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].pointer, "/targets/latency_p95");
  EXPECT_FALSE(all[0].after);
  EXPECT_EQ(all[1], (Change{"/components/web/owner", std::nullopt, "core"}));
  EXPECT_EQ(all[2], (Change{"/components/web/replicas", before, "7"}));
  EXPECT_TRUE(without_change(between(parent, base()), "/targets/latency_p95").empty());
}

TEST_F(ChangesTest, AreTakenBackOneByOne) {
  Scenario child = base();
  set(child, "replicas", "7");
  child.architecture.components.at("web").owner = "core";
  Changes changes = without_change(between(base(), child), "/components/web/owner");
  Scenario only_replicas = base();
  set(only_replicas, "replicas", "7");
  EXPECT_EQ(changes, between(base(), only_replicas));
  changes = without_change(changes, "/components/web/replicas");
  EXPECT_TRUE(changes.empty()) << changes.text;
  EXPECT_TRUE(without_change({}, "/components/web/replicas").empty());
}

TEST_F(ChangesTest, OfAComponentThatIsGoneAreLeftOutWithAWarning) {
  Scenario parent = base();
  auto node = parent.architecture.components.extract("web");
  node.key() = node.mapped().name = "app";
  parent.architecture.components.insert(std::move(node));
  parent.load.classes.front().component = "app";
  Scenario child = base();
  set(child, "replicas", "7");
  const ReadScenario read = apply(parent, between(base(), child));
  EXPECT_FALSE(read.problems.has_errors()) << shown(read.problems);
  ASSERT_EQ(read.problems.warnings(), 1U);
  EXPECT_EQ(read.problems.all().front().code, "nothing-to-change");
  EXPECT_EQ(read.problems.all().front().pointer, "/components/web");
  EXPECT_FALSE(read.file.scenario.architecture.components.contains("web"));
}

TEST_F(ChangesTest, WhatHasMistakesIsReadAsFarAsItGoes) {
  Scenario child = base();
  child.load.classes.front().component = "nowhere";
  const ReadScenario read = apply(base(), between(base(), child));
  EXPECT_TRUE(read.problems.has_errors());
  EXPECT_TRUE(read.file.scenario.architecture.components.contains("web"));
  EXPECT_EQ(read.file.scenario.load.classes.front().component, "nowhere");
}

TEST_F(ChangesTest, AreAFileThatReadsBackAsTheSame) {
  const Scratch folder;
  folder.put("small.json", std::string(kSmall));
  Scenario child = base();
  set(child, "replicas", "7");
  child.name = "Seven";
  child.description = "More of it.";
  const Changes changes = between(base(), child);
  folder.put("seven.json", write_what_if("Seven", "small.json", changes));
  const auto file = read_what_if(folder.path("seven.json"));
  ASSERT_TRUE(file.ok()) << shown(file.diagnostics());
  ASSERT_TRUE(file->has_value());
  EXPECT_EQ((*file)->name, "Seven");
  EXPECT_EQ((*file)->changes, changes);
  EXPECT_EQ((*file)->extends, folder.path("small.json"));
  const auto whole = read_scenario(folder.path("seven.json"), shipped().known());
  ASSERT_TRUE(whole.ok()) << shown(whole.diagnostics());
  EXPECT_EQ(fingerprint(whole->scenario, shipped().known().kinds),
            fingerprint(child, shipped().known().kinds));
}

TEST_F(ChangesTest, AScenarioOfItsOwnIsNoWhatIf) {
  const Scratch folder;
  folder.put("small.json", std::string(kSmall));
  const auto file = read_what_if(folder.path("small.json"));
  ASSERT_TRUE(file.ok());
  EXPECT_FALSE(file->has_value());
  folder.put("broken.json", R"({"format": "headroom-scenario/1", "extends": "small.json"})");
  EXPECT_FALSE(read_what_if(folder.path("broken.json")).ok());
  EXPECT_FALSE(read_what_if(folder.path("missing.json")).ok());
}

}  // namespace
}  // namespace headroom::io
