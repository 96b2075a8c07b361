// What a component does for each of its operations, step by step.
#pragma once

#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>
#include <map>
#include <string>
#include <vector>

#include "gui/document/document.h"
#include "gui/document/step_rows.h"
#include "gui/inspector/form_field.h"

namespace headroom::gui {

/// Figures are edited in place; operations and steps are added, renamed and removed. Calls come
/// from the canvas.
class OperationsForm : public QWidget {
  Q_OBJECT

 public:
  explicit OperationsForm(Document& document, QWidget* parent = nullptr);
  void show_component(const QString& name);
  /// Of an operation's row, nullptr where it has no figure.
  [[nodiscard]] FormField* field(const std::string& operation, std::size_t row) const;
  /// The name of an operation, to be typed over; nullptr without it.
  [[nodiscard]] QLineEdit* name_line(const std::string& operation) const;
  [[nodiscard]] QPushButton* add_button() const { return add_operation_; }
  [[nodiscard]] QToolButton* remove_button(const std::string& operation) const;

 private:
  struct Shown {
    std::string operation;
    std::vector<StepRow> rows;
    std::vector<FormField*> fields;
  };

  void refresh();
  void rebuild();
  void add_operation(const std::string& operation, const architecture::Steps& steps);
  void add_row(Shown& shown, const StepRow& row);
  QLineEdit* name_editor(const std::string& operation, QWidget* parent);
  QToolButton* removal(const std::string& operation, QWidget* parent);
  void rename_operation(const std::string& from, QLineEdit& line);
  QToolButton* small_button(const char* drawing, const QString& words, QWidget* parent);
  void choose_step(QToolButton& button, const std::string& operation);
  QWidget* title_row(const std::string& operation);
  QToolButton* reset_button(const std::string& operation, QWidget* parent);
  void mark_overrides();
  [[nodiscard]] std::string pointer_of(const std::string& operation) const;
  void commit(const std::string& operation, const StepRow& row, FormField& field,
              const QString& typed);
  void change(const QString& what, const std::string& operation, architecture::Steps steps,
              const QString& key = {});
  [[nodiscard]] const architecture::Component* component() const;
  [[nodiscard]] bool same_rows() const;

  Document& document_;
  std::string name_;
  QVBoxLayout* column_;
  std::vector<Shown> shown_;
  QPushButton* add_operation_ = nullptr;
  // By operation.
  std::map<std::string, QToolButton*> resets_;
  std::map<std::string, QToolButton*> removals_;
  std::map<std::string, QLineEdit*> names_;
};

}  // namespace headroom::gui
