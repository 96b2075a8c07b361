// Where one begins: templates, three questions, recent files. Never a blank canvas.
#pragma once

#include <QDateTime>
#include <QFrame>
#include <QLabel>
#include <QListWidget>
#include <QWidget>
#include <vector>

#include "gui/gallery/first_questions.h"
#include "gui/gallery/template_card.h"

namespace headroom::gui {

class Gallery : public QWidget {
  Q_OBJECT

 public:
  explicit Gallery(const KnowledgePointer& knowledge, QWidget* parent = nullptr);

  void refresh_recent(const QStringList& paths);
  /// A bar that asks what to do with changes that were kept when the program ended unexpectedly.
  void offer_restore(const QDateTime& saved);
  [[nodiscard]] QFrame& restore_offer() { return *restore_; }
  [[nodiscard]] const std::vector<TemplateCard*>& cards() const { return cards_; }
  [[nodiscard]] FirstQuestions& questions() { return *questions_; }
  [[nodiscard]] const std::vector<Template>& templates() const { return templates_; }

 Q_SIGNALS:
  void created(const headroom::projection::Scenario& scenario);
  void open_wanted();
  void file_wanted(const QString& path);
  void restore_wanted();
  void discard_wanted();

 private:
  QWidget* left_side();
  QWidget* restore_bar();
  void choose(std::size_t index);
  void choose_empty();

  std::vector<Template> templates_;
  Template empty_;
  std::vector<TemplateCard*> cards_;
  FirstQuestions* questions_;
  QFrame* restore_ = nullptr;
  QLabel* restore_words_ = nullptr;
  QLabel* recent_title_;
  QListWidget* recent_;
};

}  // namespace headroom::gui
