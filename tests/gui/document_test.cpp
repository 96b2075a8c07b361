#include "gui/document/document.h"

#include <QFile>
#include <QTemporaryDir>
#include <algorithm>

#include <gtest/gtest.h>

#include "core/io/scenario_file.h"
#include "gui/problems/problem_model.h"
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

QString written(const QTemporaryDir& folder, const QByteArray& content) {
  const QString path = folder.filePath("shop.json");
  QFile file(path);
  EXPECT_TRUE(file.open(QIODevice::WriteOnly));
  file.write(content);
  return path;
}

TEST_F(DocumentTest, ShowsWhatCanBeReadOfAFileWithMistakes) {
  const QTemporaryDir folder;
  std::string content = io::write_scenario(test::small_shop(), test::knowledge()->kinds);
  const std::string good = "\"replicas\": 2";
  content.replace(content.find(good), good.size(), "\"replicas\": -2");
  const QString path = written(folder, QByteArray::fromStdString(content));

  Document broken(test::knowledge());
  const ProblemModel problems(broken);
  EXPECT_FALSE(broken.open(path));
  EXPECT_EQ(broken.scenario().name, "Small shop");
  EXPECT_TRUE(broken.scenario().architecture.components.contains("db"));
  EXPECT_EQ(broken.subject(), nullptr);
  EXPECT_TRUE(broken.path().isEmpty());  // saving asks for a name

  ASSERT_EQ(broken.problems().errors(), 1U);
  const std::string before = content.substr(0, content.find("-2"));
  const auto line = 1 + std::ranges::count(before, '\n');
  const auto column = before.size() - before.rfind('\n');
  const QString place = QStringLiteral("shop.json:%1:%2").arg(line).arg(column);
  EXPECT_TRUE(problems.index(0, ProblemModel::where).data().toString().startsWith(place))
      << problems.index(0, ProblemModel::where).data().toString().toStdString();
}

TEST_F(DocumentTest, NeverSavesOverAFileItCouldNotRead) {
  const QTemporaryDir folder;
  const QByteArray content = "{\"format\": \"headroom-scenario/1\", \"name\": ";
  const QString path = written(folder, content);
  Document broken(test::knowledge());
  EXPECT_FALSE(broken.open(path));
  EXPECT_TRUE(broken.problems().has_errors());
  EXPECT_TRUE(broken.is_open());
  EXPECT_TRUE(broken.path().isEmpty());
  QFile file(path);
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  EXPECT_EQ(file.readAll(), content);
}

TEST_F(DocumentTest, TellsThatAFileIsMissing) {
  Document broken(test::knowledge());
  EXPECT_FALSE(broken.open("/no/such/file.json"));
  EXPECT_TRUE(broken.problems().has_errors());
  EXPECT_TRUE(broken.path().isEmpty());
}

TEST_F(DocumentTest, ProblemsOfAnEditNameNoLineOfTheFile) {
  const QTemporaryDir folder;
  ASSERT_FALSE(document.save(folder.filePath("shop.json")));
  projection::Scenario broken = document.scenario();
  broken.architecture.components.erase("db");
  document.edit("Delete db", broken);
  ASSERT_TRUE(document.problems().has_errors());
  for (const Diagnostic& problem : document.problems().all()) EXPECT_EQ(problem.where.line, 0U);
}

}  // namespace
}  // namespace headroom::gui
