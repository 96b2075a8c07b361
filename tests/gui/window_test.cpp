#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include <gtest/gtest.h>

#include "gui/palette/kind_model.h"
#include "gui/style/words.h"
#include "gui/window/main_window.h"
#include "tests/gui/support.h"
#include "tests/gui/watched_application.h"

namespace headroom::gui {
namespace {

class WindowTest : public testing::Test {
 protected:
  WindowTest() {
    window.resize(1280, 800);
    window.show();
  }
  void open_shop() {
    window.document().start(test::small_shop());
    ASSERT_TRUE(test::wait_for([this] { return !window.solver().busy(); }));
  }
  MainWindow window{test::knowledge()};
};

TEST_F(WindowTest, ShowsTheSentenceOfTheReport) {
  open_shop();
  const Answer& answer = *window.state().answer();
  EXPECT_EQ(answer.stage, Stage::full);
  EXPECT_EQ(window.verdict().verdict_text(),
            text(report::plain(
                report::verdict(window.document().scenario(), answer.projection, kStyle))));
}

TEST_F(WindowTest, CardsShowTheBusiestResourceOfTheMonth) {
  open_shop();
  const CardItem* web = window.scene().card("web");
  ASSERT_NE(web, nullptr);
  EXPECT_EQ(web->facts().resource, "CPU");
  EXPECT_EQ(web->facts().owner, "shop");
  EXPECT_TRUE(web->facts().size.contains("m6i.large"));
  const QString now = web->facts().number;
  window.state().set_month(2);
  EXPECT_NE(web->facts().number, now);
}

TEST_F(WindowTest, TheSliderFollowsKeysAndTheMouse) {
  open_shop();
  MonthSlider& slider = window.slider();
  slider.setFocus();
  QTest::keyClick(&slider, Qt::Key_Right);
  EXPECT_EQ(window.state().month(), 1);
  QTest::keyClick(&slider, Qt::Key_End);
  EXPECT_EQ(window.state().month(), 2);
  QTest::keyClick(&slider, Qt::Key_Home);
  EXPECT_EQ(window.state().month(), 0);
  QTest::mouseClick(&slider, Qt::LeftButton, {},
                    QPoint(static_cast<int>(slider.x_of(2.0)), slider.height() / 2));
  EXPECT_EQ(window.state().month(), 2);
}

TEST_F(WindowTest, TilesLeadToTheirMonth) {
  open_shop();
  QTest::mouseClick(const_cast<Tile*>(&window.verdict().tile(2)), Qt::LeftButton);
  EXPECT_EQ(window.state().month(), 2);
}

TEST_F(WindowTest, TilesSayWhereLatencyGoesOnlyWhereIntervalsAreApart) {
  open_shop();
  Answer answer = *window.state().answer();
  const projection::Scenario& scenario = window.document().scenario();
  const auto set_p95 = [&](std::size_t month, double milliseconds) {
    for (projection::Window& one : answer.projection.months[month].windows)
      one.simulated.total.latency.p95 = Estimate::around(milliseconds * 1e-3, 5e-3);
  };
  set_p95(0, 100.0);
  set_p95(2, 104.0);
  EXPECT_EQ(tile_facts(scenario, &answer, 2).trend, 0);
  set_p95(2, 120.0);
  EXPECT_EQ(tile_facts(scenario, &answer, 2).trend, 1);
  set_p95(2, 80.0);
  EXPECT_EQ(tile_facts(scenario, &answer, 2).trend, -1);
  EXPECT_EQ(tile_facts(scenario, &answer, 0).trend, 0);
}

TEST_F(WindowTest, AClickSelectsACard) {
  open_shop();
  CanvasView& canvas = window.canvas();
  const QPoint at = canvas.mapFromScene(window.scene().card("web")->pos() + QPointF(60, 20));
  QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {}, at);
  EXPECT_EQ(window.state().selected(), "web");
}

TEST_F(WindowTest, AnInvalidFileSaysHowManyProblems) {
  window.open("/no/such/file.json");
  EXPECT_EQ(window.verdict().verdict_text(), "No answer: 1 problem in the scenario.");
}

TEST_F(WindowTest, AnEditFadesTheOldAnswerUntilTheNewOneIsThere) {
  open_shop();
  projection::Scenario after = window.document().scenario();
  after.architecture.components.at("web").owner = "other";
  window.document().edit("Owner", after);
  EXPECT_TRUE(window.state().updating());
  ASSERT_TRUE(test::wait_for([this] { return !window.solver().busy(); }));
  EXPECT_FALSE(window.state().updating());
}

TEST_F(WindowTest, UndoShowsItsWholeAnswerAtOnce) {
  open_shop();
  const AnswerPointer first = window.state().answer();
  projection::Scenario after = window.document().scenario();
  after.architecture.components.at("web").parameters.at("replicas") = {Uncertain::exact(3.0), "3"};
  window.document().edit("Replicas", after);
  EXPECT_TRUE(window.state().updating());
  window.document().history().undo();
  EXPECT_EQ(window.state().answer(), first);
  EXPECT_FALSE(window.state().updating());
  EXPECT_FALSE(window.solver().busy());
}

TEST_F(WindowTest, AnInvalidScenarioShowsNoOlderAnswer) {
  open_shop();
  projection::Scenario broken = window.document().scenario();
  broken.architecture.components.erase("db");
  window.document().edit("Delete db", broken);
  EXPECT_EQ(window.state().answer(), nullptr);
  EXPECT_EQ(window.scene().card("web")->facts().state, State::none);
  EXPECT_TRUE(window.scene().card("web")->facts().problem);
}

TEST_F(WindowTest, TheEventLoopGoesOnWhileAnythingIsComputed) {
  projection::Scenario large = test::small_shop();
  const architecture::Component web = large.architecture.components.at("web");
  for (int i = 0; i < 198; ++i) {
    architecture::Component copy = web;
    copy.name = "web-" + std::to_string(i);
    large.architecture.components.emplace(copy.name, copy);
  }
  window.document().start(large);
  int turns = 0;
  QTimer timer;
  QObject::connect(&timer, &QTimer::timeout, [&] { ++turns; });
  timer.start(0);
  ASSERT_TRUE(test::wait_for([&] { return window.state().answer() && turns > 20; }));
  EXPECT_EQ(window.scene().cards().size(), 200U);
}

TEST_F(WindowTest, NoEventKeepsTheLoopForLongWhileALargeSystemIsSimulated) {
  constexpr double kLongestMs = 50.0;
  constexpr qint64 kWatchedMs = 4000;
  window.document().start(test::large_system(200));
  ASSERT_TRUE(test::wait_for([&] { return window.state().answer() != nullptr; }));
  auto& application = static_cast<test::WatchedApplication&>(*qApp);
  application.watch();
  QElapsedTimer clock;
  clock.start();
  test::wait_for([&] { return !window.solver().busy() || clock.elapsed() > kWatchedMs; });
  window.solver().cancel();
  EXPECT_LE(application.longest().cpu_ms, kLongestMs) << application.longest().what.toStdString();
}

TEST(KindModel, IsAModel) {
  KindModel model(*test::knowledge());
  const QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  EXPECT_EQ(model.rowCount(), static_cast<int>(test::knowledge()->kinds.names().size()));
}

}  // namespace
}  // namespace headroom::gui
