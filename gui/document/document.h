// The scenario that is open: its file, its problems, its history of edits.
#pragma once

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <optional>

#include "core/base/diagnostic.h"
#include "core/io/scenario_file.h"
#include "gui/document/subject.h"

namespace headroom::gui {

/// A scenario that was checked: with its problems, ready to be solved if it has none.
struct Checked {
  projection::Scenario scenario;
  Diagnostics problems;
  SubjectPointer subject;  ///< nullptr when something is wrong
};

/// Every change goes through edit() and can be undone.
class Document : public QObject {
  Q_OBJECT

 public:
  explicit Document(KnowledgePointer knowledge, QObject* parent = nullptr);

  /// Problems of the file are kept and shown; false when it cannot even be shown in part.
  bool open(const QString& path);
  /// A scenario that is no file yet, such as a template.
  void start(const projection::Scenario& scenario);
  /// What an autosave kept: no file of its own, and not saved.
  void restore(const QString& path);
  /// nullopt when written.
  std::optional<Diagnostic> save(const QString& path);

  [[nodiscard]] const projection::Scenario& scenario() const { return now_.scenario; }
  [[nodiscard]] const Diagnostics& problems() const { return now_.problems; }
  [[nodiscard]] const SubjectPointer& subject() const { return now_.subject; }
  [[nodiscard]] const KnowledgePointer& knowledge() const { return knowledge_; }
  [[nodiscard]] const QString& path() const { return path_; }  ///< empty before it is saved
  [[nodiscard]] bool dirty() const { return !undo_.isClean(); }
  [[nodiscard]] bool is_open() const { return open_; }
  /// The file is a what-if over another: saving it whole would lose that.
  [[nodiscard]] bool extends_another() const { return extends_; }
  [[nodiscard]] QUndoStack& history() { return undo_; }

  /// What only solving found out, such as an item without a price. Until the next change.
  void add_problems(const Diagnostics& problems);
  /// What `after` would be: reads its canonical text again, as a file is read.
  [[nodiscard]] Checked check(const projection::Scenario& after) const;
  /// One entry of the history. Edits of one `field` in a row become one entry.
  void edit(const QString& what, projection::Scenario after, const QString& field = {});

 Q_SIGNALS:
  void changed();           ///< the scenario and its problems
  void problems_changed();  ///< more problems of the same scenario
  void file_changed();      ///< path or dirty marker
  void reset();             ///< another scenario altogether

 private:
  friend class EditCommand;
  void show(const projection::Scenario& scenario);
  void begin(Checked checked, const QString& path);
  [[nodiscard]] std::string name_for_reading() const;

  KnowledgePointer knowledge_;
  Checked now_;
  QString path_;
  bool open_ = false;
  bool extends_ = false;
  QUndoStack undo_;
};

}  // namespace headroom::gui
