#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>
#include <QXmlStreamReader>

#include <gtest/gtest.h>

#include "gui/charts/csv_cell.h"
#include "gui/pictures/picture_file.h"
#include "gui/window/main_window.h"
#include "tests/gui/support.h"

namespace headroom::gui {
namespace {

TEST(CsvCell, IsTextForSpreadsheetsAndNoFormula) {
  const std::pair<const char*, const char*> cells[] = {{"aws:m6i.large", "aws:m6i.large"},
                                                       {"a,b", "\"a,b\""},
                                                       {"say \"hi\"", "\"say \"\"hi\"\"\""},
                                                       {"=1+1", "'=1+1"},
                                                       {" -cmd", "' -cmd"},
                                                       {"@a,b", "\"'@a,b\""},
                                                       {"\tx", "'\tx"},
                                                       {"a\n+b", "\"a\n'+b\""},
                                                       {"", ""}};
  for (const auto& [text, cell] : cells)
    EXPECT_EQ(csv_cell(QString::fromUtf8(text)).toStdString(), cell);
}

class ChartTest : public testing::Test {
 protected:
  ChartTest() {
    window.resize(1280, 800);
    window.show();
    projection::Scenario scenario = test::small_shop();
    scenario.horizon.months = 12;
    window.document().start(scenario);
    test::wait_for([this] { return window.state().answer() != nullptr; });
    window.solver().cancel();  // the first estimate will do
    window.dock().setCurrentIndex(0);
    chart = window.dock().current_chart();
  }

  QPoint at_share(double share) const {
    const QRectF plot = chart->chart()->plotArea();
    return QPointF(plot.left() + share * plot.width(), plot.center().y()).toPoint();
  }
  double width() const { return chart->last_shown() - chart->first_shown(); }
  static QByteArray bytes_of(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

  MainWindow window{test::knowledge()};
  YearChart* chart = nullptr;
  QTemporaryDir folder;
};

TEST_F(ChartTest, TheWheelZoomsAroundThePointer) {
  const double whole = width();
  const QPointF position = at_share(0.75);
  QWheelEvent turn(position, chart->viewport()->mapToGlobal(position), {}, {0, 240}, Qt::NoButton,
                   Qt::NoModifier, Qt::NoScrollPhase, false);
  QApplication::sendEvent(chart->viewport(), &turn);
  EXPECT_NEAR(width(), 0.64 * whole, 1e-9);
  EXPECT_GT(chart->first_shown(), 0.0);
  const double there = chart->first_shown() + 0.75 * width();
  EXPECT_NEAR(there, -0.25 + 0.75 * whole, 0.1);
}

TEST_F(ChartTest, ADragWithShiftZoomsIntoItsBandAndKeysBack) {
  const double whole = width();
  QWidget* viewport = chart->viewport();
  QTest::mousePress(viewport, Qt::LeftButton, Qt::ShiftModifier, at_share(0.25));
  QTest::mouseMove(viewport, at_share(0.4));
  QTest::mouseMove(viewport, at_share(0.5));
  QTest::mouseRelease(viewport, Qt::LeftButton, Qt::ShiftModifier, at_share(0.5));
  EXPECT_NEAR(width(), 0.25 * whole, 0.1);
  EXPECT_EQ(window.state().month(), 0);  // no month was chosen
  QTest::keyClick(chart, Qt::Key_Plus);
  EXPECT_NEAR(width(), 0.2 * whole, 0.1);
  QTest::keyClick(chart, Qt::Key_Minus);
  EXPECT_NEAR(width(), 0.25 * whole, 0.1);
  QTest::keyClick(chart, Qt::Key_0);
  EXPECT_NEAR(width(), whole, 1e-9);
}

TEST_F(ChartTest, NeverShowsLessThanAMonthOrMoreThanTheYear) {
  const double whole = width();
  chart->setFocus();  // on the canvas the same keys zoom the canvas
  for (int i = 0; i < 40; ++i) QTest::keyClick(chart, Qt::Key_Plus);
  EXPECT_NEAR(width(), 1.0, 1e-9);
  for (int i = 0; i < 80; ++i) QTest::keyClick(chart, Qt::Key_Minus);
  EXPECT_NEAR(width(), whole, 1e-9);
}

TEST_F(ChartTest, ChartsAndCanvasAreWrittenAsSvgPngAndPdf) {
  for (const char* name : {"chart", "canvas"}) {
    const auto write = [&](const char* ending) {
      const QString path = folder.filePath(QString::fromLatin1(name) + QLatin1String(ending));
      if (name == std::string("chart"))
        window.exports().write_chart(path);
      else
        window.exports().write_canvas(path);
      return path;
    };
    QXmlStreamReader svg(bytes_of(write(".svg")));
    int elements = 0;
    while (!svg.atEnd()) elements += svg.readNext() == QXmlStreamReader::StartElement ? 1 : 0;
    EXPECT_FALSE(svg.hasError()) << svg.errorString().toStdString();
    EXPECT_GT(elements, 20);
    const QImage png(write(".png"));
    EXPECT_GT(png.width(), 300);
    EXPECT_TRUE(bytes_of(write(".pdf")).startsWith("%PDF-"));
  }
}

TEST_F(ChartTest, SaysWhyAPictureCannotBeWritten) {
  const auto draw = [](QPainter&) {};
  EXPECT_TRUE(write_picture(folder.filePath("no/such/folder.svg"), {10, 10}, draw));
  EXPECT_TRUE(write_picture(folder.filePath("picture.txt"), {10, 10}, draw));
  EXPECT_FALSE(QFile::exists(folder.filePath("picture.txt")));
}

class ReplicaChartTest : public testing::Test {
 protected:
  static int tab(const Dock& dock) {
    for (int i = 0; i < dock.count(); ++i)
      if (dock.tabText(i) == QStringLiteral("Replicas")) return i;
    return -1;
  }
};

TEST_F(ReplicaChartTest, IsThereWhereAnAutoscalerIs) {
  MainWindow window{test::knowledge()};
  window.resize(1280, 800);
  window.show();
  window.document().start(test::small_shop());
  ASSERT_TRUE(test::wait_for([&] { return window.state().answer() != nullptr; }));
  ASSERT_GE(tab(window.dock()), 0);
  EXPECT_FALSE(window.dock().isTabVisible(tab(window.dock())));
  window.document().open(test::example("elastic_api.json"));
  ASSERT_TRUE(test::wait_for([&] { return window.dock().isTabVisible(tab(window.dock())); }));
  window.dock().setCurrentIndex(tab(window.dock()));
  const QStringList rows = window.dock().current_chart()->csv().split(u'\n');
  ASSERT_EQ(rows.size(), 1 + 13 + 1);
  EXPECT_EQ(rows[0], QStringLiteral("month,component,peak_replicas,mean_replicas,surge_replicas"));
  EXPECT_TRUE(rows[1].startsWith(QStringLiteral("2027-01,api,3,2.0"))) << rows[1].toStdString();
  EXPECT_TRUE(rows[13].startsWith(QStringLiteral("2028-01,api,5,"))) << rows[13].toStdString();
}

}  // namespace
}  // namespace headroom::gui
