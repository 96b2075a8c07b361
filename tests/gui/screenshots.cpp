// headroom-screenshots FOLDER [LOOKS]: the main states of the application as PNG files, to be
// looked at.
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <iterator>
#include <vector>

#include "gui/document/knowledge.h"
#include "gui/style/theme.h"
#include "gui/window/main_window.h"

namespace {

using headroom::gui::MainWindow;
using headroom::gui::ThemeName;

constexpr int kPatienceMs = 300'000;  // comparing solves several years

void wait_until(const std::function<bool()>& ready) {
  QElapsedTimer clock;
  clock.start();
  while (!ready() && clock.elapsed() < kPatienceMs)
    QApplication::processEvents(QEventLoop::AllEvents, 20);
}

void settle() {
  QElapsedTimer clock;
  clock.start();
  while (clock.elapsed() < 300) QApplication::processEvents(QEventLoop::AllEvents, 20);
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);  // no loop runs here
}

class Camera {
 public:
  Camera(QString folder, QString suffix) : folder_(std::move(folder)), suffix_(std::move(suffix)) {}

  void shoot(QWidget& window, const QString& name) const {
    settle();
    const QString file = folder_ + u'/' + name + u'-' + suffix_ + QStringLiteral(".png");
    window.grab().save(file);
    std::printf("%s\n", qPrintable(file));
  }

 private:
  QString folder_;
  QString suffix_;
};

struct Look {
  ThemeName theme;
  const char* name;
  QSize size;
};

/// A mistake, so that there is something to tell.
void break_scenario(MainWindow& window) {
  headroom::projection::Scenario broken = window.document().scenario();
  broken.architecture.components.erase("redis-cart");
  window.document().edit(QStringLiteral("Delete redis-cart"), broken);
  window.dock().show_problems();
}

/// Simulated once, shown in every look.
void show_answer(MainWindow& window) {
  static headroom::gui::AnswerPointer answer;
  if (answer) window.solver().cancel();
  wait_until([&] { return !window.solver().busy(); });
  if (answer) window.state().set_answer(answer);
  answer = window.state().answer();
}

headroom::projection::Scenario with_copies_of(headroom::projection::Scenario scenario,
                                              const char* component, const char* count) {
  scenario.architecture.components.at(component).parameters["replicas"] = {headroom::Uncertain{},
                                                                           count};
  return scenario;
}

/// Two what-ifs over the base, the second over the first.
std::vector<int> try_what_ifs(MainWindow& window) {
  headroom::gui::Document& document = window.document();
  const int first = document.add_what_if(QStringLiteral("Three of currency"));
  document.edit(QStringLiteral("currency replicas 2 to 3"),
                with_copies_of(document.scenario(), "currency", "3"));
  const int second = document.add_what_if(QStringLiteral("Frontend too"));
  document.edit(QStringLiteral("frontend replicas 2 to 4"),
                with_copies_of(document.scenario(), "frontend", "4"));
  return {headroom::gui::kBase, first, second};
}

/// Solved once, shown in every look.
void compare_all(MainWindow& window, const std::vector<int>& ids) {
  static std::vector<headroom::gui::AnswerPointer> known;
  for (const auto& answer : known) window.answers().keep(answer);
  window.dock().what_ifs().scenarios().tick(ids);
  window.show_compare();
  wait_until([&] { return !window.comparer().busy(); });
  if (window.comparer().compared()) known = window.comparer().compared()->answers;
}

void take_what_ifs(MainWindow& window, const Camera& camera) {
  const std::vector<int> ids = try_what_ifs(window);
  window.solver().cancel();
  compare_all(window, ids);
  camera.shoot(window, QStringLiteral("compare"));
  window.compare_page().figures().setCurrentIndex(2);
  camera.shoot(window, QStringLiteral("compare-cost"));
  window.show_scenario();
  window.solve();
  window.dock().show_what_ifs();
  window.state().set_selection({QStringLiteral("frontend")});
  camera.shoot(window, QStringLiteral("what-if"));
  window.dock().show_history();
  camera.shoot(window, QStringLiteral("history"));
  while (window.document().history().canUndo()) window.document().history().undo();
}

void take_explanation(MainWindow& window, const Camera& camera) {
  window.show_explain();
  wait_until([&] { return !window.explain_page().explainer().busy(); });
  camera.shoot(window, QStringLiteral("explain"));
  window.show_scenario();
}

void take(const Look& look, const QString& folder) {
  apply_theme(*qApp, look.theme);
  const Camera camera(
      folder, QStringLiteral("%1-%2").arg(QString::fromLatin1(look.name)).arg(look.size.width()));
  MainWindow window(headroom::gui::builtin_knowledge());
  window.resize(look.size);
  window.show();
  camera.shoot(window, QStringLiteral("first-run"));
  // Not by the window, which would remember the file.
  window.document().open(QStringLiteral(HEADROOM_SOURCE_DIR "/examples/online_boutique.json"));
  camera.shoot(window, QStringLiteral("first-estimate"));
  show_answer(window);
  window.state().set_month(9);
  camera.shoot(window, QStringLiteral("month"));
  window.state().set_selection({QStringLiteral("currency")});
  window.state().set_month(8);
  window.dock().setCurrentIndex(2);
  camera.shoot(window, QStringLiteral("selected"));
  take_explanation(window, camera);
  take_what_ifs(window, camera);
  break_scenario(window);
  camera.shoot(window, QStringLiteral("problems"));
  window.open_palette();
  camera.shoot(window, QStringLiteral("palette"));
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const QTemporaryDir settings;  // nobody's recent files
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
  QApplication::setOrganizationName(QStringLiteral("headroom-screenshots"));
  const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("screenshots");
  QDir().mkpath(folder);
  const Look looks[] = {{ThemeName::light, "light", {1280, 800}},
                        {ThemeName::dark, "dark", {1280, 800}},
                        {ThemeName::light, "light", {2560, 1600}},
                        {ThemeName::dark, "dark", {2560, 1600}},
                        {ThemeName::contrast, "contrast", {1280, 800}}};
  constexpr int kAll = static_cast<int>(std::size(looks));
  const int wanted = argc > 2 ? std::min(kAll, QString::fromLocal8Bit(argv[2]).toInt()) : kAll;
  for (int i = 0; i < wanted; ++i) take(looks[i], folder);
  return 0;
}
