// Three answers that make a plan of a template, and the first estimate while they are typed.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <array>

#include "gui/document/document.h"
#include "gui/gallery/template_list.h"
#include "gui/solving/solver.h"
#include "gui/verdict/sentence_label.h"

namespace headroom::gui {

class FirstQuestions : public QFrame {
  Q_OBJECT

 public:
  explicit FirstQuestions(KnowledgePointer knowledge, QWidget* parent = nullptr);

  /// What is asked about; answers that were typed stay.
  void show_template(const Template& shown);
  [[nodiscard]] QLineEdit* line(std::size_t question) const { return lines_[question]; }
  [[nodiscard]] QPushButton* create() const { return create_; }
  [[nodiscard]] QString estimate() const { return estimate_->sentence_text(); }

 Q_SIGNALS:
  void created(const headroom::projection::Scenario& scenario);

 private:
  void ask(std::size_t question);
  void try_answers();
  void show_estimate(const AnswerPointer& answer);

  Document scratch_;  ///< what the answers would make
  Solver solver_;
  projection::Scenario base_;
  QLabel* title_;
  std::array<QLineEdit*, 3> lines_{};
  std::array<QLabel*, 3> hints_{};
  std::array<bool, 3> typed_{};
  SentenceLabel* estimate_;
  SentenceLabel* cost_;
  QPushButton* create_;
};

}  // namespace headroom::gui
