// The scenarios that are open: a base and its what-ifs, their files, problems, and the one history
// of edits.
#pragma once

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/io/scenario_file.h"
#include "core/io/what_if.h"
#include "gui/document/scenario_tree.h"
#include "gui/document/subject.h"
#include "gui/document/tree_files.h"

namespace headroom::gui {

/// A scenario that was checked: with its problems, ready to be solved if it has none.
struct Checked {
  projection::Scenario scenario;
  Diagnostics problems;
  SubjectPointer subject;  ///< nullptr when something is wrong
};

/// One scenario of the tree is current: it is shown and edited. Every change goes through the
/// history and can be undone, wherever in the tree it took place.
class Document : public QObject {
  Q_OBJECT

 public:
  explicit Document(KnowledgePointer knowledge, QObject* parent = nullptr);

  /// With what it extends, and what extends that in its folder. False for a file with mistakes:
  /// what can be read of it is shown with all its problems, as a scenario that is no file yet, so
  /// that saving never loses the rest.
  bool open(const QString& path);
  /// A scenario that is no file yet, such as a template.
  void start(const projection::Scenario& scenario);
  /// What an autosave kept: no files of its own, and not saved.
  void restore(const QString& path);
  /// The base to `path`, every what-if to a small file beside it; those that were deleted go to the
  /// trash. nullopt when written.
  std::optional<Diagnostic> save(const QString& path);

  // The current scenario.
  [[nodiscard]] const projection::Scenario& scenario() const { return now().scenario; }
  [[nodiscard]] const Diagnostics& problems() const { return now().problems; }
  [[nodiscard]] const SubjectPointer& subject() const { return now().subject; }
  [[nodiscard]] const KnowledgePointer& knowledge() const { return knowledge_; }
  [[nodiscard]] bool dirty() const { return !undo_.isClean(); }
  [[nodiscard]] bool is_open() const { return open_; }
  [[nodiscard]] QUndoStack& history() { return undo_; }
  [[nodiscard]] const QString& path() const { return path_; }  ///< of the base; empty before saved
  /// Of the current scenario; empty before it was saved.
  [[nodiscard]] QString current_path() const;

  // The tree.
  [[nodiscard]] const ScenarioTree& tree() const { return *tree_; }
  [[nodiscard]] int current() const { return current_; }
  [[nodiscard]] const Checked& checked(int id) const;
  /// Shows another one. No entry of the history.
  void switch_to(int id);
  /// A child of the current scenario, without changes; becomes current. Its id.
  int add_what_if(const QString& name);
  void rename_what_if(int id, const QString& name);
  /// With all that extend it. Not the base.
  void remove_what_if(int id);
  /// What the current scenario says otherwise than its parent; nothing for the base.
  [[nodiscard]] const std::vector<io::Change>& overrides() const;
  /// Takes it back, with all below it: the parent's value holds again.
  void reset_override(const std::string& pointer);

  /// What only solving found out, such as an item without a price. Until the next change.
  void add_problems(const Diagnostics& problems);
  /// What `after` would be: reads its canonical text again, as a file is read.
  [[nodiscard]] Checked check(const projection::Scenario& after) const;
  /// Of the current scenario: one entry of the history. Edits of one `field` in a row become one
  /// entry. What-ifs over it follow in everything that they do not say otherwise.
  void edit(const QString& what, projection::Scenario after, const QString& field = {});
  /// The same change to the current scenario and to all over it, such as a new name of a component.
  using ScenarioChange = std::function<projection::Scenario(const projection::Scenario&)>;
  void edit_with_children(const QString& what, const ScenarioChange& change);

 Q_SIGNALS:
  void changed();           ///< the current scenario and its problems; or another one is current
  void tree_changed();      ///< names, places or contents of the scenarios, or which is current
  void problems_changed();  ///< more problems of the same scenario
  void file_changed();      ///< path or dirty marker
  void reset();             ///< another document altogether

 private:
  friend class EditCommand;
  using TreePointer = std::shared_ptr<const ScenarioTree>;

  [[nodiscard]] const Checked& now() const { return checked(current_); }
  void open_in_part(const std::string& file);
  void begin(ScenarioTree tree, TreeFiles files, int current);
  void show(TreePointer tree, int current);
  void push(const QString& what, ScenarioTree tree, int shown, const QString& field = {});
  /// The tree in which the scenario `id` is `after`.
  [[nodiscard]] ScenarioTree with(int id, const projection::Scenario& after) const;
  [[nodiscard]] Checked read_again(int id) const;
  [[nodiscard]] std::string name_for_reading() const;
  void drop_files_of_deleted();

  KnowledgePointer knowledge_;
  TreePointer tree_ = std::make_shared<const ScenarioTree>();
  int current_ = kBase;
  int last_id_ = kBase;
  mutable std::map<int, Checked> checked_;  ///< of this tree, as far as they were asked for
  mutable std::optional<std::vector<io::Change>> overrides_;
  TreeFiles files_;
  QString path_;
  bool open_ = false;
  QUndoStack undo_;
};

}  // namespace headroom::gui
