#include "gui/inspector/parameter_form.h"

#include <algorithm>

#include "core/architecture/notation.h"
#include "gui/document/changes.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"
#include "gui/what_ifs/change_words.h"

namespace headroom::gui {
namespace {

using architecture::Component;
using architecture::ParameterSpec;
using architecture::ParameterType;

QString typed_text(const Component& component, std::string_view name) {
  const auto found = component.parameters.find(std::string(name));
  if (found == component.parameters.end()) return {};
  const architecture::Parameter& parameter = found->second;
  if (const bool* flag = std::get_if<bool>(&parameter.value))
    return *flag ? QStringLiteral("true") : QStringLiteral("false");
  if (const auto* words = std::get_if<std::string>(&parameter.value)) return text(*words);
  return text(parameter.typed);
}

Evidence evidence_of(const std::string& source) {
  if (source.starts_with("measured")) return Evidence::measured;
  if (source.starts_with("vendor")) return Evidence::vendor;
  return source.starts_with("assumption") ? Evidence::assumption : Evidence::typed;
}

QString help_of(const ParameterSpec& row) {
  QString help = text(row.doc);
  if (row.type == ParameterType::quantity || row.type == ParameterType::distribution) {
    const std::string units = architecture::units_of(row.dimension);
    if (!units.empty()) help += QStringLiteral(" Units: ") + text(units) + QStringLiteral(".");
  }
  if (!row.default_text.empty())
    help += QStringLiteral(" Default: ") + text(row.default_text) +
            (row.evidence.empty() ? QString() : QStringLiteral(" (") + text(row.evidence) + u')') +
            QStringLiteral(".");
  return help;
}

QList<FormField::Choice> choices_of(const ParameterSpec& row) {
  const QString fallback =
      row.default_text.empty() ? QStringLiteral("none") : text(row.default_text);
  QList<FormField::Choice> all = {{fallback + QStringLiteral(" (default)"), QString()}};
  if (row.type == ParameterType::flag)
    return all + QList<FormField::Choice>{{"true", "true"}, {"false", "false"}};
  for (const std::string_view choice : row.choices) all.push_back({text(choice), text(choice)});
  return all;
}

/// What is wrong with this very field.
QString error_at(const Diagnostics& problems, const std::string& pointer) {
  for (const Diagnostic& problem : problems.all())
    if (problem.severity == Severity::error && problem.pointer == pointer)
      return text(problem.message) +
             (problem.hint.empty() ? QString() : QStringLiteral("; ") + text(problem.hint));
  return {};
}

}  // namespace

QString parameter_label(std::string_view name) {
  QString label = text(name);
  label.replace(u'_', u' ');
  for (const auto& [word, shown] : {std::pair{"vcpus", "vCPUs"}, {"iops", "IOPS"}, {"cpu", "CPU"}})
    label.replace(QString::fromLatin1(word), QString::fromLatin1(shown));
  if (label.startsWith(u"vCPU")) return label;
  return label.left(1).toUpper() + label.mid(1);
}

ParameterForm::ParameterForm(Document& document, QWidget* parent)
    : QWidget(parent), document_(document) {
  column_ = new QVBoxLayout(this);
  column_->setContentsMargins(0, 0, 0, 0);
  column_->setSpacing(0);
  connect(&document_, &Document::changed, this, &ParameterForm::refresh);
}

const Component* ParameterForm::component() const {
  const auto& all = document_.scenario().architecture.components;
  const auto found = all.find(name_);
  return found == all.end() ? nullptr : &found->second;
}

FormField* ParameterForm::field(const std::string& parameter) const {
  const auto found = fields_.find(parameter);
  return found == fields_.end() ? nullptr : found->second;
}

void ParameterForm::show_component(const QString& name) {
  const bool other = name.toStdString() != name_;
  name_ = name.toStdString();
  const Component* shown = component();
  const network::ComponentKind* kind =
      shown ? document_.knowledge()->kinds.find(shown->kind) : nullptr;
  if (!kind) return;
  if (other || kind_ != shown->kind) rebuild(*kind);
  refresh();
}

void ParameterForm::rebuild(const network::ComponentKind& kind) {
  while (QLayoutItem* item = column_->takeAt(0)) {
    if (item->widget()) item->widget()->deleteLater();
    delete item;
  }
  fields_.clear();
  kind_ = kind.name();
  for (const ParameterSpec& row : kind.parameters()) {
    FormField* made = make_field(row);
    fields_[std::string(row.name)] = made;
    column_->addWidget(made);
  }
  owner_ = new FormField(tr("Team"), this);
  owner_->set_evidence(false);
  owner_->set_help(tr("The team that looks after it."));
  connect(owner_, &FormField::edited, this, &ParameterForm::commit_owner);
  connect(owner_, &FormField::reset_wanted, this, [this] { reset("owner"); });
  column_->insertWidget(0, owner_);
  name_field_ = new FormField(tr("Name"), this);
  name_field_->set_evidence(false);
  name_field_->set_help(tr("Letters, digits, - and _. Calls to it follow its new name."));
  // Not while one types: every letter would be a component of its own.
  connect(name_field_->line(), &QLineEdit::editingFinished, this,
          [this] { commit_name(name_field_->value()); });
  column_->insertWidget(0, name_field_);
}

FormField* ParameterForm::make_field(const ParameterSpec& row) {
  const bool chosen = row.type == ParameterType::choice || row.type == ParameterType::flag;
  auto* made = chosen ? new FormField(parameter_label(row.name), choices_of(row), this)
                      : new FormField(parameter_label(row.name), this);
  made->set_help(help_of(row));
  if (row.type == ParameterType::size) {
    QStringList ids;
    for (const auto& [id, size] : document_.knowledge()->catalogue.sizes) ids.push_back(text(id));
    made->set_completions(ids);
  }
  // Rows have static lifetime.
  connect(made, &FormField::edited, this,
          [this, &row, made](const QString& typed) { commit(row, *made, typed); });
  connect(made, &FormField::reset_wanted, this, [this, &row] { reset(std::string(row.name)); });
  connect(made, &FormField::evidence_chosen, this, [this, &row](const QString& kind) {
    document_.edit(
        tr("Source of %1 %2").arg(text(name_), text(row.name)),
        with_evidence(document_.scenario(), name_, std::string(row.name), kind.toStdString()));
  });
  return made;
}

void ParameterForm::fill(const Component& component, const ParameterSpec& row, FormField& field) {
  const QString typed = typed_text(component, row.name);
  field.set_value(typed, row.default_text.empty() ? tr("none") : text(row.default_text));
  const auto source = component.evidence.find(std::string(row.name));
  if (source != component.evidence.end())
    field.set_evidence(true, evidence_of(source->second), text(source->second));
  else
    field.set_evidence(true, typed.isEmpty() ? Evidence::unset : Evidence::typed);
  const bool idle = !row.needs.empty() && typed_text(component, row.needs).isEmpty();
  field.setEnabled(!idle);
  field.set_help(idle ? tr("Has no effect without %1. ").arg(text(row.needs)) + help_of(row)
                      : help_of(row));
}

void ParameterForm::refresh() {
  const Component* shown = component();
  const network::ComponentKind* kind =
      shown && shown->kind == kind_ ? document_.knowledge()->kinds.find(kind_) : nullptr;
  setEnabled(kind != nullptr);
  if (!kind) return;
  name_field_->set_value(text(name_), {});
  name_field_->set_error({});
  owner_->set_value(text(shown->owner), tr("nobody"));
  mark_override("owner", *owner_);
  for (const ParameterSpec& row : kind->parameters()) {
    FormField& one = *fields_.at(std::string(row.name));
    const std::string pointer = "/components/" + name_ + "/" + std::string(row.name);
    fill(*shown, row, one);
    one.set_error(error_at(document_.problems(), pointer));
    mark_override(std::string(row.name), one);
  }
}

void ParameterForm::mark_override(const std::string& field, FormField& shown) {
  const io::Change* change = change_at(document_.overrides(), "/components/" + name_ + "/" + field);
  shown.set_overridden(change != nullptr, change ? value_words(change->before) : QString());
}

void ParameterForm::reset(const std::string& field) {
  document_.reset_override("/components/" + name_ + "/" + field);
}

void ParameterForm::commit(const ParameterSpec& row, FormField& field, const QString& typed) {
  const Component* shown = component();
  if (!shown) return;
  const QString before = typed_text(*shown, row.name);
  if (typed == before) return field.set_error({});
  projection::Scenario after =
      with_parameter(document_.scenario(), name_, row, typed.toStdString());
  const std::string pointer = "/components/" + name_ + "/" + std::string(row.name);
  const QString error = error_at(document_.check(after).problems, pointer);
  if (!error.isEmpty()) return field.set_error(error);  // stays in the field until it is mended
  const QString now = typed.isEmpty() ? tr("default") : typed;
  const QString was = before.isEmpty() ? tr("default") : before;
  document_.edit(
      tr("%1 %2 %3 to %4").arg(text(name_), parameter_label(row.name).toLower(), was, now),
      std::move(after), text(pointer) + QStringLiteral("#%1").arg(field.visit()));
}

void ParameterForm::commit_owner(const QString& typed) {
  if (!component()) return;
  document_.edit(tr("Team of %1").arg(text(name_)),
                 with_owner(document_.scenario(), name_, typed.toStdString()));
}

void ParameterForm::commit_name(const QString& typed) {
  if (!component() || !rename_ || typed == text(name_)) return;
  // By value: a rename shows another component, and with it another form.
  const QString error = rename_(text(name_), typed);
  if (!error.isEmpty()) name_field_->set_error(error);
}

}  // namespace headroom::gui
