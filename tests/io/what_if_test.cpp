// What-ifs: a file that changes another one, without leaving its folder.
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "core/io/scenario_file.h"
#include "tests/io/scenarios.h"
#include "tests/io/scratch.h"

namespace headroom::io {
namespace {

std::string what_if(const std::string& base, const std::string& changes,
                    const std::string& more = "") {
  return R"({"format": "headroom-scenario/1", )" + more + R"("extends": ")" + base +
         "\",\n\"changes\": " + changes + "}";
}

/// A folder with the small scenario in it.
class WhatIf : public ::testing::Test {
 protected:
  WhatIf() { folder.put("small.json", std::string(kSmall)); }

  Result<ScenarioFile> read(const std::string& name) const {
    return read_scenario(folder.path(name), shipped().known());
  }
  Result<ScenarioFile> read_changed(const std::string& changes) const {
    folder.put("what-if.json", what_if("small.json", changes));
    return read("what-if.json");
  }
  Diagnostic only_mistake(const Result<ScenarioFile>& file) const {
    EXPECT_EQ(file.diagnostics().all().size(), 1U) << shown(file.diagnostics());
    return file.diagnostics().empty() ? Diagnostic{} : file.diagnostics().all()[0];
  }

  Scratch folder;
};

TEST_F(WhatIf, ChangesReplaceAddAndRemove) {
  const auto file =
      read_changed(R"({"components": {"web": {"replicas": 4, "threads": null, "owner": "core"}}})");
  ASSERT_TRUE(file.ok()) << shown(file.diagnostics());
  const auto& web = file->scenario.architecture.components.at("web");
  EXPECT_EQ(web.parameters.at("replicas").typed, "4");
  EXPECT_FALSE(web.parameters.contains("threads"));
  EXPECT_EQ(web.owner, "core");
  EXPECT_EQ(web.parameters.at("size").typed, "aws:m6i.large");
  EXPECT_EQ(file->scenario.name, "Small");
}

TEST_F(WhatIf, HasItsOwnNameAndDescription) {
  folder.put("what-if.json",
             what_if("small.json", "{}", R"("name": "Mine", "description": "x", )"));
  const auto file = read("what-if.json");
  ASSERT_TRUE(file.ok()) << shown(file.diagnostics());
  EXPECT_EQ(file->scenario.name, "Mine");
  EXPECT_EQ(file->scenario.description, "x");
}

TEST_F(WhatIf, MayExtendAWhatIf) {
  folder.put("a.json", what_if("small.json", R"({"components": {"web": {"replicas": 3}}})"));
  folder.put("b.json", what_if("a.json", R"({"components": {"web": {"threads": 8}}})"));
  const auto file = read("b.json");
  ASSERT_TRUE(file.ok()) << shown(file.diagnostics());
  const auto& web = file->scenario.architecture.components.at("web");
  EXPECT_EQ(web.parameters.at("replicas").typed, "3");
  EXPECT_EQ(web.parameters.at("threads").typed, "8");
}

TEST_F(WhatIf, MistakesPointIntoTheFileTheyAreIn) {
  const Diagnostic own = only_mistake(read_changed(R"({"components": {"web": {"replcas": 4}}})"));
  EXPECT_EQ(own.where.file, folder.path("what-if.json"));
  EXPECT_EQ(own.where.line, 2U);
  EXPECT_EQ(own.pointer, "/components/web/replcas");
  folder.put("small.json", small_with("\"replicas\"", "\"replcas\""));
  const Diagnostic of_base = only_mistake(read_changed("{}"));
  EXPECT_EQ(of_base.where.file, folder.path("small.json"));
  EXPECT_EQ(of_base.where.line, 11U);
}

TEST_F(WhatIf, RemovingWhatIsNotThereIsAWarning) {
  const auto file = read_changed(R"({"components": {"web": {"thread": null}}})");
  EXPECT_TRUE(file.ok());
  const Diagnostic warning = only_mistake(file);
  EXPECT_EQ(warning.severity, Severity::warning);
  EXPECT_EQ(warning.hint, "did you mean \"threads\"?");
}

TEST_F(WhatIf, HasNoOtherFields) {
  folder.put("what-if.json", what_if("small.json", "{}", R"("load": {}, )"));
  const Diagnostic mistake = only_mistake(read("what-if.json"));
  EXPECT_EQ(mistake.code, "unknown-field");
  EXPECT_EQ(mistake.pointer, "/load");
}

TEST_F(WhatIf, NeverLeavesItsFolder) {
  std::filesystem::create_directory(folder.path("inner"));
  std::filesystem::create_symlink(folder.path("small.json"), folder.path("inner/link.json"));
  folder.put("inner/below/small.json", std::string(kSmall));
  for (const std::string& base : {std::string("../small.json"), folder.path("small.json"),
                                  std::string("link.json"), std::string("below/small.json"),
                                  std::string("../inner/../small.json"), std::string("..")}) {
    folder.put("inner/what-if.json", what_if(base, "{}"));
    const Diagnostic mistake = only_mistake(read("inner/what-if.json"));
    EXPECT_EQ(mistake.code, "outside-folder") << base;
    EXPECT_EQ(mistake.pointer, "/extends");
  }
}

TEST_F(WhatIf, ClosedChainsArePrinted) {
  folder.put("a.json", what_if("b.json", "{}"));
  folder.put("b.json", what_if("./a.json", "{}"));
  const Diagnostic mistake = only_mistake(read("a.json"));
  EXPECT_EQ(mistake.code, "extends-itself");
  EXPECT_EQ(mistake.message, "files extend each other: " + folder.path("a.json") + " -> " +
                                 folder.path("b.json") + " -> " + folder.path("a.json"));
  EXPECT_EQ(mistake.where.file, folder.path("b.json"));
}

TEST_F(WhatIf, ChainsHaveALimit) {
  folder.put("0.json", std::string(kSmall));
  for (int i = 1; i <= 16; ++i)
    folder.put(std::to_string(i) + ".json", what_if(std::to_string(i - 1) + ".json", "{}"));
  EXPECT_TRUE(read("15.json").ok());
  EXPECT_EQ(only_mistake(read("16.json")).code, "chain-too-long");
}

TEST_F(WhatIf, AMissingBaseIsUnreadableAndToldWhereItIsNamed) {
  folder.put("what-if.json", what_if("smal.json", "{}"));
  const Diagnostic mistake = only_mistake(read("what-if.json"));
  EXPECT_EQ(mistake.fault, Fault::unreadable);
  EXPECT_EQ(mistake.pointer, "/extends");
  EXPECT_EQ(mistake.where.line, 1U);
  EXPECT_NE(mistake.message.find("smal.json: No such file"), std::string::npos);
}

}  // namespace
}  // namespace headroom::io
