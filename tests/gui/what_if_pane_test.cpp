// The pane of what-ifs, marks of what they change, the comparison: by mouse and keys.
#include "gui/what_ifs/what_if_pane.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QLineEdit>
#include <QTest>

#include <gtest/gtest.h>

#include "core/report/comparison_words.h"
#include "gui/what_ifs/change_words.h"
#include "gui/window/main_window.h"
#include "tests/gui/support.h"

namespace headroom::gui {
namespace {

class WhatIfPaneTest : public testing::Test {
 protected:
  WhatIfPaneTest() {
    window.resize(1280, 800);
    window.show();
    window.document().start(test::small_shop());
    window.dock().show_what_ifs();
    settle();
  }
  ~WhatIfPaneTest() override { window.document().history().setClean(); }

  void settle() {
    ASSERT_TRUE(
        test::wait_for([this] { return !window.solver().busy() && !window.comparer().busy(); }));
  }
  Document& document() { return window.document(); }
  WhatIfPane& pane() { return window.dock().what_ifs(); }
  void click(QAbstractItemView& view, const QModelIndex& index, int from_left = -1) {
    view.scrollTo(index);
    const QRect area = view.visualRect(index);
    const int x = from_left < 0 ? area.center().x() : area.left() + from_left;
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, QPoint(x, area.center().y()));
  }
  void make(const char* name) {
    QTest::mouseClick(&pane().make_button(), Qt::LeftButton);
    auto* editor = pane().tree().viewport()->findChild<QLineEdit*>();
    ASSERT_NE(editor, nullptr);
    editor->selectAll();
    QTest::keyClicks(editor, name);
    QTest::keyClick(editor, Qt::Key_Return);
    QCoreApplication::processEvents();  // delegates commit through the event loop
  }
  void type(const std::string& parameter, const char* typed) {
    FormField* field = window.inspector().parameters().field(parameter);
    ASSERT_NE(field, nullptr);
    field->line()->setFocus();
    field->line()->selectAll();
    QTest::keyClicks(field->line(), typed);
    QTest::keyClick(field->line(), Qt::Key_Return);
  }
  void tick(int id) {
    constexpr int kCheckBox = 18;  // behind the padding of the row
    click(pane().tree(), pane().scenarios().index_of(id), kCheckBox);
  }
  MainWindow window{test::knowledge()};
};

TEST_F(WhatIfPaneTest, ModelsAreModels) {
  constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;
  const QAbstractItemModelTester scenarios(&pane().scenarios(), kFatal);
  const QAbstractItemModelTester changes(&pane().changes(), kFatal);
  const QAbstractItemModelTester cells(&window.compare_page().table().cells(), kFatal);
  make("More");
  window.state().set_selection({"web"});
  type("replicas", "4");
  make("Inner");
  EXPECT_EQ(pane().scenarios().rowCount(pane().scenarios().index_of(1)), 1);
  window.show_compare();
  settle();
  EXPECT_GT(window.compare_page().table().cells().rowCount(), 0);
  document().switch_to(kBase);
  document().remove_what_if(1);
  while (document().history().canUndo()) document().history().undo();
  EXPECT_EQ(pane().scenarios().rowCount(pane().scenarios().index_of(kBase)), 0);
}

TEST_F(WhatIfPaneTest, ANewWhatIfIsNamedAtOnce) {
  make("Four copies");
  EXPECT_EQ(document().scenario().name, "Four copies");
  EXPECT_EQ(document().tree().parent(document().current()), kBase);
  EXPECT_TRUE(window.scenario_button().text().contains("Four copies"));
  EXPECT_TRUE(pane().delete_button().isEnabled());
}

TEST_F(WhatIfPaneTest, ADoubleClickOrReturnShowsAScenario) {
  make("More");
  const QModelIndex base = pane().scenarios().index_of(kBase);
  click(pane().tree(), base);
  QTest::mouseDClick(pane().tree().viewport(), Qt::LeftButton, {},
                     pane().tree().visualRect(base).center());
  EXPECT_EQ(document().current(), kBase);
  pane().tree().setFocus();
  pane().tree().setCurrentIndex(pane().scenarios().index_of(1));
  QTest::keyClick(&pane().tree(), Qt::Key_Return);
  EXPECT_EQ(document().current(), 1);
}

TEST_F(WhatIfPaneTest, OverriddenFieldsAreMarkedAndResetByTheirArrow) {
  window.state().set_selection({"web"});
  make("More");
  window.state().set_selection({"web"});
  FormField& replicas = *window.inspector().parameters().field("replicas");
  EXPECT_FALSE(replicas.overridden());
  type("replicas", "4");
  EXPECT_TRUE(replicas.overridden());
  EXPECT_TRUE(replicas.reset_button()->toolTip().contains("parent: 2"));
  EXPECT_TRUE(window.scene().card("web")->facts().overridden);
  EXPECT_FALSE(window.scene().card("db")->facts().overridden);
  EXPECT_FALSE(window.inspector().parameters().field("threads")->overridden());
  QTest::mouseClick(replicas.reset_button(), Qt::LeftButton);
  EXPECT_FALSE(replicas.overridden());
  EXPECT_EQ(replicas.value(), "2");
  EXPECT_FALSE(window.scene().card("web")->facts().overridden);
}

TEST_F(WhatIfPaneTest, FieldsOfTheScenarioAreMarkedToo) {
  make("Slower growth");
  FormField& growth = *window.inspector().scenario_form().field("Growth");
  growth.line()->setFocus();
  growth.line()->selectAll();
  QTest::keyClicks(growth.line(), "2 %/month");
  QTest::keyClick(growth.line(), Qt::Key_Return);
  EXPECT_TRUE(growth.overridden());
  QTest::mouseClick(growth.reset_button(), Qt::LeftButton);
  EXPECT_FALSE(growth.overridden());
  EXPECT_TRUE(document().overrides().empty());
}

TEST_F(WhatIfPaneTest, ChangesAreListedAndResetOneByOne) {
  make("More");
  window.state().set_selection({"web"});
  type("replicas", "4");
  type("threads", "64");
  ChangeModel& changes = pane().changes();
  ASSERT_EQ(changes.rowCount(), 2);
  EXPECT_EQ(changes.index(0, ChangeModel::kField).data().toString(), "web replicas");
  EXPECT_EQ(changes.index(0, ChangeModel::kParent).data().toString(), "2");
  EXPECT_EQ(changes.index(0, ChangeModel::kHere).data().toString(), "4");
  click(pane().table(), changes.index(0, ChangeModel::kReset));
  ASSERT_EQ(changes.rowCount(), 1);
  EXPECT_EQ(changes.index(0, ChangeModel::kField).data().toString(), "web threads");
}

TEST_F(WhatIfPaneTest, TheHistoryListsEntriesByNameAndGoesBackByAClick) {
  make("More");
  window.state().set_selection({"web"});
  type("replicas", "4");
  window.dock().show_history();
  QUndoView& history = window.dock().history();
  ASSERT_EQ(history.model()->rowCount(), document().history().count() + 1);
  EXPECT_EQ(history.model()->index(1, 0).data().toString(), "New what-if What-if 1");
  click(history, history.model()->index(0, 0));
  EXPECT_EQ(document().current(), kBase);
  EXPECT_TRUE(document().tree().what_ifs.empty());
}

TEST_F(WhatIfPaneTest, TwoTickedScenariosAreCompared) {
  EXPECT_FALSE(pane().compare_button().isEnabled());
  make("Four copies");
  window.state().set_selection({"web"});
  type("replicas", "4");
  settle();
  tick(kBase);
  tick(1);
  ASSERT_TRUE(pane().compare_button().isEnabled());
  QTest::mouseClick(&pane().compare_button(), Qt::LeftButton);
  ComparePage& page = window.compare_page();
  EXPECT_EQ(window.pages().currentWidget(), &page);
  settle();
  const ComparedPointer& compared = window.comparer().compared();
  ASSERT_NE(compared, nullptr);
  EXPECT_EQ(page.sentence().sentence_text(), text(report::plain(report::comparison_verdict(
                                                 compared->all(), compared->comparison, kStyle))));
  CompareModel& cells = page.table().cells();
  ASSERT_EQ(cells.columnCount(), 4);
  EXPECT_EQ(cells.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), "Four copies");
  EXPECT_EQ(cells.index(1, 0).data().toString(), "Now, January 2027");
  const Estimate& p95 = compared->answers[1]
                            ->projection.months[0]
                            .window(projection::WindowKind::peak)
                            ->simulated.total.latency.p95;
  const report::Digits digits = report::digits(report::scaled(p95, 1e3), kStyle);
  EXPECT_TRUE(cells.index(1, 2).data().toString().startsWith(text(digits.value)));
  EXPECT_EQ(page.picture().shown().notes.size(), 1U);
  EXPECT_EQ(page.picture().shown().notes.front().subject, "web");
  EXPECT_EQ(page.picture().shown().notes.front().words, QStringLiteral("replicas 2 \u2192 4"));
  EXPECT_TRUE(page.note().contains("paired"));
}

TEST_F(WhatIfPaneTest, SaysSameWhereNothingIsChanged) {
  make("Nothing else");
  window.show_compare();
  settle();
  EXPECT_EQ(window.compare_page().table().cells().index(1, 3).data().toString(), "same");
}

TEST_F(WhatIfPaneTest, AnEditOfTheBaseIsComparedAnew) {
  make("Four copies");
  window.state().set_selection({"web"});
  type("replicas", "4");
  window.show_compare();
  settle();
  const QString before = window.compare_page().table().cells().index(1, 1).data().toString();
  document().switch_to(kBase);
  projection::Scenario after = document().scenario();
  after.load.now = workload::PeakHourRate{Uncertain::exact(60.0)};
  document().edit("Load", after);
  settle();
  EXPECT_NE(window.compare_page().table().cells().index(1, 1).data().toString(), before);
  document().history().undo();
  settle();
  EXPECT_EQ(window.compare_page().table().cells().index(1, 1).data().toString(), before);
}

TEST_F(WhatIfPaneTest, AtMostFourAreTicked) {
  for (const char* name : {"A", "B", "C", "D"}) make(name);
  for (const int id : {0, 1, 2, 3, 4}) tick(id);
  EXPECT_EQ(pane().scenarios().ticked(), (std::vector<int>{0, 1, 2, 3}));
}

TEST(ChangeWords, AreFieldsAsPeopleReadThem) {
  EXPECT_EQ(field_words("/components/web/max_queue"), "web max queue");
  EXPECT_EQ(field_words("/load/growth"), "load growth");
  EXPECT_EQ(component_of("/components/web/max_queue"), "web");
  EXPECT_EQ(component_of("/load/growth"), "");
  EXPECT_EQ(change_words({"/components/new", std::nullopt, "{...}"}), "new");
  EXPECT_EQ(change_words({"/components/old", "{...}", std::nullopt}), "removed");
  EXPECT_EQ(change_words({"/a/b", "3", std::nullopt}), QStringLiteral("3 \u2192 \u2013"));
}

}  // namespace
}  // namespace headroom::gui
