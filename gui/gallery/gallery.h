// Where one begins: templates, three questions, recent files. Never a blank canvas.
#pragma once

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
  [[nodiscard]] const std::vector<TemplateCard*>& cards() const { return cards_; }
  [[nodiscard]] FirstQuestions& questions() { return *questions_; }
  [[nodiscard]] const std::vector<Template>& templates() const { return templates_; }

 Q_SIGNALS:
  void created(const headroom::projection::Scenario& scenario);
  void open_wanted();
  void file_wanted(const QString& path);

 private:
  QWidget* left_side();
  void choose(std::size_t index);
  void choose_empty();

  std::vector<Template> templates_;
  Template empty_;
  std::vector<TemplateCard*> cards_;
  FirstQuestions* questions_;
  QLabel* recent_title_;
  QListWidget* recent_;
};

}  // namespace headroom::gui
