#include "gui/inspector/load_form.h"

#include <QHBoxLayout>
#include <algorithm>
#include <utility>

#include "gui/style/icons.h"
#include "gui/style/panel.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"
#include "gui/what_ifs/change_words.h"

namespace headroom::gui {
namespace {

std::vector<LoadItem> items_of(const projection::Scenario& scenario) {
  std::vector<LoadItem> items = request_classes(scenario);
  for (LoadItem& surge : surges(scenario)) items.push_back(std::move(surge));
  return items;
}

QStringList entries_of(const projection::Scenario& scenario) {
  QStringList all;
  for (const auto& [name, component] : scenario.architecture.components)
    for (const auto& [operation, steps] : component.operations) all << text(name + "." + operation);
  return all;
}

}  // namespace

LoadForm::LoadForm(Document& document, QWidget* parent) : QWidget(parent), document_(document) {
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->setSpacing(0);
  column_ = new QVBoxLayout;
  column_->setSpacing(0);
  whole->addLayout(column_);
  add_class_ = add_button(tr("Add a class of requests"));
  add_surge_ = add_button(tr("Add a surge"));
  whole->addSpacing(size::kGap);
  whole->addWidget(add_class_, 0, Qt::AlignLeft);
  whole->addWidget(add_surge_, 0, Qt::AlignLeft);
  connect(add_class_, &QPushButton::clicked, this, [this] {
    document_.edit(tr("Add a class of requests"), with_class(document_.scenario()));
  });
  connect(add_surge_, &QPushButton::clicked, this,
          [this] { document_.edit(tr("Add a surge"), with_surge(document_.scenario())); });
  connect(&document_, &Document::changed, this, &LoadForm::refresh);
}

QPushButton* LoadForm::add_button(const QString& words) {
  auto* button = new QPushButton(words, this);
  button->setProperty("quiet", true);
  button->setProperty("flush", true);
  return button;
}

FormField* LoadForm::field(const std::string& pointer, const QString& label) const {
  for (const Shown& shown : shown_)
    for (std::size_t i = 0; i < shown.fields.size(); ++i)
      if (shown.item.pointer == pointer && shown.item.fields[i].label == label)
        return shown.fields[i];
  return nullptr;
}

QToolButton* LoadForm::remove_button(const std::string& pointer) const {
  for (const Shown& shown : shown_)
    if (shown.item.pointer == pointer) return shown.remove;
  return nullptr;
}

void LoadForm::refresh() {
  std::vector<LoadItem> items = items_of(document_.scenario());
  const bool same = std::ranges::equal(
      items, shown_, {}, [](const LoadItem& item) { return item.pointer; },
      [](const Shown& shown) { return shown.item.pointer; });
  if (!same) rebuild(std::move(items));
  const bool alone = document_.scenario().load.classes.size() < 2;
  for (Shown& shown : shown_) {
    if (shown.item.pointer.starts_with("/load/classes/")) shown.remove->setEnabled(!alone);
    for (std::size_t i = 0; i < shown.fields.size(); ++i) {
      const ScenarioField& described = shown.item.fields[i];
      FormField& field = *shown.fields[i];
      field.set_value(described.read(document_.scenario()), described.when_empty);
      field.set_error({});
      const io::Change* change = nullptr;
      for (const std::string& pointer : described.pointers)
        if (!change) change = change_at(document_.overrides(), pointer);
      field.set_overridden(change != nullptr, change ? value_words(change->before) : QString());
    }
  }
}

void LoadForm::rebuild(std::vector<LoadItem> items) {
  while (QLayoutItem* old = column_->takeAt(0)) {
    if (old->widget()) old->widget()->deleteLater();
    delete old;
  }
  shown_.clear();
  shown_.reserve(items.size());
  for (LoadItem& item : items) add_item(std::move(item));
}

void LoadForm::add_item(LoadItem item) {
  auto* row = new QWidget(this);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, size::kGap, 0, 0);
  layout->addWidget(plain_label(item.title, size::kHint, QFont::Medium, QPalette::PlaceholderText),
                    1);
  auto* remove = new QToolButton(row);
  remove->setIcon(icon("close", tokens().text3));
  remove->setFixedSize(18, 18);
  remove->setToolTip(item.without ? tr("Delete %1").arg(item.title)
                                  : tr("The only class has all requests."));
  remove->setAccessibleName(tr("Delete %1").arg(item.title));
  layout->addWidget(remove);
  column_->addWidget(row);
  connect(remove, &QToolButton::clicked, this, [this, pointer = item.pointer] {
    const auto found =
        std::ranges::find(shown_, pointer, [](const Shown& one) { return one.item.pointer; });
    if (found == shown_.end()) return;
    const std::vector<LoadItem> now = items_of(document_.scenario());
    const auto current = std::ranges::find(now, pointer, &LoadItem::pointer);
    if (current != now.end() && current->without)
      document_.edit(tr("Delete %1").arg(current->title), current->without(document_.scenario()));
  });
  Shown& shown = shown_.emplace_back(Shown{std::move(item), {}, remove});
  for (std::size_t i = 0; i < shown.item.fields.size(); ++i) add_field(shown, i);
}

void LoadForm::add_field(Shown& shown, std::size_t index) {
  const ScenarioField& described = shown.item.fields[index];
  auto* made = new FormField(described.label, this);
  made->set_help(described.help);
  made->set_evidence(false);
  if (described.label == tr("Enters at")) made->set_completions(entries_of(document_.scenario()));
  column_->addWidget(made);
  shown.fields.push_back(made);
  const auto take = [this, item = shown.item, described, made] {
    if (made->value() != described.read(document_.scenario()))
      commit(item, described, *made, made->value());
  };
  // A name counts when it is whole, as this form is made anew for it.
  if (described.pointers.empty())
    connect(made->line(), &QLineEdit::editingFinished, this, take);
  else
    connect(made, &FormField::edited, this, take);
  connect(made, &FormField::reset_wanted, this, [this, described] {
    for (const std::string& pointer : described.pointers)
      if (const io::Change* change = change_at(document_.overrides(), pointer))
        return document_.reset_override(std::string(change->pointer));
  });
}

void LoadForm::commit(const LoadItem& item, const ScenarioField& described, FormField& field,
                      const QString& typed) {
  auto after = described.write(document_.scenario(), typed.toStdString());
  if (!after) return field.set_error(text(after.diagnostics().all().front().message));
  field.set_error({});
  const QString what = tr("%1: %2 to %3").arg(item.title, described.label, typed);
  if (!described.pointers.empty())
    return document_.edit(
        what, std::move(after).value(),
        text(described.pointers.front()) + QStringLiteral("#%1").arg(field.visit()));
  // A new name, also in the what-ifs over it.
  document_.edit_with_children(what, [&](const projection::Scenario& scenario) {
    auto renamed = described.write(scenario, typed.toStdString());
    return renamed ? std::move(renamed).value() : scenario;
  });
}

}  // namespace headroom::gui
