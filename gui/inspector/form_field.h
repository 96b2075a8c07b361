// One row of a form: label, editor, where the value comes from, and what is wrong with it.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>
#include <QToolButton>
#include <QWidget>

#include "gui/inspector/evidence_button.h"

namespace headroom::gui {

/// Tells its text while one types, after a short rest, and when one is done.
class FormField : public QWidget {
  Q_OBJECT

 public:
  struct Choice {
    QString words;
    QString value;
  };

  /// A line to type into.
  FormField(const QString& label, QWidget* parent = nullptr);
  /// One of some values.
  FormField(const QString& label, const QList<Choice>& choices, QWidget* parent = nullptr);

  /// What is typed, and what holds when it is empty.
  void set_value(const QString& typed, const QString& when_empty);
  [[nodiscard]] QString value() const;
  void set_error(const QString& error);
  [[nodiscard]] QString error() const { return error_->text(); }
  void set_help(const QString& help);
  /// Without a mark where `shown` is false.
  void set_evidence(bool shown, Evidence evidence = Evidence::unset, const QString& source = {});
  /// Marks a value that a what-if says otherwise than its parent, with an arrow that takes it back.
  void set_overridden(bool overridden, const QString& parent_value = {});
  [[nodiscard]] bool overridden() const { return reset_->isVisibleTo(this); }
  [[nodiscard]] QToolButton* reset_button() const { return reset_; }
  void hide_mark();  ///< and leave no room for it
  void set_completions(const QStringList& words);
  [[nodiscard]] QLineEdit* line() const { return line_; }
  [[nodiscard]] QComboBox* box() const { return box_; }
  [[nodiscard]] EvidenceButton* mark() const { return mark_; }
  /// Changes whenever the field is entered anew: edits with one number belong together.
  [[nodiscard]] int visit() const { return visit_; }

 Q_SIGNALS:
  void edited(const QString& text);
  void evidence_chosen(const QString& kind);
  void reset_wanted();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void build(const QString& label, QWidget* editor);
  void tell();
  void mark_unset(QWidget* editor, bool unset);

  QLabel* label_ = nullptr;
  QLineEdit* line_ = nullptr;
  QComboBox* box_ = nullptr;
  QToolButton* reset_ = nullptr;
  EvidenceButton* mark_ = nullptr;
  QLabel* error_ = nullptr;
  QTimer rest_;
  QString told_;  ///< what was set or told last
  int visit_ = 0;
};

}  // namespace headroom::gui
