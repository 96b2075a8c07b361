#include "gui/document/document.h"

#include <utility>

#include "core/io/document.h"
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

bool extends_another_file(const std::string& path) {
  const auto bytes = io::read_file(path);
  if (!bytes) return false;
  const auto document = io::load_document(*bytes, path);
  return document && document->sources.size() > 1;
}

}  // namespace

Document::Document(KnowledgePointer knowledge, QObject* parent)
    : QObject(parent), knowledge_(std::move(knowledge)) {
  connect(&undo_, &QUndoStack::cleanChanged, this, &Document::file_changed);
}

bool Document::open(const QString& path) {
  const std::string file = path.toStdString();
  auto read = io::read_scenario(file, {knowledge_->kinds, knowledge_->catalogue});
  Checked checked;
  checked.problems = read.diagnostics();
  if (read) {
    checked.scenario = read->scenario;
    checked.subject = subject_of(*read, knowledge_);
  }
  extends_ = read && extends_another_file(file);
  begin(std::move(checked), path);
  return read.ok();
}

void Document::start(const projection::Scenario& scenario) {
  extends_ = false;
  path_.clear();
  begin(check(scenario), {});
}

void Document::restore(const QString& path) {
  open(path);
  path_.clear();
  undo_.resetClean();
  Q_EMIT file_changed();
}

void Document::begin(Checked checked, const QString& path) {
  now_ = std::move(checked);
  path_ = path;
  open_ = true;
  undo_.clear();
  Q_EMIT reset();
  Q_EMIT changed();
  Q_EMIT file_changed();
}

std::optional<Diagnostic> Document::save(const QString& path) {
  const std::string canonical = io::write_scenario(now_.scenario, knowledge_->kinds);
  if (auto problem = io::write_file(path.toStdString(), canonical)) return problem;
  path_ = path;
  extends_ = false;
  undo_.setClean();
  Q_EMIT file_changed();
  return std::nullopt;
}

std::string Document::name_for_reading() const {
  return path_.isEmpty() ? kUntitled : path_.toStdString();
}

Checked Document::check(const projection::Scenario& after) const {
  const std::string canonical = io::write_scenario(after, knowledge_->kinds);
  auto read = io::read_scenario_text(canonical, name_for_reading(),
                                     {knowledge_->kinds, knowledge_->catalogue});
  Checked checked;
  checked.problems = read.diagnostics();
  checked.scenario = read ? read->scenario : after;
  if (read) checked.subject = subject_of(*read, knowledge_);
  return checked;
}

void Document::add_problems(const Diagnostics& problems) {
  now_.problems.append(problems);
  Q_EMIT problems_changed();
}

void Document::edit(const QString& what, projection::Scenario after, const QString& field) {
  if (after == now_.scenario) return;
  undo_.push(new EditCommand(*this, what, std::move(after), field));
}

void Document::show(const projection::Scenario& scenario) {
  now_ = check(scenario);
  Q_EMIT changed();
}

}  // namespace headroom::gui
