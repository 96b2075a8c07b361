#include "gui/inspector/scenario_form.h"

#include <QLabel>

#include "gui/inspector/scenario_fields.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"
#include "gui/what_ifs/change_words.h"

namespace headroom::gui {
namespace {

QString first_error(const Diagnostics& problems) {
  for (const Diagnostic& problem : problems.all())
    if (problem.severity == Severity::error)
      return text(problem.message) +
             (problem.hint.empty() ? QString() : QStringLiteral("; ") + text(problem.hint));
  return {};
}

}  // namespace

ScenarioForm::ScenarioForm(Document& document, QWidget* parent)
    : QWidget(parent), document_(document) {
  column_ = new QVBoxLayout(this);
  column_->setContentsMargins(0, 0, 0, 0);
  column_->setSpacing(0);
  QString group;
  for (const ScenarioField& described : scenario_fields()) {
    if (described.group != group) add_title(group = described.group);
    auto* made = new FormField(described.label, this);
    made->set_help(described.help);
    made->set_evidence(false);
    column_->addWidget(made);
    fields_.push_back(made);
    connect(made, &FormField::reset_wanted, this, [this, &described] {
      if (const io::Change* change = override_of(described))
        document_.reset_override(std::string(change->pointer));
    });
    connect(made, &FormField::edited, this, [this, &described, made](const QString& typed) {
      auto after = described.write(document_.scenario(), typed.toStdString());
      if (!after) return made->set_error(first_error(after.diagnostics()));
      made->set_error({});
      document_.edit(tr("%1 to %2").arg(described.label, typed.isEmpty() ? tr("default") : typed),
                     std::move(after).value(),
                     described.label + QStringLiteral("#%1").arg(made->visit()));
    });
  }
  connect(&document_, &Document::changed, this, &ScenarioForm::refresh);
}

void ScenarioForm::add_title(const QString& title) {
  auto* label = new QLabel(title, this);
  label->setFont(typeface(size::kHint, QFont::Medium));
  label->setForegroundRole(QPalette::PlaceholderText);
  label->setContentsMargins(0, size::kGap, 0, 2);
  column_->addWidget(label);
}

FormField* ScenarioForm::field(const QString& label) const {
  for (std::size_t i = 0; i < fields_.size(); ++i)
    if (scenario_fields()[i].label == label) return fields_[i];
  return nullptr;
}

void ScenarioForm::refresh() {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const ScenarioField& described = scenario_fields()[i];
    fields_[i]->set_value(described.read(document_.scenario()), described.when_empty);
    fields_[i]->set_error({});
    const io::Change* change = override_of(described);
    fields_[i]->set_overridden(change != nullptr, change ? value_words(change->before) : QString());
  }
}

const io::Change* ScenarioForm::override_of(const ScenarioField& field) const {
  for (const std::string& pointer : field.pointers)
    if (const io::Change* change = change_at(document_.overrides(), pointer)) return change;
  return nullptr;
}

}  // namespace headroom::gui
