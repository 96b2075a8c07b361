// Runs the tests with an application, off screen unless a platform is named.
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include "gui/style/theme.h"
#include "tests/gui/watched_application.h"

int main(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  testing::InitGoogleTest(&argc, argv);
  headroom::gui::test::WatchedApplication application(argc, argv);
  const QTemporaryDir settings;  // nobody's own
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings.path());
  QStandardPaths::setTestModeEnabled(true);
  QApplication::setOrganizationName(QStringLiteral("headroom-test"));
  apply_theme(application, headroom::gui::ThemeName::light);
  return RUN_ALL_TESTS();
}
