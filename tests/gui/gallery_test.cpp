#include "gui/gallery/gallery.h"

#include <QElapsedTimer>
#include <QTest>

#include <gtest/gtest.h>

#include "gui/window/main_window.h"
#include "models/models.h"
#include "tests/gui/support.h"

namespace headroom::gui {
namespace {

class GalleryTest : public testing::Test {
 protected:
  GalleryTest() {
    window.resize(1280, 800);
    window.show();
  }
  MainWindow window{test::knowledge()};
};

TEST_F(GalleryTest, OffersEveryTemplateThatWorks) {
  EXPECT_EQ(window.gallery().templates().size(), models::templates().size());
  EXPECT_EQ(window.gallery().cards().size(), window.gallery().templates().size());
}

TEST_F(GalleryTest, AChosenTemplateWithThreeAnswersBecomesAPlan) {
  Gallery& gallery = window.gallery();
  QTest::mouseClick(gallery.cards().back(), Qt::LeftButton);
  const char* answers[] = {"50 rps", "2 to 4 %/month", "900 USD"};
  for (std::size_t i = 0; i < 3; ++i) {
    gallery.questions().line(i)->selectAll();
    QTest::keyClicks(gallery.questions().line(i), answers[i]);
  }
  ASSERT_TRUE(test::wait_for([&] {
    return gallery.questions().estimate().startsWith("Fine") ||
           gallery.questions().estimate().startsWith("Over");
  }));
  QElapsedTimer clock;
  clock.start();
  QTest::mouseClick(gallery.questions().create(), Qt::LeftButton);
  const projection::Scenario& plan = window.document().scenario();
  EXPECT_EQ(std::get<workload::PeakHourRate>(plan.load.now).rate_rps, Uncertain::exact(50.0));
  EXPECT_EQ(*plan.targets.monthly_cost, Money::from_units(900.0));
  EXPECT_FALSE(window.gallery().isVisible());
  ASSERT_TRUE(test::wait_for([&] { return window.state().answer() != nullptr; }));
}

TEST_F(GalleryTest, AnAnswerThatCannotBeReadCreatesNothing) {
  FirstQuestions& questions = window.gallery().questions();
  questions.line(0)->selectAll();
  QTest::keyClicks(questions.line(0), "many");
  EXPECT_FALSE(questions.create()->isEnabled());
  questions.line(0)->selectAll();
  QTest::keyClicks(questions.line(0), "80 rps");
  EXPECT_TRUE(questions.create()->isEnabled());
}

TEST_F(GalleryTest, OnAnEmptyCanvasTheFirstServiceTakesTheRequests) {
  projection::Scenario empty = test::small_shop();
  empty.architecture.components.clear();
  empty.load.classes.clear();
  window.document().start(empty);
  window.editor().add("service", {0, 0});
  EXPECT_FALSE(window.document().problems().has_errors());
  window.editor().add("load_balancer", {-200, 0});
  window.editor().connect_cards("balancer", "service");
  EXPECT_FALSE(window.document().problems().has_errors());
  EXPECT_EQ(window.document().scenario().load.classes.front().component, "balancer");
  ASSERT_TRUE(test::wait_for([&] { return window.state().answer() && !window.solver().busy(); }));
}

TEST_F(GalleryTest, ChangesThatWereKeptAreOfferedAndRestoredAsUnsaved) {
  window.files().drop_autosave();
  window.offer_restore();
  EXPECT_FALSE(window.gallery().restore_offer().isVisible());
  window.document().start(test::small_shop());
  projection::Scenario after = window.document().scenario();
  after.name = "Kept";
  window.document().edit("Rename", after);
  window.files().autosave();
  MainWindow next(test::knowledge());
  next.show();
  next.offer_restore();
  ASSERT_TRUE(next.gallery().restore_offer().isVisible());
  QTest::mouseClick(next.gallery().restore_offer().findChildren<QPushButton*>().front(),
                    Qt::LeftButton);
  EXPECT_EQ(next.document().scenario().name, "Kept");
  EXPECT_TRUE(next.document().dirty());
  EXPECT_TRUE(next.document().path().isEmpty());
  next.files().drop_autosave();
}

}  // namespace
}  // namespace headroom::gui
