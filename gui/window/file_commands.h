// Open, save, save as, recent files, autosave: what the document does on disk.
#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>
#include <QWidget>

#include "gui/document/document.h"

namespace headroom::gui {

class FileCommands : public QObject {
  Q_OBJECT

 public:
  FileCommands(Document& document, QWidget* window);

  void open_dialog();
  void open(const QString& path);
  /// False when it was not written: asked for another place and got none.
  bool save();
  bool save_as();
  /// Asks about unsaved changes; false when the user stays.
  bool may_leave();

  [[nodiscard]] static QStringList recent();
  /// Where unsaved changes are kept every half minute, with the what-ifs beside it in a folder of
  /// its own; removed when they are saved or dropped.
  [[nodiscard]] static QString autosave_path();
  void autosave();
  void drop_autosave();

 private:
  static void remember(const QString& path);
  bool write(const QString& path);

  Document& document_;
  QWidget* window_;
  QTimer autosave_timer_;
};

}  // namespace headroom::gui
