// The inputs of a component, built from the table of its kind.
#pragma once

#include <QLabel>
#include <QVBoxLayout>
#include <QWidget>
#include <functional>
#include <map>
#include <string>

#include "gui/document/document.h"
#include "gui/inspector/form_field.h"

namespace headroom::gui {

class ParameterForm : public QWidget {
  Q_OBJECT

 public:
  explicit ParameterForm(Document& document, QWidget* parent = nullptr);

  /// Of this component; empty: nothing is shown.
  void show_component(const QString& name);
  [[nodiscard]] FormField* field(const std::string& parameter) const;
  [[nodiscard]] FormField* name_field() const { return name_field_; }
  /// Takes the old and the new name; what is wrong with the new one, or empty.
  using Rename = std::function<QString(const QString& from, const QString& to)>;
  void set_rename(Rename rename) { rename_ = std::move(rename); }

 private:
  using Row = architecture::ParameterSpec;
  void rebuild(const network::ComponentKind& kind);
  void refresh();
  void fill(const architecture::Component& component, const Row& row, FormField& field);
  FormField* make_field(const Row& row);
  void commit(const Row& row, FormField& field, const QString& typed);
  void commit_name(const QString& typed);
  void commit_owner(const QString& typed);
  void mark_override(const std::string& field, FormField& shown);
  void reset(const std::string& field);
  [[nodiscard]] const architecture::Component* component() const;

  Document& document_;
  std::string name_;
  std::string kind_;
  QVBoxLayout* column_;
  Rename rename_;
  FormField* name_field_ = nullptr;
  FormField* owner_ = nullptr;
  std::map<std::string, FormField*> fields_;
};

/// "max_queue" as people read it: "Max queue".
QString parameter_label(std::string_view name);

}  // namespace headroom::gui
