// The inputs of the whole scenario: load, growth, horizon, targets.
#pragma once

#include <QVBoxLayout>
#include <QWidget>
#include <functional>
#include <vector>

#include "gui/document/document.h"
#include "gui/inspector/form_field.h"
#include "gui/inspector/scenario_fields.h"

namespace headroom::gui {

class ScenarioForm : public QWidget {
  Q_OBJECT

 public:
  explicit ScenarioForm(Document& document, QWidget* parent = nullptr);
  [[nodiscard]] FormField* field(const QString& label) const;

 private:
  void refresh();
  void add_title(const QString& title);
  [[nodiscard]] const io::Change* override_of(const ScenarioField& field) const;

  Document& document_;
  QVBoxLayout* column_;
  std::vector<FormField*> fields_;
};

}  // namespace headroom::gui
