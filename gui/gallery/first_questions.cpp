#include "gui/gallery/first_questions.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/inspector/scenario_fields.h"
#include "gui/style/paint.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

struct Question {
  const char* field;  ///< label of the field of the scenario
  const char* title;
  const char* hint;
};

constexpr Question kQuestions[] = {
    {"Peak load now", "Peak load today", "In the busiest hour of a normal week."},
    {"Growth", "Growth", "A range is read as a 90 % interval."},
    {"Monthly budget", "Monthly budget", "The plan says when it is passed."}};

const ScenarioField& field_of(const Question& question) {
  const QString label = QString::fromLatin1(question.field);
  return *std::ranges::find(scenario_fields(), label, &ScenarioField::label);
}

/// "1" in a soft disc.
class NumberMark : public QWidget {
 public:
  NumberMark(int number, QWidget* parent) : QWidget(parent), number_(number) {
    setFixedSize(20, 20);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().accent_soft);
    painter.drawEllipse(rect());
    paint_text_center(painter, {10, 14}, QString::number(number_),
                      typeface(size::kHint, QFont::Medium), tokens().accent);
  }

 private:
  int number_;
};

QLabel* label(const QString& words, int pixels, int weight, QPalette::ColorRole role,
              QWidget* parent) {
  auto* made = new QLabel(words, parent);
  made->setTextFormat(Qt::PlainText);
  made->setFont(typeface(pixels, weight));
  made->setForegroundRole(role);
  made->setWordWrap(true);
  return made;
}

}  // namespace

FirstQuestions::FirstQuestions(KnowledgePointer knowledge, QWidget* parent)
    : QFrame(parent), scratch_(std::move(knowledge)) {
  setObjectName(QStringLiteral("questions"));
  setStyleSheet(
      QStringLiteral("#questions { background: %1; border: 1px solid %2; border-radius: 6px; }")
          .arg(tokens().surface.name(), tokens().line.name()));
  setFixedWidth(320);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(24, 20, 24, 20);
  column->setSpacing(size::kGap / 2);
  title_ = label({}, size::kTitle, QFont::Medium, QPalette::WindowText, this);
  column->addWidget(title_);
  column->addWidget(label(tr("Three answers are enough for a first plan."), size::kTable,
                          QFont::Normal, QPalette::WindowText, this));
  for (std::size_t i = 0; i < lines_.size(); ++i) ask(i);
  column->addSpacing(16);
  column->addWidget(label(tr("First estimate, an approximation"), size::kHint, QFont::Medium,
                          QPalette::PlaceholderText, this));
  estimate_ = new SentenceLabel(14, 4, this);
  cost_ = new SentenceLabel(size::kTable, 4, this);
  column->addWidget(estimate_);
  column->addWidget(cost_);
  column->addStretch();
  create_ = new QPushButton(tr("Create and simulate"), this);
  create_->setProperty("primary", true);
  create_->setProperty("big", true);
  column->addWidget(create_);
  connect(create_, &QPushButton::clicked, this, [this] { Q_EMIT created(scratch_.scenario()); });
  connect(&solver_, &Solver::answered, this, &FirstQuestions::show_estimate);
}

void FirstQuestions::ask(std::size_t question) {
  const Question& asked = kQuestions[question];
  auto* row = new QHBoxLayout;
  row->setSpacing(size::kGap);
  row->addWidget(new NumberMark(static_cast<int>(question) + 1, this));
  row->addWidget(label(tr(asked.title), size::kBody, QFont::Medium, QPalette::WindowText, this), 1);
  auto* line = new QLineEdit(this);
  line->setProperty("big", true);
  line->setAccessibleName(tr(asked.title));
  lines_[question] = line;
  hints_[question] =
      label(tr(asked.hint), size::kHint, QFont::Normal, QPalette::PlaceholderText, this);
  auto* indented = new QVBoxLayout;
  indented->setContentsMargins(28, 0, 0, 0);
  indented->setSpacing(size::kGap / 2);
  indented->addWidget(line);
  indented->addWidget(hints_[question]);
  auto* column = static_cast<QVBoxLayout*>(layout());
  column->addSpacing(16);
  column->addLayout(row);
  column->addLayout(indented);
  connect(line, &QLineEdit::textEdited, this, [this, question] {
    typed_[question] = true;
    try_answers();
  });
}

void FirstQuestions::show_template(const Template& shown) {
  base_ = shown.scenario;
  title_->setText(shown.name);
  for (std::size_t i = 0; i < lines_.size(); ++i)
    if (!typed_[i]) lines_[i]->setText(field_of(kQuestions[i]).read(base_));
  try_answers();
}

void FirstQuestions::try_answers() {
  projection::Scenario scenario = base_;
  bool ok = true;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    auto written =
        field_of(kQuestions[i]).write(scenario, lines_[i]->text().trimmed().toStdString());
    QPalette palette = hints_[i]->palette();
    palette.setColor(QPalette::PlaceholderText, written ? tokens().text3 : tokens().bad);
    hints_[i]->setPalette(palette);
    hints_[i]->setText(written ? tr(kQuestions[i].hint)
                               : text(written.diagnostics().all().front().message));
    ok = ok && written;
    if (written) scenario = std::move(written).value();
  }
  create_->setEnabled(ok);
  if (!ok) return;
  scratch_.start(scenario);
  if (scratch_.subject())
    solver_.solve(scratch_.subject(), Stage::formulas);
  else
    estimate_->set_sentence({{"Draw the system, then it is simulated.", report::Tone::weak}});
  if (!scratch_.subject()) cost_->set_sentence({});
}

void FirstQuestions::show_estimate(const AnswerPointer& answer) {
  if (!scratch_.subject() || answer->fingerprint != scratch_.subject()->fingerprint) return;
  estimate_->set_sentence(report::verdict(scratch_.scenario(), answer->projection, kStyle));
  cost_->set_sentence(report::second_line(scratch_.scenario(), answer->projection, kStyle));
}

}  // namespace headroom::gui
