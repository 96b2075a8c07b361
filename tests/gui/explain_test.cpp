#include <QAbstractItemModelTester>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include "core/report/explanation.h"
#include "gui/window/main_window.h"
#include "tests/gui/support.h"

namespace headroom::gui {
namespace {

class ExplainTest : public testing::Test {
 protected:
  ExplainTest() {
    window.resize(1280, 800);
    window.show();
    window.document().start(test::small_shop());
  }

  ExplainPage& page() { return window.explain_page(); }
  void solved() {
    ASSERT_TRUE(test::wait_for([this] { return !window.solver().busy(); }));
    ASSERT_NE(window.state().answer(), nullptr);
  }
  void explained() {
    QTest::keyClick(&window, Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(page().isVisible());
    ASSERT_TRUE(test::wait_for([this] { return page().explained() != nullptr; }));
  }
  double path_sum() {
    double sum = 0.0;
    for (const PathRow& row : page().path().path().rows())
      for (const PathPart& part : row.parts) sum += part.seconds;
    return sum;
  }

  MainWindow window{test::knowledge()};
};

TEST_F(ExplainTest, SaysTheSameAsTheCommandLineToTheBit) {
  const QTemporaryDir folder;
  const QString file = folder.filePath("shop.json");
  ASSERT_FALSE(window.document().save(file));
  solved();
  window.state().set_month(1);
  explained();
  QProcess command;
  command.start(QStringLiteral(HEADROOM_BINARY), {"explain", file, "--month", "1", "--json", "-"});
  ASSERT_TRUE(command.waitForFinished(60'000));
  const std::string told = command.readAllStandardOutput().toStdString();
  const std::size_t begin = told.find("\"rerun\": ");
  ASSERT_NE(begin, std::string::npos);
  const std::string rerun = told.substr(begin + 10, told.find('"', begin + 10) - begin - 10);
  const report::Subject subject = {window.document().scenario(),
                                   window.document().subject()->fingerprint, rerun};
  const projection::Options defaults;
  EXPECT_EQ(report::explanation_json(subject, page().explained()->explained, std::nullopt,
                                     defaults.seed, defaults.precision),
            told);
}

TEST_F(ExplainTest, PathAndCausesAddUpToTheResponse) {
  solved();
  explained();
  const sim::Breakdown& breakdown = page().explained()->explained.classes.front();
  for (const Requests requests : {Requests::all, Requests::near_p95}) {
    QTest::mouseClick(page().requests().button(static_cast<int>(requests)), Qt::LeftButton);
    const double whole = whole_of(breakdown, requests).estimate;
    EXPECT_NEAR(path_sum(), whole, 1e-9 * whole);
    double causes = 0.0;
    for (const double seconds : sums_of(breakdown, requests)) causes += seconds;
    EXPECT_NEAR(causes, whole, 1e-9 * whole);
  }
  const auto& rows = page().path().path().rows();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].component, "web");
  EXPECT_TRUE(rows[0].calls);
  EXPECT_EQ(rows[1].component, "db");
  EXPECT_EQ(rows[0].end, rows[1].end);
}

TEST_F(ExplainTest, FollowsMonthAndEditsWithoutBlocking) {
  solved();
  explained();
  const double before = page().explained()->explained.classes.front().mean_s.estimate;
  window.state().set_month(1);
  EXPECT_EQ(page().explained(), nullptr);  // the work is elsewhere
  ASSERT_TRUE(test::wait_for([this] { return page().explained() != nullptr; }));
  EXPECT_NE(page().explained()->explained.classes.front().mean_s.estimate, before);
  window.state().set_month(0);
  EXPECT_NE(page().explained(), nullptr);  // kept
  projection::Scenario after = window.document().scenario();
  after.load.now = workload::PeakHourRate{Uncertain{30.0, 30.0}};
  window.document().edit("More load", after);
  EXPECT_EQ(page().explained(), nullptr);
  ASSERT_TRUE(test::wait_for([this] { return page().explained() != nullptr; }));
  EXPECT_GT(page().explained()->explained.classes.front().mean_s.estimate, before);
}

TEST_F(ExplainTest, TablesAreSoundAndSelectComponents) {
  const QAbstractItemModelTester path(&page().path().path(),
                                      QAbstractItemModelTester::FailureReportingMode::Fatal);
  const QAbstractItemModelTester causes(&page().causes(),
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
  solved();
  explained();
  ASSERT_GT(page().causes().rowCount(), 0);
  EXPECT_TRUE(page().path().path().index(1, PathModel::path).data().toString().contains("ms"));
  const QRect cell = page().path().visualRect(page().path().path().index(1, PathModel::time));
  QTest::mouseClick(page().path().viewport(), Qt::LeftButton, {}, cell.center());
  EXPECT_EQ(window.state().selected(), "db");
}

}  // namespace
}  // namespace headroom::gui
