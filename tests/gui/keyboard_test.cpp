// What can be done without a mouse, and what a screen reader is told.
#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QTabBar>
#include <QTest>

#include <gtest/gtest.h>

#include "gui/style/tokens.h"
#include "gui/window/main_window.h"
#include "tests/gui/support.h"

namespace headroom::gui {
namespace {

const Graph kChain{{"a", "b", "c", "d"}, {{0, 2, true}, {2, 1, true}, {0, 3, false}}};

TEST(Walk, GoesAlongTheCallsAndBack) {
  EXPECT_EQ(next_along(kChain, {}, false), "a");
  EXPECT_EQ(next_along(kChain, "a", false), "c");
  EXPECT_EQ(next_along(kChain, "c", false), "b");
  EXPECT_EQ(next_along(kChain, "b", false), "d");
  EXPECT_EQ(next_along(kChain, "d", false), "");
  EXPECT_EQ(next_along(kChain, "c", true), "a");
  EXPECT_EQ(next_along(kChain, "a", true), "");
}

TEST(Walk, ReachesComponentsThatCallInCircles) {
  const Graph circle{{"a", "b"}, {{0, 1, true}, {1, 0, true}}};
  EXPECT_EQ(next_along(circle, {}, false), "a");
  EXPECT_EQ(next_along(circle, "a", false), "b");
}

TEST(Walk, TakesTheNearestInTheDirection) {
  const Places places{{"here", {0, 0}}, {"right", {200, 10}}, {"far", {500, 0}}, {"low", {10, 90}}};
  EXPECT_EQ(nearest_towards(places, "here", {1, 0}), "right");
  EXPECT_EQ(nearest_towards(places, "right", {1, 0}), "far");
  EXPECT_EQ(nearest_towards(places, "here", {0, 1}), "low");
  EXPECT_EQ(nearest_towards(places, "here", {-1, 0}), "");
}

class KeyboardTest : public testing::Test {
 protected:
  KeyboardTest() {
    window.resize(1280, 800);
    window.show();
    window.document().start(test::small_shop());
    test::wait_for([this] { return window.state().answer() != nullptr; });
    window.solver().cancel();
    window.canvas().setFocus();
  }
  void key(int key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(&window.canvas(), static_cast<Qt::Key>(key), modifiers);
  }

  MainWindow window{test::knowledge()};
};

TEST_F(KeyboardTest, TabAndArrowsWalkOverTheCards) {
  key(Qt::Key_Tab);
  EXPECT_EQ(window.state().selected(), "web");
  key(Qt::Key_Tab);
  EXPECT_EQ(window.state().selected(), "db");
  key(Qt::Key_Backtab);
  EXPECT_EQ(window.state().selected(), "web");
  window.scene().card("web")->setPos({0, 0});
  window.scene().card("db")->setPos({240, 0});
  key(Qt::Key_Right);
  EXPECT_EQ(window.state().selected(), "db");
  key(Qt::Key_Left);
  EXPECT_EQ(window.state().selected(), "web");
}

TEST_F(KeyboardTest, AltAndArrowsMoveACard) {
  window.state().set_selection({"web"});
  const QPointF before = window.scene().card("web")->pos();
  key(Qt::Key_Down, Qt::AltModifier);
  EXPECT_EQ(window.scene().card("web")->pos(), before + QPointF(0, size::kSnap));
}

TEST_F(KeyboardTest, ZoomingByKeysKeepsTheMiddle) {
  const QPointF before = window.canvas().center_of_view();
  for (int i = 0; i < 4; ++i) key(Qt::Key_Plus);
  EXPECT_GT(window.canvas().zoom(), 1.5);
  EXPECT_LT((window.canvas().center_of_view() - before).manhattanLength(), 8.0);
}

TEST_F(KeyboardTest, CConnectsToACardThatArrowsChoose) {
  window.editor().add("service", {480, 0});
  const QString made = window.state().selected();
  window.scene().card("web")->setPos({0, 0});
  window.scene().card("db")->setPos({240, 400});
  window.scene().card(made)->setPos({240, 0});
  window.state().set_selection({"web"});
  const std::size_t arrows = window.scene().graph().arrows.size();
  key(Qt::Key_C);
  key(Qt::Key_Right);
  key(Qt::Key_Return);
  EXPECT_EQ(window.scene().graph().arrows.size(), arrows + 1);
  EXPECT_EQ(window.state().selected(), "web");
  key(Qt::Key_C);
  key(Qt::Key_Escape);
  EXPECT_EQ(window.state().selected(), "web");  // only the connection ended
}

TEST_F(KeyboardTest, TheTableSaysWhatTheCanvasShows) {
  QTest::keyClick(&window, Qt::Key_T, Qt::ControlModifier);
  ASSERT_TRUE(window.table().isVisible());
  ComponentModel& model = window.table().components();
  const QAbstractItemModelTester sound(&model,
                                       QAbstractItemModelTester::FailureReportingMode::Fatal);
  const auto cell = [&](const char* name, int column) {
    return model.index(model.row_of(name), column).data().toString();
  };
  ASSERT_EQ(model.rowCount(), 2);
  EXPECT_EQ(cell("web", ComponentModel::calls), "db");
  EXPECT_EQ(cell("db", ComponentModel::called_by), "web");
  EXPECT_EQ(cell("web", ComponentModel::team), "shop");
  const auto& web = window.document().scenario().architecture.components.at("web");
  const CardFacts facts = card_facts(window.document().scenario(), web, window.state());
  EXPECT_EQ(cell("web", ComponentModel::used), facts.number);
  EXPECT_EQ(cell("web", ComponentModel::cost), facts.cost);
  window.table().selectRow(model.row_of("db"));
  EXPECT_EQ(window.state().selected(), "db");
  window.state().set_selection({"web"});
  EXPECT_EQ(window.table().currentIndex().row(), model.row_of("web"));
  QTest::keyClick(&window, Qt::Key_T, Qt::ControlModifier);
  EXPECT_TRUE(window.canvas().isVisible());
}

/// Not the insides of Qt's own widgets, which speak through these.
bool is_control(QWidget& widget) {
  const auto* area = qobject_cast<QAbstractScrollArea*>(widget.parentWidget());
  const bool inside = area && area->viewport() == &widget;
  const bool list_of_box = widget.inherits("QComboBoxListView");
  return (widget.focusPolicy() & Qt::TabFocus) != 0 && !inside && !list_of_box;
}

TEST_F(KeyboardTest, EveryControlHasANameForScreenReaders) {
  window.state().set_selection({"web"});
  QStringList nameless;
  int controls = 0;
  for (QWidget* widget : window.findChildren<QWidget*>()) {
    if (!is_control(*widget)) continue;
    ++controls;
    QAccessibleInterface* told = QAccessible::queryAccessibleInterface(widget);
    if (!told || told->text(QAccessible::Name).isEmpty())
      nameless << QStringLiteral("%1 in %2")
                      .arg(QString::fromLatin1(widget->metaObject()->className()),
                           QString::fromLatin1(widget->parentWidget()->metaObject()->className()));
  }
  nameless.removeDuplicates();
  EXPECT_TRUE(nameless.isEmpty()) << nameless.join(u'\n').toStdString();
  EXPECT_GT(controls, 40);
}

}  // namespace
}  // namespace headroom::gui
