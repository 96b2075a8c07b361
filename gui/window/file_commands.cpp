#include "gui/window/file_commands.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>

#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr int kAutosaveMs = 30'000;
constexpr qsizetype kMostRecent = 8;
constexpr const char* kRecentKey = "recent";

QString filter() { return QObject::tr("Scenarios (*.json);;All files (*)"); }

}  // namespace

FileCommands::FileCommands(Document& document, QWidget* window)
    : QObject(window), document_(document), window_(window) {
  autosave_timer_.setInterval(kAutosaveMs);
  connect(&autosave_timer_, &QTimer::timeout, this, &FileCommands::autosave);
  autosave_timer_.start();
}

QStringList FileCommands::recent() {
  QStringList existing;
  for (const QString& path : QSettings().value(QString::fromLatin1(kRecentKey)).toStringList())
    if (QFileInfo::exists(path)) existing << path;
  return existing;
}

void FileCommands::remember(const QString& path) {
  QStringList paths = QSettings().value(QString::fromLatin1(kRecentKey)).toStringList();
  const QString whole = QFileInfo(path).absoluteFilePath();
  paths.removeAll(whole);
  paths.prepend(whole);
  QSettings().setValue(QString::fromLatin1(kRecentKey), paths.mid(0, kMostRecent));
}

void FileCommands::open(const QString& path) {
  document_.open(path);
  if (QFileInfo::exists(path)) remember(path);
}

void FileCommands::open_dialog() {
  if (!may_leave()) return;
  const QString path = QFileDialog::getOpenFileName(window_, tr("Open a scenario"), {}, filter());
  if (!path.isEmpty()) open(path);
}

bool FileCommands::write(const QString& path) {
  const auto problem = document_.save(path);
  if (!problem) {
    remember(path);
    drop_autosave();
    return true;
  }
  QMessageBox box(QMessageBox::Warning, tr("Not saved"),
                  text(problem->message) + QStringLiteral("."), QMessageBox::Cancel, window_);
  box.setTextFormat(Qt::PlainText);
  QPushButton* other = box.addButton(tr("Save as\u2026"), QMessageBox::AcceptRole);
  box.exec();
  return box.clickedButton() == other && save_as();
}

bool FileCommands::save() {
  if (document_.path().isEmpty()) return save_as();
  return write(document_.path());
}

bool FileCommands::save_as() {
  const QString proposed =
      document_.path().isEmpty()
          ? text(document_.tree().base.name).toLower().replace(u' ', u'_') + QStringLiteral(".json")
          : document_.path();
  const QString path =
      QFileDialog::getSaveFileName(window_, tr("Save the scenario"), proposed, filter());
  return !path.isEmpty() && write(path);
}

bool FileCommands::may_leave() {
  if (!document_.is_open() || !document_.dirty()) return true;
  QMessageBox box(QMessageBox::Question, tr("Unsaved changes"),
                  tr("The changes to %1 are not saved.").arg(text(document_.tree().base.name)),
                  QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, window_);
  box.setTextFormat(Qt::PlainText);
  const int answer = box.exec();
  if (answer == QMessageBox::Save) return save();
  if (answer == QMessageBox::Discard) drop_autosave();
  return answer == QMessageBox::Discard;
}

QString FileCommands::autosave_path() {
  return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
      .filePath(QStringLiteral("unsaved/base.json"));
}

void FileCommands::autosave() {
  if (!document_.is_open() || !document_.dirty()) return;
  drop_autosave();
  QDir().mkpath(QFileInfo(autosave_path()).absolutePath());
  // Kept for a crash only: a failure here must not disturb the work.
  TreeFiles files;
  static_cast<void>(
      write_tree(document_.tree(), autosave_path().toStdString(), *document_.knowledge(), files));
}

void FileCommands::drop_autosave() {
  QDir(QFileInfo(autosave_path()).absolutePath()).removeRecursively();
}

}  // namespace headroom::gui
