// One sitting at the application, by mouse and keys only: draw, read, try, compare, undo, save,
// reopen. The command line sees the same scenarios.
#include <QDialogButtonBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMimeData>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <gtest/gtest.h>

#include "gui/palette/kind_model.h"
#include "gui/style/tokens.h"
#include "gui/window/main_window.h"
#include "tests/gui/support.h"

namespace headroom::gui {
namespace {

class StoryTest : public testing::Test {
 protected:
  StoryTest() {
    window.resize(1280, 800);
    window.show();
  }

  void settle() {
    ASSERT_TRUE(
        test::wait_for([this] { return !window.solver().busy() && !window.comparer().busy(); }));
  }
  Document& document() { return window.document(); }

  void press_button(const char* words) {
    for (auto* button : window.findChildren<QPushButton*>())
      if (button->isVisible() && button->text() == QString::fromUtf8(words))
        return QTest::mouseClick(button, Qt::LeftButton);
    FAIL() << "no button " << words;
  }
  /// From the palette to the canvas.
  void drop(const char* kind, QPoint at) {
    QMimeData data;
    data.setData(kKindMimeType, kind);
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window.canvas().viewport(), &enter);
    ASSERT_TRUE(enter.isAccepted());
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window.canvas().viewport(), &event);
  }
  QPoint on_canvas(QPointF scene_point) { return window.canvas().mapFromScene(scene_point); }
  void connect_by_port(const char* from, const char* to) {
    const CardItem* start = window.scene().card(from);
    const CardItem* end = window.scene().card(to);
    ASSERT_TRUE(start && end);
    QWidget* viewport = window.canvas().viewport();
    const QPoint at = on_canvas(start->out_port());
    const QPoint there = on_canvas(end->pos() + QPointF(40, 40));
    QTest::mousePress(viewport, Qt::LeftButton, {}, at);
    QTest::mouseMove(viewport, (at + there) / 2);
    QTest::mouseMove(viewport, there);
    QTest::mouseRelease(viewport, Qt::LeftButton, {}, there);
  }
  void select(const char* name) {
    const QPointF middle(size::kCardWidth / 2.0, 20);
    QTest::mouseClick(window.canvas().viewport(), Qt::LeftButton, {},
                      on_canvas(window.scene().card(name)->pos() + middle));
    ASSERT_EQ(window.state().selected(), name);
  }
  void type(FormField* field, const char* typed) {
    ASSERT_NE(field, nullptr);
    QTest::mouseClick(field->line(), Qt::LeftButton);
    field->line()->selectAll();
    QTest::keyClicks(field->line(), typed);
    QTest::keyClick(field->line(), Qt::Key_Return);
  }
  void show_tab(int index) {
    QTest::mouseClick(window.dock().tabBar(), Qt::LeftButton, {},
                      window.dock().tabBar()->tabRect(index).center());
  }
  void tick(int id) {
    QTreeView& tree = window.dock().what_ifs().tree();
    const QRect area = tree.visualRect(window.dock().what_ifs().scenarios().index_of(id));
    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {},
                      QPoint(area.left() + 18, area.center().y()));
  }
  void keys(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    window.canvas().setFocus();
    QTest::keyClick(&window, key, modifiers);
  }
  /// Answers the dialog that Save opens.
  void save_as(const QString& path) {
    QTimer::singleShot(0, &window, [path] {
      auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
      ASSERT_NE(dialog, nullptr);
      auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
      auto* buttons = dialog->findChild<QDialogButtonBox*>();
      ASSERT_TRUE(name && buttons);
      name->setText(path);
      QTest::mouseClick(buttons->button(QDialogButtonBox::Save), Qt::LeftButton);
      if (dialog->isVisible()) dialog->reject();  // never waits for anybody
    });
    keys(Qt::Key_S, Qt::ControlModifier);
  }
  static std::string fingerprint_by_command(const QString& path) {
    QProcess headroom;
    headroom.start(QStringLiteral(HEADROOM_BINARY),
                   {QStringLiteral("project"), path, QStringLiteral("--preview"),
                    QStringLiteral("--json"), QStringLiteral("-")});
    if (!headroom.waitForFinished(60'000) || headroom.exitCode() != 0) return "failed";
    const QJsonDocument report = QJsonDocument::fromJson(headroom.readAllStandardOutput());
    return report[QStringLiteral("scenario")][QStringLiteral("fingerprint")]
        .toString()
        .toStdString();
  }

  void draw();
  void try_a_what_if();
  void compare();
  void undo_all_and_redo();

  MainWindow window{test::knowledge()};
};

void StoryTest::draw() {
  press_button("Empty canvas");
  press_button("Create and simulate");
  drop("load_balancer", QPoint(120, 160));
  drop("service", QPoint(330, 160));
  drop("database", QPoint(560, 160));
  connect_by_port("balancer", "service");
  connect_by_port("service", "database");
  // An empty place on the canvas: the whole scenario is inspected.
  QTest::mouseClick(window.canvas().viewport(), Qt::LeftButton, {}, QPoint(400, 20));
  ScenarioForm& form = window.inspector().scenario_form();
  type(form.field("Months"), "2");
  type(form.field("Growth"), "5 %/month");
  type(form.field("p95"), "250 ms");
  settle();
  ASSERT_FALSE(document().problems().has_errors()) << window.verdict().verdict_text().toStdString();
  EXPECT_EQ(document().scenario().architecture.components.size(), 3U);
  EXPECT_TRUE(window.verdict().verdict_text().startsWith("Fine for 2 months."))
      << window.verdict().verdict_text().toStdString();
}

void StoryTest::try_a_what_if() {
  show_tab(window.dock().indexOf(&window.dock().what_ifs()));
  QTest::mouseClick(&window.dock().what_ifs().make_button(), Qt::LeftButton);
  auto* editor = window.dock().what_ifs().tree().viewport()->findChild<QLineEdit*>();
  ASSERT_NE(editor, nullptr);
  editor->selectAll();
  QTest::keyClicks(editor, "Four copies");
  QTest::keyClick(editor, Qt::Key_Return);
  QCoreApplication::processEvents();  // delegates commit through the event loop
  select("service");
  type(window.inspector().parameters().field("replicas"), "4");
  EXPECT_TRUE(window.inspector().parameters().field("replicas")->overridden());
  settle();
}

void StoryTest::compare() {
  tick(kBase);
  tick(document().current());
  QTest::mouseClick(&window.dock().what_ifs().compare_button(), Qt::LeftButton);
  settle();
  EXPECT_TRUE(
      window.compare_page().sentence().sentence_text().startsWith("Both keep every target to "))
      << window.compare_page().sentence().sentence_text().toStdString();
  press_button("Back to the scenario");
}

void StoryTest::undo_all_and_redo() {
  const ScenarioTree drawn = document().tree();
  int entries = 0;
  for (; document().history().canUndo(); ++entries) keys(Qt::Key_Z, Qt::ControlModifier);
  EXPECT_EQ(entries, 11);  // 3 kinds, 2 connections, 3 fields, a what-if, its name, its field
  EXPECT_TRUE(document().scenario().architecture.components.empty());
  EXPECT_TRUE(document().tree().what_ifs.empty());
  while (document().history().canRedo()) keys(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_EQ(document().tree(), drawn);
  settle();
}

TEST_F(StoryTest, FromAnEmptyCanvasToFilesThatTheCommandLineReads) {
  const QTemporaryDir folder;
  const QString base = folder.filePath("drawn.json");
  const QString what_if = folder.filePath("four_copies.json");
  draw();
  try_a_what_if();
  compare();
  undo_all_and_redo();
  save_as(base);
  ASSERT_FALSE(document().dirty());
  ASSERT_TRUE(QFile::exists(base) && QFile::exists(what_if));

  Document reopened(test::knowledge());
  ASSERT_TRUE(reopened.open(what_if));
  ASSERT_EQ(reopened.tree().what_ifs.size(), 1U);
  EXPECT_EQ(reopened.subject()->fingerprint, document().subject()->fingerprint);
  EXPECT_EQ(reopened.checked(kBase).subject->fingerprint,
            document().checked(kBase).subject->fingerprint);
  EXPECT_EQ(fingerprint_by_command(what_if), document().subject()->fingerprint);
  EXPECT_EQ(fingerprint_by_command(base), document().checked(kBase).subject->fingerprint);
}

}  // namespace
}  // namespace headroom::gui
