#include "gui/inspector/operations_form.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <algorithm>

#include "core/io/ids.h"
#include "gui/document/operation_edits.h"
#include "gui/style/icons.h"
#include "gui/style/panel.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"
#include "gui/what_ifs/change_words.h"

namespace headroom::gui {
namespace {

using architecture::Component;
using architecture::Step;
using architecture::Steps;

constexpr int kIndent = 12;
constexpr const char* kFirstTime = "1 ms";

architecture::Amount amount(const char* typed) {
  return {random::Distribution::deterministic(0.0), typed};
}

struct NewStep {
  const char* name;   ///< as kinds call it
  const char* words;  ///< in the menu
  Step step;
};

/// Steps that need no other component.
std::vector<NewStep> new_steps() {
  return {{"cpu", "CPU time", {architecture::CpuWork{amount(kFirstTime)}}},
          {"io", "I/O operations", {architecture::IoWork{amount("1")}}},
          {"wait", "Wait", {architecture::Wait{amount(kFirstTime)}}},
          {"fail", "Failure", {architecture::Fail{Ratio(0.01)}}}};
}

/// A mistake in the steps of this operation.
QString error_in(const Diagnostics& problems, const std::string& pointer) {
  for (const Diagnostic& problem : problems.all())
    if (problem.severity == Severity::error && problem.pointer.starts_with(pointer))
      return text(problem.message) +
             (problem.hint.empty() ? QString() : QStringLiteral("; ") + text(problem.hint));
  return {};
}

}  // namespace

OperationsForm::OperationsForm(Document& document, QWidget* parent)
    : QWidget(parent), document_(document) {
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->setSpacing(size::kGap);
  column_ = new QVBoxLayout;
  column_->setSpacing(0);
  whole->addLayout(column_);
  add_operation_ = new QPushButton(tr("Add an operation"), this);
  add_operation_->setProperty("quiet", true);
  add_operation_->setProperty("flush", true);
  whole->addWidget(add_operation_, 0, Qt::AlignLeft);
  connect(add_operation_, &QPushButton::clicked, this, [this] {
    document_.edit(tr("Add an operation to %1").arg(text(name_)),
                   with_operation(document_.scenario(), *document_.knowledge(), name_));
  });
  connect(&document_, &Document::changed, this, &OperationsForm::refresh);
}

const Component* OperationsForm::component() const {
  const auto& all = document_.scenario().architecture.components;
  const auto found = all.find(name_);
  return found == all.end() ? nullptr : &found->second;
}

FormField* OperationsForm::field(const std::string& operation, std::size_t row) const {
  const auto found = std::ranges::find(shown_, operation, &Shown::operation);
  return found == shown_.end() || row >= found->fields.size() ? nullptr : found->fields[row];
}

void OperationsForm::show_component(const QString& name) {
  if (name.toStdString() == name_) return refresh();
  name_ = name.toStdString();
  rebuild();
}

/// Whether only figures changed.
bool OperationsForm::same_rows() const {
  const Component* now = component();
  if (!now || now->operations.size() != shown_.size()) return false;
  std::size_t i = 0;
  for (const auto& [operation, steps] : now->operations) {
    const Shown& known = shown_[i++];
    if (known.operation != operation) return false;
    const bool same =
        std::ranges::equal(known.rows, step_rows(steps), [](const StepRow& a, const StepRow& b) {
          return a.path == b.path && (a.editable ? b.editable && a.words == b.words : a == b);
        });
    if (!same) return false;
  }
  return true;
}

void OperationsForm::refresh() {
  if (!same_rows()) return rebuild();
  std::size_t i = 0;
  for (const auto& [operation, steps] : component()->operations) {
    Shown& known = shown_[i++];
    known.rows = step_rows(steps);
    for (std::size_t r = 0; r < known.rows.size(); ++r)
      if (known.fields[r]) {
        known.fields[r]->set_value(known.rows[r].typed, {});
        known.fields[r]->set_error({});
      }
  }
  mark_overrides();
}

void OperationsForm::rebuild() {
  while (QLayoutItem* item = column_->takeAt(0)) {
    if (item->widget()) item->widget()->deleteLater();
    delete item;
  }
  shown_.clear();
  resets_.clear();
  removals_.clear();
  names_.clear();
  const Component* now = component();
  setVisible(now && has_operations(*document_.knowledge(), now->kind));
  if (!now) return;
  shown_.reserve(now->operations.size());
  for (const auto& [operation, steps] : now->operations) add_operation(operation, steps);
  mark_overrides();
}

/// Shown while the what-if has other steps than its parent.
QToolButton* OperationsForm::reset_button(const std::string& operation, QWidget* parent) {
  auto* reset = new QToolButton(parent);
  reset->setIcon(icon("reset", tokens().accent));
  reset->setFixedSize(18, 18);
  reset->setToolTip(tr("Reset these steps to those of the parent"));
  reset->setAccessibleName(tr("Reset operation ") + text(operation));
  resets_[operation] = reset;
  connect(reset, &QToolButton::clicked, this,
          [this, operation] { document_.reset_override(pointer_of(operation)); });
  return reset;
}

std::string OperationsForm::pointer_of(const std::string& operation) const {
  return "/components/" + name_ + "/operations/" + operation;
}

void OperationsForm::mark_overrides() {
  for (const auto& [operation, reset] : resets_)
    reset->setVisible(change_at(document_.overrides(), pointer_of(operation)) != nullptr);
}

QToolButton* OperationsForm::small_button(const char* drawing, const QString& words,
                                          QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setIcon(icon(drawing, tokens().text2));
  button->setFixedSize(18, 18);
  button->setAccessibleName(words);
  button->setToolTip(words);
  return button;
}

QLineEdit* OperationsForm::name_line(const std::string& operation) const {
  const auto found = names_.find(operation);
  return found == names_.end() ? nullptr : found->second;
}

QToolButton* OperationsForm::remove_button(const std::string& operation) const {
  const auto found = removals_.find(operation);
  return found == removals_.end() ? nullptr : found->second;
}

QLineEdit* OperationsForm::name_editor(const std::string& operation, QWidget* parent) {
  auto* line = new QLineEdit(text(operation), parent);
  line->setAccessibleName(tr("Name of operation ") + text(operation));
  line->setToolTip(tr("A new name follows into every call."));
  names_[operation] = line;
  connect(line, &QLineEdit::editingFinished, this,
          [this, line, operation] { rename_operation(operation, *line); });
  return line;
}

void OperationsForm::rename_operation(const std::string& from, QLineEdit& line) {
  const std::string to = line.text().trimmed().toStdString();
  if (to == from || !component() || !component()->operations.contains(from)) return;
  if (!io::is_id(to) || component()->operations.contains(to))
    return line.setText(text(from));  // not a name, or that of another one
  document_.edit_with_children(
      tr("Rename %1.%2 to %3").arg(text(name_), text(from), text(to)),
      [&](const projection::Scenario& scenario) {
        const auto found = scenario.architecture.components.find(name_);
        if (found == scenario.architecture.components.end()) return scenario;
        const auto& operations = found->second.operations;
        const bool possible = operations.contains(from) && !operations.contains(to);
        return possible ? with_operation_name(scenario, name_, from, to) : scenario;
      });
}

QToolButton* OperationsForm::removal(const std::string& operation, QWidget* parent) {
  QToolButton* remove = small_button("close", tr("Delete operation ") + text(operation), parent);
  removals_[operation] = remove;
  connect(remove, &QToolButton::clicked, this, [this, operation] {
    document_.edit(tr("Delete %1.%2").arg(text(name_), text(operation)),
                   without_operation(document_.scenario(), name_, operation));
  });
  return remove;
}

void OperationsForm::choose_step(QToolButton& button, const std::string& operation) {
  const network::ComponentKind* kind = document_.knowledge()->kinds.find(component()->kind);
  QMenu menu(&button);
  for (const NewStep& one : new_steps()) {
    if (std::ranges::find(kind->steps(), one.name) == kind->steps().end()) continue;
    menu.addAction(QString::fromLatin1(one.words), this, [this, operation, step = one.step] {
      Steps steps = component()->operations.at(operation);
      steps.push_back(step);
      change(tr("Add a step to %1.%2").arg(text(name_), text(operation)), operation,
             std::move(steps));
    });
  }
  menu.exec(button.mapToGlobal(button.rect().bottomLeft()));
}

QWidget* OperationsForm::title_row(const std::string& operation) {
  auto* row = new QWidget(this);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, size::kGap, 0, 0);
  layout->setSpacing(size::kGap / 2);
  QToolButton* add = small_button("plus", tr("Add a step to ") + text(operation), row);
  add->setToolTip(tr("Add a step. Calls are drawn on the canvas, from port to card."));
  layout->addWidget(
      plain_label(tr("Operation"), size::kHint, QFont::Medium, QPalette::PlaceholderText));
  layout->addWidget(name_editor(operation, row), 1);
  layout->addWidget(reset_button(operation, row));
  layout->addWidget(add);
  layout->addWidget(removal(operation, row));
  connect(add, &QToolButton::clicked, this,
          [this, add, operation] { choose_step(*add, operation); });
  return row;
}

void OperationsForm::add_operation(const std::string& operation, const Steps& steps) {
  column_->addWidget(title_row(operation));
  Shown& shown = shown_.emplace_back();
  shown.operation = operation;
  shown.rows = step_rows(steps);
  for (const StepRow& row : shown.rows) add_row(shown, row);
}

void OperationsForm::add_row(Shown& shown, const StepRow& row) {
  auto* line = new QWidget(this);
  auto* layout = new QHBoxLayout(line);
  layout->setContentsMargins(kIndent * row.depth, 0, 0, 0);
  layout->setSpacing(0);
  FormField* field = nullptr;
  if (row.editable) {
    field = new FormField(row.words, line);
    field->set_evidence(false);
    field->hide_mark();
    field->set_value(row.typed, {});
    layout->addWidget(field, 1);
    connect(field, &FormField::edited, this,
            [this, operation = shown.operation, row, field](const QString& typed) {
              commit(operation, row, *field, typed);
            });
  } else {
    auto* label = new QLabel(row.words, line);
    label->setTextFormat(Qt::PlainText);
    label->setFont(typeface(size::kTable));
    label->setFixedHeight(size::kRow);
    layout->addWidget(label, 1);
  }
  auto* remove = new QToolButton(line);
  remove->setIcon(icon("close", tokens().text3));
  remove->setFixedSize(18, 18);
  remove->setToolTip(tr("Remove this step"));
  remove->setAccessibleName(tr("Remove: ") + row.words);
  layout->addWidget(remove, 0, Qt::AlignTop);
  connect(remove, &QToolButton::clicked, this, [this, operation = shown.operation, row] {
    change(tr("Remove a step of %1.%2").arg(text(name_), text(operation)), operation,
           without_step(component()->operations.at(operation), row.path));
  });
  shown.fields.push_back(field);
  column_->addWidget(line);
}

void OperationsForm::commit(const std::string& operation, const StepRow& row, FormField& field,
                            const QString& typed) {
  const Component* now = component();
  if (!now || !now->operations.contains(operation)) return;
  auto steps = with_figure(now->operations.at(operation), row.path, typed.toStdString());
  if (!steps) return field.set_error(text(steps.diagnostics().all().front().message));
  projection::Scenario after = document_.scenario();
  after.architecture.components.at(name_).operations.at(operation) = *steps;
  const std::string pointer = pointer_of(operation);
  const QString before = error_in(document_.problems(), pointer);
  const QString error = error_in(document_.check(after).problems, pointer);
  if (!error.isEmpty() && error != before) return field.set_error(error);
  field.set_error({});
  change(tr("%1.%2 %3 to %4").arg(text(name_), text(operation), row.words, typed), operation,
         std::move(steps).value(), text(pointer) + QStringLiteral("#%1").arg(field.visit()));
}

void OperationsForm::change(const QString& what, const std::string& operation, Steps steps,
                            const QString& key) {
  projection::Scenario after = document_.scenario();
  after.architecture.components.at(name_).operations.at(operation) = std::move(steps);
  document_.edit(what, std::move(after), key);
}

}  // namespace headroom::gui
