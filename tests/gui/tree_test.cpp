// What-ifs of a document: patches over parents, one history for all, files that extend each other.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include "core/io/scenario_file.h"
#include "gui/document/document.h"
#include "gui/document/drawing.h"
#include "gui/document/editor.h"
#include "tests/gui/support.h"

namespace headroom::gui {
namespace {

projection::Scenario with_replicas(projection::Scenario scenario, const std::string& typed) {
  scenario.architecture.components.at("web").parameters["replicas"] = {Uncertain{}, typed};
  return scenario;
}

projection::Scenario with_owner(projection::Scenario scenario, const std::string& owner) {
  scenario.architecture.components.at("web").owner = owner;
  return scenario;
}

std::string replicas(const Document& document, int id) {
  return document.checked(id)
      .scenario.architecture.components.at("web")
      .parameters.at("replicas")
      .typed;
}

class TreeTest : public testing::Test {
 protected:
  TreeTest() { document.start(test::small_shop()); }

  void set_replicas(const std::string& typed, const QString& field = {}) {
    document.edit("Replicas", with_replicas(document.scenario(), typed), field);
  }
  static std::string fingerprint_in(const QString& file) {
    const auto read = io::read_scenario(file.toStdString(),
                                        {test::knowledge()->kinds, test::knowledge()->catalogue});
    return read ? io::fingerprint(read->scenario, test::knowledge()->kinds) : "unreadable";
  }
  Document document{test::knowledge()};
};

TEST_F(TreeTest, AWhatIfBeginsAsItsParentAndKeepsItsOwnChanges) {
  const int what_if = document.add_what_if("More");
  EXPECT_EQ(document.current(), what_if);
  EXPECT_EQ(document.scenario().name, "More");
  EXPECT_TRUE(document.overrides().empty());
  set_replicas("5");
  ASSERT_EQ(document.overrides().size(), 1U);
  EXPECT_EQ(document.overrides().front().pointer, "/components/web/replicas");
  EXPECT_EQ(document.overrides().front().before, "2");
  EXPECT_EQ(replicas(document, kBase), "2");
}

TEST_F(TreeTest, ChildrenFollowTheBaseInWhatTheyDoNotSayOtherwise) {
  const int child = document.add_what_if("More");
  set_replicas("5");
  const int grandchild = document.add_what_if("Even more");
  document.switch_to(kBase);
  document.edit("Both", with_owner(with_replicas(document.scenario(), "3"), "platform"));
  for (const int id : {child, grandchild}) {
    EXPECT_EQ(replicas(document, id), "5");
    EXPECT_EQ(document.checked(id).scenario.architecture.components.at("web").owner, "platform");
  }
}

TEST_F(TreeTest, FieldsAreResetOneByOne) {
  document.add_what_if("More");
  document.edit("Both", with_owner(with_replicas(document.scenario(), "5"), "platform"));
  document.reset_override("/components/web/owner");
  EXPECT_EQ(document.history().undoText(), "Reset owner");
  ASSERT_EQ(document.overrides().size(), 1U);
  EXPECT_EQ(document.scenario().architecture.components.at("web").owner, "shop");
  document.history().undo();
  EXPECT_EQ(document.overrides().size(), 2U);
}

TEST_F(TreeTest, UndoGoesWhereTheEditWas) {
  const int what_if = document.add_what_if("More");
  set_replicas("5");
  document.switch_to(kBase);
  set_replicas("3");
  document.switch_to(what_if);
  document.history().undo();
  EXPECT_EQ(document.current(), kBase);
  EXPECT_EQ(replicas(document, kBase), "2");
  document.history().undo();
  EXPECT_EQ(document.current(), what_if);
  EXPECT_TRUE(document.overrides().empty());
  document.history().undo();
  EXPECT_EQ(document.current(), kBase);
  EXPECT_FALSE(document.tree().has(what_if));
  EXPECT_FALSE(document.history().canUndo());
  for (int i = 0; i < 3; ++i) document.history().redo();
  EXPECT_EQ(document.current(), kBase);
  EXPECT_EQ(replicas(document, kBase), "3");
  EXPECT_EQ(replicas(document, what_if), "5");
}

TEST_F(TreeTest, TypingIsOneEntryWithinOneScenario) {
  document.add_what_if("More");
  set_replicas("4", "replicas");
  set_replicas("5", "replicas");
  EXPECT_EQ(document.history().count(), 2);
  document.switch_to(kBase);
  set_replicas("6", "replicas");
  EXPECT_EQ(document.history().count(), 3);
}

TEST_F(TreeTest, DeletingTakesAllOverItAndUndoBringsThemBack) {
  const int child = document.add_what_if("More");
  set_replicas("5");
  const int grandchild = document.add_what_if("Even more");
  document.remove_what_if(child);
  EXPECT_EQ(document.current(), kBase);
  EXPECT_TRUE(document.tree().what_ifs.empty());
  document.history().undo();
  EXPECT_EQ(document.current(), grandchild);
  EXPECT_EQ(replicas(document, grandchild), "5");
}

TEST_F(TreeTest, RenamingAComponentOfTheBaseFollowsIntoWhatIfs) {
  const int what_if = document.add_what_if("More");
  set_replicas("5");
  document.switch_to(kBase);
  Editor editor(document);
  EXPECT_EQ(editor.rename("web", "front"), "");
  const auto& components = document.checked(what_if).scenario.architecture.components;
  EXPECT_FALSE(document.checked(what_if).problems.has_errors());
  ASSERT_TRUE(components.contains("front"));
  EXPECT_EQ(components.at("front").parameters.at("replicas").typed, "5");
  document.history().undo();
  EXPECT_EQ(replicas(document, what_if), "5");
}

TEST_F(TreeTest, WhatChangesAComponentThatIsGoneIsTold) {
  const int what_if = document.add_what_if("Larger data");
  projection::Scenario after = document.scenario();
  after.architecture.components.at("db").owner = "data";
  document.edit("Owner", after);
  document.switch_to(kBase);
  document.edit("Delete", without(document.scenario(), {"db"}));
  const Checked& told = document.checked(what_if);
  EXPECT_FALSE(told.problems.has_errors());
  EXPECT_EQ(told.problems.warnings(), 1U);
  document.history().undo();
  EXPECT_EQ(document.checked(what_if).scenario.architecture.components.at("db").owner, "data");
}

TEST_F(TreeTest, IsSavedAsSmallFilesThatTheReaderOfFilesKnows) {
  const QTemporaryDir folder;
  document.add_what_if("More copies");
  set_replicas("5");
  const int inner = document.add_what_if("More copies, another team");
  document.edit("Owner", with_owner(document.scenario(), "platform"));
  EXPECT_FALSE(document.save(folder.filePath("shop.json")));
  EXPECT_FALSE(document.dirty());
  EXPECT_EQ(document.current_path(), folder.filePath("more_copies_another_team.json"));
  QFile file(folder.filePath("more_copies.json"));
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  const QString written = QString::fromUtf8(file.readAll());
  EXPECT_TRUE(written.contains("\"extends\": \"shop.json\"")) << written.toStdString();
  EXPECT_LT(written.size(), 250) << written.toStdString();
  EXPECT_EQ(fingerprint_in(document.current_path()), document.subject()->fingerprint);
  EXPECT_EQ(inner, document.current());
}

TEST_F(TreeTest, OpensWithParentsAndNeighbours) {
  const QTemporaryDir folder;
  document.add_what_if("More");
  set_replicas("5");
  const int inner = document.add_what_if("Inner");
  document.edit("Owner", with_owner(document.scenario(), "platform"));
  const std::string fingerprint = document.subject()->fingerprint;
  document.switch_to(kBase);
  document.add_what_if("Beside");
  document.save(folder.filePath("shop.json"));

  Document other(test::knowledge());
  ASSERT_TRUE(other.open(folder.filePath("inner.json")));
  EXPECT_EQ(other.tree().name(other.current()), "Inner");
  EXPECT_EQ(other.subject()->fingerprint, fingerprint);
  EXPECT_EQ(other.path(), folder.filePath("shop.json"));
  EXPECT_EQ(other.tree().what_ifs.size(), 3U);
  EXPECT_EQ(other.tree().depth(other.current()), 2);
  ASSERT_EQ(other.overrides().size(), 1U);

  Document base(test::knowledge());
  ASSERT_TRUE(base.open(folder.filePath("shop.json")));
  EXPECT_EQ(base.current(), kBase);
  EXPECT_EQ(base.tree().what_ifs.size(), 3U);
  EXPECT_EQ(base.problems().warnings(), 0U);
  static_cast<void>(inner);
}

TEST_F(TreeTest, LeavesOutNeighboursWithMistakesAndSaysSo) {
  const QTemporaryDir folder;
  document.save(folder.filePath("shop.json"));
  QFile broken(folder.filePath("broken.json"));
  ASSERT_TRUE(broken.open(QIODevice::WriteOnly));
  broken.write(R"({"format": "headroom-scenario/1", "extends": "shop.json",
                   "changes": {"components": {"web": {"kind": "nothing"}}}})");
  broken.close();
  Document other(test::knowledge());
  ASSERT_TRUE(other.open(folder.filePath("shop.json")));
  EXPECT_TRUE(other.tree().what_ifs.empty());
  EXPECT_EQ(other.problems().warnings(), 1U);
}

TEST_F(TreeTest, FilesThatSayTheSameStayAsTheyAreTyped) {
  const QTemporaryDir folder;
  for (const char* name : {"online_boutique.json", "launch_day.json"})
    ASSERT_TRUE(QFile::copy(test::example(name), folder.filePath(name)));
  Document other(test::knowledge());
  ASSERT_TRUE(other.open(folder.filePath("launch_day.json")));
  EXPECT_EQ(other.tree().depth(other.current()), 1);
  EXPECT_EQ(other.tree().base.name, "Online Boutique");
  other.add_what_if("Another");
  EXPECT_FALSE(other.save(other.path()));
  for (const char* name : {"online_boutique.json", "launch_day.json"}) {
    QFile typed(test::example(name));
    QFile kept(folder.filePath(name));
    ASSERT_TRUE(typed.open(QIODevice::ReadOnly) && kept.open(QIODevice::ReadOnly));
    EXPECT_EQ(typed.readAll(), kept.readAll()) << name;
  }
  EXPECT_TRUE(QFile::exists(folder.filePath("another.json")));
}

TEST_F(TreeTest, NeverOverwritesAFileThatIsNotItsOwn) {
  const QTemporaryDir folder;
  QFile other(folder.filePath("more.json"));
  ASSERT_TRUE(other.open(QIODevice::WriteOnly));
  other.write("mine");
  other.close();
  document.add_what_if("More");
  EXPECT_FALSE(document.save(folder.filePath("shop.json")));
  EXPECT_EQ(document.current_path(), folder.filePath("more_2.json"));
  ASSERT_TRUE(other.open(QIODevice::ReadOnly));
  EXPECT_EQ(other.readAll(), "mine");
}

TEST_F(TreeTest, AnInvalidWhatIfKeepsWhatWasDrawn) {
  const int what_if = document.add_what_if("Without database");
  projection::Scenario broken = document.scenario();
  broken.architecture.components.erase("db");
  document.edit("Delete db", broken);
  EXPECT_TRUE(document.problems().has_errors());
  EXPECT_EQ(document.subject(), nullptr);
  document.switch_to(kBase);
  EXPECT_FALSE(document.problems().has_errors());
  document.switch_to(what_if);
  EXPECT_TRUE(document.scenario().architecture.components.contains("web"));
  EXPECT_FALSE(document.scenario().architecture.components.contains("db"));
}

}  // namespace
}  // namespace headroom::gui
