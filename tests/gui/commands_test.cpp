#include "gui/window/commands.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QTemporaryDir>
#include <QTest>
#include <set>

#include <gtest/gtest.h>

#include "gui/help/help_page.h"
#include "gui/window/main_window.h"
#include "tests/gui/support.h"

namespace headroom::gui {
namespace {

class CommandsTest : public testing::Test {
 protected:
  CommandsTest() {
    window.resize(1280, 800);
    window.show();
    window.document().start(test::small_shop());
  }
  void answer() {
    ASSERT_TRUE(test::wait_for([this] { return !window.solver().busy(); }));
  }
  MainWindow window{test::knowledge()};
};

TEST_F(CommandsTest, NoTwoShareTheirKeysOrTheirName) {
  EXPECT_TRUE(clashes(window.actions().table()).isEmpty())
      << clashes(window.actions().table()).join(", ").toStdString();
  std::set<QString> ids;
  for (const Command& command : window.actions().table())
    EXPECT_TRUE(ids.insert(command.id).second) << command.id.toStdString();
}

TEST_F(CommandsTest, ClashesAreFound) {
  const CommandTable table = {{"a", "", "A", "Ctrl+S", Scope::window, [] {}},
                              {"b", "", "B", "Ctrl+S", Scope::window, [] {}}};
  EXPECT_EQ(clashes(table).size(), 1);
}

TEST_F(CommandsTest, SingleLettersHoldOnTheCanvasOnly) {
  for (const Command& command : window.actions().table())
    EXPECT_TRUE(command.keys.size() != 1 || command.scope == Scope::canvas)
        << command.id.toStdString();
}

TEST_F(CommandsTest, WhatCannotRunIsDisabledAndSaysWhy) {
  QAction* undo = window.actions().action("edit.undo");
  EXPECT_FALSE(undo->isEnabled());
  EXPECT_EQ(undo->toolTip(), "nothing to undo");
  projection::Scenario after = window.document().scenario();
  after.name = "Other";
  window.document().edit("Rename", after);
  EXPECT_TRUE(undo->isEnabled());
  undo->trigger();
  EXPECT_EQ(window.document().scenario().name, "Small shop");
}

TEST_F(CommandsTest, ThePaletteFindsByLettersInTheirOrder) {
  window.open_palette();
  CommandPalette& palette = window.palette_box();
  ASSERT_TRUE(palette.isVisible());
  QTest::keyClicks(palette.line(), "showcost");
  EXPECT_GE(palette.matches(), 1);
  QTest::keyClick(palette.line(), Qt::Key_Return);
  EXPECT_FALSE(palette.isVisible());
  EXPECT_EQ(window.dock().currentIndex(), 2);
}

TEST_F(CommandsTest, ThePaletteFindsComponents) {
  window.open_palette();
  QTest::keyClicks(window.palette_box().line(), "db");
  QTest::keyClick(window.palette_box().line(), Qt::Key_Return);
  EXPECT_EQ(window.state().selected(), "db");
}

TEST_F(CommandsTest, EscapeClosesThePalette) {
  window.open_palette();
  QTest::keyClick(window.palette_box().line(), Qt::Key_Escape);
  EXPECT_FALSE(window.palette_box().isVisible());
}

TEST_F(CommandsTest, ChartDataIsCopiedAsCsv) {
  answer();
  window.actions().action("view.cost")->trigger();
  window.actions().action("file.copy_data")->trigger();
  const QString csv = QGuiApplication::clipboard()->text();
  EXPECT_TRUE(csv.startsWith("month,component,item,quantity,usd\n2027-01,"));
}

TEST_F(CommandsTest, AutosaveKeepsUnsavedChangesOnly) {
  window.files().drop_autosave();
  window.files().autosave();
  EXPECT_FALSE(QFile::exists(FileCommands::autosave_path()));
  projection::Scenario after = window.document().scenario();
  after.name = "Kept";
  window.document().edit("Rename", after);
  window.files().autosave();
  Document kept(test::knowledge());
  EXPECT_TRUE(kept.open(FileCommands::autosave_path()));
  EXPECT_EQ(kept.scenario().name, "Kept");
  window.files().drop_autosave();
  window.document().history().setClean();
}

TEST_F(CommandsTest, ProblemsNameThePlaceAndLeadThere) {
  ProblemModel& model = window.dock().problems().model();
  const QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  projection::Scenario broken = window.document().scenario();
  broken.architecture.components.erase("db");
  window.document().edit("Delete db", broken);
  ASSERT_GE(model.rowCount(), 1);
  EXPECT_EQ(model.component(0), "web");
  EXPECT_EQ(window.verdict().verdict_text().left(11), "No answer: ");
  QTableView& table = window.dock().problems().table();
  window.dock().show_problems();
  QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                    table.visualRect(model.index(0, 1)).center());
  EXPECT_EQ(window.state().selected(), "web");
  window.document().history().undo();
  EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(CommandsTest, TheHeatStripIsAModelOfTheAnswer) {
  HeatModel& model = window.dock().heat().heat();
  const QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  answer();
  EXPECT_EQ(model.columnCount(), 3);
  ASSERT_EQ(model.rowCount(), 2);
  const QString shown = model.data(model.index(0, 0), Qt::DisplayRole).toString();
  const CardItem* card = window.scene().card(model.component(0));
  EXPECT_TRUE(card->facts().number.startsWith(shown.left(1)));
}

TEST_F(CommandsTest, TheHelpPageListsEveryCommandAndFinds) {
  HelpPage help(window.actions().table());
  const auto shown = [&] {
    std::size_t count = 0;
    for (int m = 0; m < help.list().topLevelItemCount(); ++m)
      for (int i = 0; i < help.list().topLevelItem(m)->childCount(); ++i)
        count += help.list().topLevelItem(m)->child(i)->isHidden() ? 0U : 1U;
    return count;
  };
  EXPECT_EQ(shown(), window.actions().table().size());
  QTest::keyClicks(&help.search(), "distribute");
  EXPECT_EQ(shown(), 2U);
  window.actions().action("help.commands")->trigger();
  EXPECT_NE(window.findChild<HelpPage*>(), nullptr);
}

TEST_F(CommandsTest, TheLayoutOfTheWindowIsRemembered) {
  auto* panes = window.inspector().parentWidget();
  auto* splitter = qobject_cast<QSplitter*>(panes);
  ASSERT_NE(splitter, nullptr);
  splitter->setSizes({800, 480});
  const QList<int> left = splitter->sizes();
  window.document().history().setClean();
  window.close();
  MainWindow again(test::knowledge());
  again.resize(1280, 800);
  again.show();
  again.restore_panes();
  again.document().start(test::small_shop());  // the panes are shown after they were restored
  EXPECT_EQ(qobject_cast<QSplitter*>(again.inspector().parentWidget())->sizes(), left);
  again.reset_panes();
  EXPECT_NE(qobject_cast<QSplitter*>(again.inspector().parentWidget())->sizes(), left);
}

}  // namespace
}  // namespace headroom::gui
