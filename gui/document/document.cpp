#include "gui/document/document.h"

#include <QFile>
#include <algorithm>
#include <utility>

#include "core/base/contracts.h"
#include "core/io/files.h"
#include "gui/document/edit_command.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr const char* kUntitled = "untitled.json";

SubjectPointer subject_of(const io::ScenarioFile& file, const KnowledgePointer& knowledge) {
  return std::make_shared<const Subject>(Subject{file.scenario, file.catalogue, knowledge,
                                                 io::fingerprint(file.scenario, knowledge->kinds)});
}

/// The problems of a text that nobody sees: its lines and columns would lead astray.
Diagnostics without_lines(const Diagnostics& problems) {
  Diagnostics placed;
  for (Diagnostic problem : problems.all()) {
    problem.where = {problem.where.file, 0, 0, 0, {}};
    placed.add(std::move(problem));
  }
  return placed;
}

/// What can be read of a file that has mistakes.
io::ReadScenario read_in_part(const std::string& file, const Knowledge& knowledge) {
  const Result<std::string> whole = io::read_file(file);
  if (!whole) return {{{}, knowledge.catalogue}, whole.diagnostics()};
  return io::read_what_is_there(*whole, file, {knowledge.kinds, knowledge.catalogue});
}

}  // namespace

Document::Document(KnowledgePointer knowledge, QObject* parent)
    : QObject(parent), knowledge_(std::move(knowledge)) {
  connect(&undo_, &QUndoStack::cleanChanged, this, &Document::file_changed);
}

bool Document::open(const QString& path) {
  const std::string file = path.toStdString();
  auto read = io::read_scenario(file, {knowledge_->kinds, knowledge_->catalogue});
  if (!read) {
    open_in_part(file);
    return false;
  }
  OpenedTree opened = read_tree(file, *knowledge_);
  Checked shown{read->scenario, read.diagnostics(), subject_of(*read, knowledge_)};
  shown.problems.append(opened.warnings);
  checked_ = {{opened.opened, std::move(shown)}};  // with the places of warnings in the file
  begin(std::move(opened.tree), std::move(opened.files), opened.opened);
  return true;
}

/// Without a path: what could not be read would be lost in the file if it were saved there.
void Document::open_in_part(const std::string& file) {
  io::ReadScenario read = read_in_part(file, *knowledge_);
  checked_ = {{kBase, {read.file.scenario, std::move(read.problems), nullptr}}};
  begin({std::move(read.file.scenario), {}}, {}, kBase);
}

void Document::start(const projection::Scenario& scenario) {
  checked_.clear();
  begin({scenario, {}}, {}, kBase);
}

void Document::restore(const QString& path) {
  open(path);
  files_.clear();
  path_.clear();
  undo_.resetClean();
  Q_EMIT file_changed();
}

void Document::begin(ScenarioTree tree, TreeFiles files, int current) {
  last_id_ = tree.what_ifs.empty() ? kBase : tree.what_ifs.rbegin()->first;
  tree_ = std::make_shared<const ScenarioTree>(std::move(tree));
  files_ = std::move(files);
  path_ = files_.contains(kBase) ? text(files_.at(kBase)) : QString();
  current_ = current;
  overrides_.reset();
  open_ = true;
  undo_.clear();
  Q_EMIT reset();
  Q_EMIT tree_changed();
  Q_EMIT changed();
  Q_EMIT file_changed();
}

std::optional<Diagnostic> Document::save(const QString& path) {
  if (auto problem = write_tree(*tree_, path.toStdString(), *knowledge_, files_)) return problem;
  drop_files_of_deleted();
  path_ = path;
  undo_.setClean();
  Q_EMIT file_changed();
  return std::nullopt;
}

void Document::drop_files_of_deleted() {
  std::erase_if(files_, [this](const auto& entry) {
    if (tree_->has(entry.first)) return false;
    // Undo may bring the scenario back, which then gets a file again. Without a trash it stays.
    QFile::moveToTrash(text(entry.second));
    return true;
  });
}

QString Document::current_path() const {
  const auto known = files_.find(current_);
  return known == files_.end() ? QString() : text(known->second);
}

std::string Document::name_for_reading() const {
  return path_.isEmpty() ? kUntitled : path_.toStdString();
}

Checked Document::check(const projection::Scenario& after) const {
  const std::string canonical = io::write_scenario(after, knowledge_->kinds);
  auto read = io::read_scenario_text(canonical, name_for_reading(),
                                     {knowledge_->kinds, knowledge_->catalogue});
  Checked checked;
  checked.problems = without_lines(read.diagnostics());
  checked.scenario = read ? read->scenario : after;
  if (read) checked.subject = subject_of(*read, knowledge_);
  return checked;
}

Checked Document::read_again(int id) const {
  if (id == kBase) return check(tree_->base);
  const WhatIf& what_if = tree_->what_ifs.at(id);
  io::ReadScenario read =
      io::with_changes(checked(what_if.parent).scenario, what_if.changes, what_if.name,
                       name_for_reading(), {knowledge_->kinds, knowledge_->catalogue});
  Checked checked{std::move(read.file.scenario), without_lines(read.problems), nullptr};
  if (!checked.problems.has_errors())
    checked.subject = subject_of({checked.scenario, read.file.catalogue}, knowledge_);
  return checked;
}

const Checked& Document::checked(int id) const {
  HEADROOM_EXPECTS(tree_->has(id));
  const auto known = checked_.find(id);
  if (known != checked_.end()) return known->second;
  return checked_.emplace(id, read_again(id)).first->second;
}

const std::vector<io::Change>& Document::overrides() const {
  if (overrides_) return *overrides_;
  overrides_.emplace();
  if (current_ != kBase)
    overrides_ =
        io::list_changes(checked(tree_->parent(current_)).scenario, scenario(), knowledge_->kinds);
  return *overrides_;
}

void Document::add_problems(const Diagnostics& problems) {
  Checked now_checked = now();
  now_checked.problems.append(problems);
  checked_.insert_or_assign(current_, std::move(now_checked));
  Q_EMIT problems_changed();
}

ScenarioTree Document::with(int id, const projection::Scenario& after) const {
  ScenarioTree tree = *tree_;
  if (id == kBase) {
    tree.base = after;
    return tree;
  }
  WhatIf& what_if = tree.what_ifs.at(id);
  what_if.name = after.name;
  what_if.changes = io::changes_between(checked(what_if.parent).scenario, after, knowledge_->kinds);
  return tree;
}

void Document::edit(const QString& what, projection::Scenario after, const QString& field) {
  if (after == scenario()) return;
  push(what, with(current_, after), current_, field);
}

void Document::edit_with_children(const QString& what, const ScenarioChange& change) {
  ScenarioTree tree = *tree_;
  std::map<int, projection::Scenario> after;
  for (const int id : tree_->from(current_)) {
    after[id] = change(checked(id).scenario);
    if (id == kBase) {
      tree.base = after[id];
      continue;
    }
    WhatIf& what_if = tree.what_ifs.at(id);
    const auto parent = after.find(what_if.parent);
    const projection::Scenario& over =
        parent == after.end() ? checked(what_if.parent).scenario : parent->second;
    what_if.changes = io::changes_between(over, after[id], knowledge_->kinds);
  }
  push(what, std::move(tree), current_);
}

int Document::add_what_if(const QString& name) {
  const int id = ++last_id_;
  ScenarioTree tree = *tree_;
  tree.what_ifs[id] = {current_, name.toStdString(), {}};
  push(tr("New what-if %1").arg(name), std::move(tree), id);
  return id;
}

void Document::rename_what_if(int id, const QString& name) {
  ScenarioTree tree = *tree_;
  const std::string wanted = name.toStdString();
  if (wanted.empty() || wanted == tree.name(id)) return;
  const QString before = text(tree.name(id));
  (id == kBase ? tree.base.name : tree.what_ifs.at(id).name) = wanted;
  push(tr("Rename %1 to %2").arg(before, name), std::move(tree), current_);
}

void Document::remove_what_if(int id) {
  if (id == kBase) return;
  ScenarioTree tree = *tree_;
  const std::vector<int> gone = tree_->from(id);
  for (const int each : gone) tree.what_ifs.erase(each);
  const bool stays = std::ranges::find(gone, current_) == gone.end();
  push(tr("Delete what-if %1").arg(text(tree_->name(id))), std::move(tree),
       stays ? current_ : tree_->parent(id));
}

void Document::reset_override(const std::string& pointer) {
  if (current_ == kBase) return;
  ScenarioTree tree = *tree_;
  WhatIf& what_if = tree.what_ifs.at(current_);
  what_if.changes = io::without_change(what_if.changes, pointer);
  if (tree == *tree_) return;
  push(tr("Reset %1").arg(text(pointer.substr(pointer.rfind('/') + 1))), std::move(tree), current_);
}

void Document::switch_to(int id) {
  if (id == current_ || !tree_->has(id)) return;
  show(tree_, id);
}

void Document::push(const QString& what, ScenarioTree tree, int shown, const QString& field) {
  auto after = std::make_shared<const ScenarioTree>(std::move(tree));
  undo_.push(new EditCommand(*this, what, std::move(after), shown, field));
}

void Document::show(TreePointer tree, int current) {
  if (tree != tree_) checked_.clear();
  overrides_.reset();
  tree_ = std::move(tree);
  current_ = current;
  Q_EMIT tree_changed();
  Q_EMIT changed();
}

}  // namespace headroom::gui
