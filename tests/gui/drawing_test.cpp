#include "gui/document/drawing.h"

#include <QDropEvent>
#include <QMimeData>
#include <QTest>
#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "gui/palette/kind_model.h"
#include "gui/style/tokens.h"
#include "gui/window/main_window.h"
#include "tests/gui/support.h"

namespace headroom::gui {
namespace {

using namespace architecture;

const Component& component(const projection::Scenario& scenario, const char* name) {
  return scenario.architecture.components.at(name);
}

template <class Action>
const Action* last_step(const Component& of) {
  return std::get_if<Action>(&of.operations.begin()->second.back().action);
}

/// A component of every kind, named by its kind.
projection::Scenario zoo() {
  projection::Scenario scenario = test::small_shop();
  for (const auto& kind : test::knowledge()->kinds)
    scenario =
        with_component(std::move(scenario), *test::knowledge(), std::string(kind->name())).scenario;
  return scenario;
}

TEST(Drawing, EveryKindCanBeAddedAndShown) {
  const projection::Scenario scenario = zoo();
  EXPECT_EQ(scenario.architecture.components.size(), 2U + test::knowledge()->kinds.names().size());
  Document document(test::knowledge());
  document.start(scenario);  // with problems, but without a crash
  graph_of(scenario, *test::knowledge());
}

TEST(Drawing, NamesStayFree) {
  projection::Scenario scenario = test::small_shop();
  EXPECT_EQ(free_name(scenario, "web"), "web-2");
  EXPECT_EQ(free_name(scenario, "new"), "new");
}

TEST(Drawing, EveryPairIsEitherConnectedOrRefusedWithAReason) {
  const projection::Scenario scenario = zoo();
  for (const auto& [from, a] : scenario.architecture.components)
    for (const auto& [to, b] : scenario.architecture.components) {
      if (!refusal_to_connect(scenario, *test::knowledge(), from, to).empty()) continue;
      const auto after = with_connection(scenario, *test::knowledge(), from, to);
      const Graph graph = graph_of(after, *test::knowledge());
      const auto index = [&](const std::string& name) {
        return static_cast<int>(graph.names.indexOf(QString::fromStdString(name)));
      };
      const int start = index(from);
      const int end = index(to);
      EXPECT_TRUE(std::ranges::any_of(graph.arrows, [&](const Arrow& arrow) {
        return arrow.from == start && arrow.to == end;
      })) << from << " to " << to;
    }
}

TEST(Drawing, ConnectionsFollowTheKinds) {
  const projection::Scenario scenario = zoo();
  const Knowledge& known = *test::knowledge();
  EXPECT_TRUE(last_step<Call>(
      component(with_connection(scenario, known, "service", "database"), "service")));
  EXPECT_TRUE(
      last_step<Send>(component(with_connection(scenario, known, "service", "queue"), "service")));
  EXPECT_TRUE(last_step<ReadThrough>(
      component(with_connection(scenario, known, "service", "cache"), "service")));
  EXPECT_EQ(component(with_connection(scenario, known, "queue", "worker"), "worker")
                .parameters.at("from")
                .typed,
            "queue");
  EXPECT_EQ(component(with_connection(scenario, known, "balancer", "service"), "balancer")
                .parameters.at("to")
                .typed,
            "service");
  EXPECT_FALSE(refusal_to_connect(scenario, known, "database", "service").empty());
  EXPECT_FALSE(refusal_to_connect(scenario, known, "service", "worker").empty());
  EXPECT_FALSE(refusal_to_connect(scenario, known, "service", "service").empty());
}

TEST(Drawing, DeletingTakesCallsAlong) {
  const projection::Scenario after = without(test::small_shop(), {"db"});
  EXPECT_FALSE(after.architecture.components.contains("db"));
  EXPECT_EQ(component(after, "web").operations.at("page").size(), 1U);
}

TEST(Drawing, ACacheThatGoesLeavesTheStepsOfItsMiss) {
  projection::Scenario scenario = zoo();
  Call call;
  call.target = {"db", "read"};
  scenario.architecture.components.at("web").operations.at("page") = {
      {ReadThrough{"cache", {{call}}}}};
  const projection::Scenario after = without(scenario, {"cache"});
  EXPECT_TRUE(last_step<Call>(component(after, "web")));
}

TEST(Drawing, CopiesCallCopies) {
  const projection::Scenario scenario = test::small_shop();
  const Added added =
      with_copies(scenario, {component(scenario, "web"), component(scenario, "db")});
  EXPECT_EQ(added.names, (std::vector<std::string>{"web-2", "db-2"}));
  EXPECT_EQ(last_step<Call>(component(added.scenario, "web-2"))->target.component, "db-2");
  EXPECT_EQ(last_step<Call>(component(added.scenario, "web"))->target.component, "db");
}

TEST(Drawing, RenamingFollowsEveryReference) {
  projection::Scenario after = with_name(test::small_shop(), "db", "store");
  EXPECT_EQ(last_step<Call>(component(after, "web"))->target.component, "store");
  after = with_name(after, "web", "shop");
  EXPECT_EQ(after.load.classes.front().component, "shop");
  Document document(test::knowledge());
  document.start(after);
  EXPECT_FALSE(document.problems().has_errors());
}

class CanvasTest : public testing::Test {
 protected:
  CanvasTest() {
    window.resize(1280, 800);
    window.show();
    window.document().start(test::small_shop());
    bool laid_out = false;
    QObject::connect(&window.scene(), &CanvasScene::laid_out, [&] { laid_out = true; });
    test::wait_for([&] { return laid_out; });
  }
  QPoint on_canvas(QPointF scene_point) { return window.canvas().mapFromScene(scene_point); }
  void drag(QPoint from, QPoint to) {
    QWidget* viewport = window.canvas().viewport();
    QTest::mousePress(viewport, Qt::LeftButton, {}, from);
    QTest::mouseMove(viewport, (from + to) / 2);
    QTest::mouseMove(viewport, to);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, to);
  }
  void drop(const char* kind, QPoint at) {
    QMimeData data;
    data.setData(kKindMimeType, kind);
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window.canvas().viewport(), &enter);
    ASSERT_TRUE(enter.isAccepted());
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window.canvas().viewport(), &event);
  }
  void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    window.canvas().setFocus();
    QTest::keyClick(window.canvas().viewport(), key, modifiers);
  }
  MainWindow window{test::knowledge()};
};

TEST_F(CanvasTest, AKindDroppedBecomesAComponentThere) {
  drop("cache", QPoint(400, 150));
  const CardItem* card = window.scene().card("cache");
  ASSERT_NE(card, nullptr);
  EXPECT_EQ(window.state().selected(), "cache");
  const QPoint center =
      on_canvas(card->pos() + QPointF(size::kCardWidth / 2.0, size::kCardHeight / 2.0));
  EXPECT_LE((center - QPoint(400, 150)).manhattanLength(), 2 * size::kSnap);
  EXPECT_EQ(window.document().history().undoText(), "Add cache");
}

TEST_F(CanvasTest, APortDraggedToACardConnects) {
  drop("cache", QPoint(500, 60));
  const CardItem* cache = window.scene().card("cache");
  const CardItem* web = window.scene().card("web");
  drag(on_canvas(web->out_port()), on_canvas(cache->pos() + QPointF(40, 40)));
  EXPECT_EQ(window.document().history().undoText(), "Connect web to cache");
  EXPECT_TRUE(last_step<ReadThrough>(component(window.document().scenario(), "web")));
}

TEST_F(CanvasTest, ARefusedConnectionSaysWhyAndChangesNothing) {
  const auto before = window.document().scenario();
  const CardItem* db = window.scene().card("db");
  const CardItem* web = window.scene().card("web");
  drag(on_canvas(db->out_port()), on_canvas(web->pos() + QPointF(40, 40)));
  EXPECT_EQ(window.document().scenario(), before);
}

TEST_F(CanvasTest, KeysDeleteDuplicateCopyAndPaste) {
  const auto before = window.document().scenario();
  window.state().set_selection({"web"});
  key(Qt::Key_D, Qt::ControlModifier);
  EXPECT_NE(window.scene().card("web-2"), nullptr);
  EXPECT_EQ(window.state().selected(), "web-2");
  key(Qt::Key_Delete);
  EXPECT_EQ(window.scene().card("web-2"), nullptr);
  window.state().set_selection({"db"});
  key(Qt::Key_C, Qt::ControlModifier);
  key(Qt::Key_V, Qt::ControlModifier);
  EXPECT_NE(window.scene().card("db-2"), nullptr);
  while (window.document().history().canUndo()) window.document().history().undo();
  EXPECT_EQ(window.document().scenario(), before);
}

TEST_F(CanvasTest, RenamingInTheInspectorKeepsTheSelection) {
  window.state().set_selection({"db"});
  FormField* name = window.inspector().parameters().name_field();
  name->line()->setFocus();
  name->line()->selectAll();
  QTest::keyClicks(name->line(), "store");
  QTest::keyClick(name->line(), Qt::Key_Return);
  EXPECT_EQ(window.state().selected(), "store");
  EXPECT_NE(window.scene().card("store"), nullptr);
  EXPECT_FALSE(window.document().problems().has_errors());
}

TEST_F(CanvasTest, ADrawnCardIsMovedByTheMouseOntoTheGrid) {
  const CardItem* db = window.scene().card("db");
  const QPointF before = db->pos();
  drag(on_canvas(before + QPointF(40, 20)), on_canvas(before + QPointF(40, 20)) + QPoint(50, 61));
  EXPECT_NE(db->pos(), before);
  EXPECT_EQ(std::fmod(db->pos().x(), size::kSnap), 0.0);
}

TEST_F(CanvasTest, WithoutComponentsTheCanvasIsEmptyAndHolds) {
  window.state().set_selection({"db", "web"});
  key(Qt::Key_Delete);
  EXPECT_TRUE(window.scene().cards().empty());
  EXPECT_TRUE(window.verdict().verdict_text().startsWith("No answer"));
  window.document().history().undo();
  EXPECT_EQ(window.scene().cards().size(), 2U);
}

}  // namespace
}  // namespace headroom::gui
