#include "gui/solving/solver.h"

#include <QElapsedTimer>
#include <vector>

#include <gtest/gtest.h>

#include "core/projection/project.h"
#include "core/report/report.h"
#include "gui/document/document.h"
#include "tests/gui/support.h"

namespace headroom::gui {
namespace {

class SolverTest : public testing::Test {
 protected:
  SolverTest() {
    document.start(test::small_shop());
    QObject::connect(&solver, &Solver::answered,
                     [this](const AnswerPointer& answer) { answers.push_back(answer); });
    QObject::connect(&solver, &Solver::finished, [this](bool cancelled) {
      ++ends;
      was_cancelled = cancelled;
    });
  }
  void wait() {
    ASSERT_TRUE(test::wait_for([this] { return !solver.busy(); }));
  }

  Document document{test::knowledge()};
  Solver solver;
  std::vector<AnswerPointer> answers;
  int ends = 0;
  bool was_cancelled = false;
};

TEST_F(SolverTest, FormulasAndAFirstLookComeBeforeTheWholeAnswer) {
  solver.solve(document.subject());
  wait();
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[0]->stage, Stage::formulas);
  EXPECT_EQ(answers[1]->stage, Stage::preview);
  EXPECT_EQ(answers[2]->stage, Stage::full);
  EXPECT_EQ(answers[2]->fingerprint, document.subject()->fingerprint);
  EXPECT_FALSE(was_cancelled);
}

TEST_F(SolverTest, TheAnswerIsThatOfTheCommandLineToTheBit) {
  solver.solve(document.subject());
  wait();
  const Subject& subject = *document.subject();
  const auto model =
      projection::Model::build(subject.scenario, subject.knowledge->kinds, subject.catalogue);
  const auto expected = projection::project(*model, {});
  const report::Subject about = {subject.scenario, subject.fingerprint, ""};
  EXPECT_EQ(report::report_json(about, answers.back()->projection),
            report::report_json(about, *expected));
}

TEST_F(SolverTest, ANewerScenarioReplacesTheOlder) {
  solver.solve(document.subject());
  projection::Scenario after = document.scenario();
  after.name = "Newer";
  document.edit("Rename", after);
  solver.solve(document.subject());
  wait();
  ASSERT_FALSE(answers.empty());
  for (const AnswerPointer& answer : answers)
    EXPECT_EQ(answer->fingerprint, document.subject()->fingerprint);
  EXPECT_EQ(ends, 1);
}

TEST_F(SolverTest, CancellingEndsAtOnceAndNothingComesAfter) {
  Document large(test::knowledge());
  ASSERT_TRUE(large.open(test::example("online_boutique.json")));
  solver.solve(large.subject());
  ASSERT_TRUE(test::wait_for([this] { return !answers.empty(); }));
  solver.cancel();
  EXPECT_FALSE(solver.busy());
  EXPECT_TRUE(was_cancelled);
  const std::size_t known = answers.size();
  test::wait_for([clock = [] {
    QElapsedTimer timer;
    timer.start();
    return timer;
  }()] { return clock.elapsed() > 200; });
  EXPECT_EQ(answers.size(), known);
}

TEST_F(SolverTest, TrafficFollowsTheCalls) {
  solver.solve(document.subject());
  wait();
  const std::vector<Traffic>& traffic = answers.back()->traffic;
  ASSERT_EQ(traffic.size(), 1U);
  EXPECT_EQ(traffic[0].from, "web");
  EXPECT_EQ(traffic[0].to, "db");
  const projection::Window* peak = window_of(*answers.back(), 0, projection::WindowKind::peak);
  EXPECT_NEAR(rate_of(traffic[0], *peak), peak->offered_rps, 1e-9);
}

}  // namespace
}  // namespace headroom::gui
