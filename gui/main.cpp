// headroom-gui [FILE]: the desktop application.
#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QTimer>
#include <cstdio>

#include "gui/document/knowledge.h"
#include "gui/style/theme.h"
#include "gui/window/main_window.h"

namespace {

using headroom::gui::ThemeName;

ThemeName theme_named(const QString& name) {
  if (name == u"light") return ThemeName::light;
  if (name == u"dark") return ThemeName::dark;
  if (name == u"contrast") return ThemeName::contrast;
  return headroom::gui::platform_theme();
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QApplication::setApplicationName(QStringLiteral("headroom-gui"));
  QApplication::setApplicationDisplayName(QStringLiteral("Headroom"));
  QApplication::setApplicationVersion(QStringLiteral(HEADROOM_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("headroom-gui"));
  QApplication::setWindowIcon(QIcon::fromTheme(QStringLiteral("headroom-gui")));
  QApplication::setOrganizationName(QStringLiteral("headroom"));

  QCommandLineParser parser;
  parser.setApplicationDescription(
      QStringLiteral("When does it break, what breaks first, what will it cost?"));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("The scenario to open"),
                               QStringLiteral("[FILE]"));
  parser.addOption({QStringLiteral("theme"), QStringLiteral("auto, light, dark or contrast"),
                    QStringLiteral("NAME"), QStringLiteral("auto")});
  parser.process(application);

  headroom::gui::apply_theme(application, theme_named(parser.value(QStringLiteral("theme"))));
  headroom::gui::MainWindow window(headroom::gui::builtin_knowledge());
  window.resize(1280, 800);
  window.show();
  window.restore_panes();
  const QStringList files = parser.positionalArguments();
  if (files.isEmpty())
    window.offer_restore();
  else
    window.open(files.front());
  return QApplication::exec();
}
