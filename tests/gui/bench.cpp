// headroom-bench-gui: how long the event loop is kept by opening, editing and simulating a system
// of 200 components with 199 calls.
#include <QSettings>
#include <QTemporaryDir>
#include <cstdio>
#include <functional>

#include "gui/style/theme.h"
#include "gui/window/main_window.h"
#include "tests/gui/support.h"
#include "tests/gui/watched_application.h"

namespace {

using headroom::gui::MainWindow;
using headroom::gui::test::WatchedApplication;

constexpr int kComponents = 200;

/// Runs `work` as one event, then until `ready`.
void measure(WatchedApplication& application, const char* name, const std::function<void()>& work,
             const std::function<bool()>& ready) {
  application.watch();
  bool begun = false;
  const auto begin = [&] {
    work();
    begun = true;
  };
  QMetaObject::invokeMethod(&application, begin, Qt::QueuedConnection);
  const bool done = headroom::gui::test::wait_for([&] { return begun && ready(); });
  const auto& longest = application.longest();
  std::printf("%-12s longest turn %7.1f ms of computing, %7.1f ms of time  (%s)%s\n", name,
              longest.cpu_ms, longest.wall_ms, qPrintable(longest.what), done ? "" : ", stopped");
}

}  // namespace

int main(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  WatchedApplication application(argc, argv);
  const QTemporaryDir settings;  // nobody's own
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
  QApplication::setOrganizationName(QStringLiteral("headroom-bench"));
  apply_theme(application, headroom::gui::ThemeName::light);
  MainWindow window(headroom::gui::test::knowledge());
  window.resize(1280, 800);
  window.show();
  const auto scenario = headroom::gui::test::large_system(kComponents);
  const auto answered = [&] { return window.state().answer() && !window.state().updating(); };
  measure(
      application, "opening", [&] { window.document().start(scenario); }, answered);
  measure(
      application, "editing",
      [&] {
        auto after = window.document().scenario();
        after.architecture.components.at("part-0").owner = "someone";
        window.document().edit(QStringLiteral("Edit"), after);
      },
      answered);
  measure(
      application, "simulating", [&] { window.solve(); }, [&] { return !window.solver().busy(); });
  return 0;
}
