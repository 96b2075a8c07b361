#include "gui/document/document.h"

#include <QTemporaryDir>

#include <gtest/gtest.h>

#include "core/io/scenario_file.h"
#include "tests/gui/support.h"

namespace headroom::gui {
namespace {

projection::Scenario renamed(const projection::Scenario& scenario, const std::string& name) {
  projection::Scenario after = scenario;
  after.name = name;
  return after;
}

class DocumentTest : public testing::Test {
 protected:
  DocumentTest() { document.start(test::small_shop()); }
  Document document{test::knowledge()};
};

TEST_F(DocumentTest, EditsAreUndoneAndRedoneByName) {
  const auto before = document.scenario();
  document.edit("Rename to Shop 2", renamed(before, "Shop 2"));
  EXPECT_EQ(document.scenario().name, "Shop 2");
  EXPECT_EQ(document.history().undoText(), "Rename to Shop 2");
  EXPECT_TRUE(document.dirty());
  document.history().undo();
  EXPECT_EQ(document.scenario(), before);
  EXPECT_FALSE(document.dirty());
  document.history().redo();
  EXPECT_EQ(document.scenario().name, "Shop 2");
}

TEST_F(DocumentTest, TypingInOneFieldIsOneEntry) {
  const auto before = document.scenario();
  for (const char* name : {"A", "Ab", "Abc"})
    document.edit("Rename", renamed(before, name), "name");
  EXPECT_EQ(document.history().count(), 1);
  document.edit("Other", renamed(before, "Else"), "other");
  EXPECT_EQ(document.history().count(), 2);
  document.history().undo();
  EXPECT_EQ(document.scenario().name, "Abc");
  document.history().undo();
  EXPECT_EQ(document.scenario(), before);
}

TEST_F(DocumentTest, ChangesNothingWithoutADifference) {
  document.edit("Nothing", document.scenario());
  EXPECT_EQ(document.history().count(), 0);
}

TEST_F(DocumentTest, MistakesStandWithoutASubject) {
  projection::Scenario broken = document.scenario();
  broken.architecture.components.erase("db");
  document.edit("Delete db", broken);
  EXPECT_TRUE(document.problems().has_errors());
  EXPECT_EQ(document.subject(), nullptr);
  document.history().undo();
  EXPECT_FALSE(document.problems().has_errors());
  EXPECT_NE(document.subject(), nullptr);
}

TEST_F(DocumentTest, SavingAndOpeningKeepsTheFingerprint) {
  const QTemporaryDir folder;
  const QString file = folder.filePath("shop.json");
  const std::string fingerprint = document.subject()->fingerprint;
  EXPECT_FALSE(document.save(file));
  Document other(test::knowledge());
  EXPECT_TRUE(other.open(file));
  EXPECT_EQ(other.subject()->fingerprint, fingerprint);
  EXPECT_EQ(other.scenario(), document.scenario());
}

TEST_F(DocumentTest, SaysWhyItCannotSave) {
  const auto problem = document.save("/no/such/folder/shop.json");
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->fault, Fault::unreadable);
}

TEST_F(DocumentTest, OpensAFileWithMistakesAndTellsThem) {
  Document broken(test::knowledge());
  EXPECT_FALSE(broken.open("/no/such/file.json"));
  EXPECT_TRUE(broken.problems().has_errors());
  EXPECT_TRUE(broken.is_open());
}

}  // namespace
}  // namespace headroom::gui
