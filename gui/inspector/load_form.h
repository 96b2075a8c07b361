// Request classes and surges: each with its fields, added, renamed and deleted.
#pragma once

#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>
#include <vector>

#include "gui/document/document.h"
#include "gui/inspector/form_field.h"
#include "gui/inspector/load_items.h"

namespace headroom::gui {

class LoadForm : public QWidget {
  Q_OBJECT

 public:
  explicit LoadForm(Document& document, QWidget* parent = nullptr);

  /// Of the item at a pointer such as "/load/classes/browse"; nullptr without it.
  [[nodiscard]] FormField* field(const std::string& pointer, const QString& label) const;
  [[nodiscard]] QToolButton* remove_button(const std::string& pointer) const;
  [[nodiscard]] QPushButton& add_class() { return *add_class_; }
  [[nodiscard]] QPushButton& add_surge() { return *add_surge_; }

 private:
  struct Shown {
    LoadItem item;
    std::vector<FormField*> fields;
    QToolButton* remove = nullptr;
  };

  void refresh();
  void rebuild(std::vector<LoadItem> items);
  void add_item(LoadItem item);
  void add_field(Shown& shown, std::size_t index);
  void commit(const LoadItem& item, const ScenarioField& described, FormField& field,
              const QString& typed);
  [[nodiscard]] QPushButton* add_button(const QString& words);

  Document& document_;
  QVBoxLayout* column_;
  std::vector<Shown> shown_;
  QPushButton* add_class_ = nullptr;
  QPushButton* add_surge_ = nullptr;
};

}  // namespace headroom::gui
