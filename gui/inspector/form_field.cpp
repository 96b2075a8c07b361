#include "gui/inspector/form_field.h"

#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>

#include "gui/inspector/choice_box.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr int kRestMs = 300;  // of typing, before a value is tried
constexpr int kLabelWidth = 92, kResetSize = 18;

void set_flag(QWidget* widget, const char* name, bool value) {
  if (widget->property(name).toBool() == value) return;
  widget->setProperty(name, value);
  widget->style()->unpolish(widget);
  widget->style()->polish(widget);
}

}  // namespace

FormField::FormField(const QString& label, QWidget* parent) : QWidget(parent) {
  line_ = new QLineEdit(this);
  build(label, line_);
  rest_.setSingleShot(true);
  rest_.setInterval(kRestMs);
  connect(&rest_, &QTimer::timeout, this, &FormField::tell);
  connect(line_, &QLineEdit::textEdited, &rest_, qOverload<>(&QTimer::start));
  connect(line_, &QLineEdit::editingFinished, this, &FormField::tell);
}

FormField::FormField(const QString& label, const QList<Choice>& choices, QWidget* parent)
    : QWidget(parent) {
  box_ = new ChoiceBox(this);
  for (const Choice& choice : choices) box_->addItem(choice.words, choice.value);
  box_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  build(label, box_);
  connect(box_, &QComboBox::activated, this, &FormField::tell);
}

void FormField::build(const QString& label, QWidget* editor) {
  label_ = new QLabel(elided(label, kLabelWidth, typeface(size::kTable)), this);
  label_->setToolTip(label);
  label_->setTextFormat(Qt::PlainText);
  label_->setFont(typeface(size::kTable));
  label_->setFixedWidth(kLabelWidth);
  label_->setBuddy(editor);
  editor->setAccessibleName(label);
  editor->installEventFilter(this);
  reset_ = new QToolButton(this);
  reset_->setIcon(icon("reset", tokens().accent));
  reset_->setFixedSize(kResetSize, kResetSize);
  reset_->setAccessibleName(tr("Reset ") + label);
  reset_->hide();
  connect(reset_, &QToolButton::clicked, this, &FormField::reset_wanted);
  mark_ = new EvidenceButton(this);
  connect(mark_, &EvidenceButton::chosen, this, &FormField::evidence_chosen);
  error_ = new QLabel(this);
  error_->setTextFormat(Qt::PlainText);
  error_->setFont(typeface(size::kHint));
  error_->setWordWrap(true);
  error_->hide();
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 2, 0, 2);
  row->setSpacing(size::kGap / 2);
  row->addWidget(label_);
  row->addWidget(editor, 1);
  row->addWidget(reset_);
  row->addWidget(mark_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(row);
  column->addWidget(error_);
}

bool FormField::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusIn) ++visit_;
  // Scrolling the form must not change what it passes over.
  if (event->type() == QEvent::Wheel && watched == box_ && !box_->hasFocus()) {
    event->ignore();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

QString FormField::value() const {
  return line_ ? line_->text().trimmed() : box_->currentData().toString();
}

void FormField::tell() {
  rest_.stop();
  const QString now = value();
  if (now == told_) return;
  told_ = now;
  Q_EMIT edited(now);
}

void FormField::mark_unset(QWidget* editor, bool unset) { set_flag(editor, "unset", unset); }

void FormField::set_value(const QString& typed, const QString& when_empty) {
  told_ = typed;
  if (line_) {
    line_->setPlaceholderText(when_empty);
    if (line_->text().trimmed() != typed) line_->setText(typed);
    mark_unset(line_, typed.isEmpty());
    return;
  }
  const int at = box_->findData(typed);
  box_->setCurrentIndex(at < 0 ? 0 : at);
  mark_unset(box_, typed.isEmpty());
}

void FormField::set_error(const QString& error) {
  error_->setText(error);
  error_->setVisible(!error.isEmpty());
  QPalette palette = error_->palette();
  palette.setColor(QPalette::WindowText, tokens().bad);
  error_->setPalette(palette);
  QWidget* editor = line_ ? static_cast<QWidget*>(line_) : box_;
  set_flag(editor, "wrong", !error.isEmpty());
  editor->setAccessibleDescription(error);
}

void FormField::set_overridden(bool overridden, const QString& parent_value) {
  QWidget* editor = line_ ? static_cast<QWidget*>(line_) : box_;
  set_flag(editor, "overridden", overridden);
  reset_->setVisible(overridden);
  reset_->setToolTip(QStringLiteral("<span>") + tr("parent: %1").arg(parent_value).toHtmlEscaped() +
                     QStringLiteral("</span>"));
}

void FormField::set_help(const QString& help) {
  const QString plain = QStringLiteral("<span>") + help.toHtmlEscaped() + QStringLiteral("</span>");
  label_->setToolTip(plain);
  if (line_) line_->setToolTip(plain);
  if (box_) box_->setToolTip(plain);
}

void FormField::set_evidence(bool shown, Evidence evidence, const QString& source) {
  QSizePolicy policy = mark_->sizePolicy();
  policy.setRetainSizeWhenHidden(true);
  mark_->setSizePolicy(policy);
  mark_->setVisible(shown);
  mark_->set_evidence(evidence, source);
}

void FormField::hide_mark() {
  QSizePolicy policy = mark_->sizePolicy();
  policy.setRetainSizeWhenHidden(false);
  mark_->setSizePolicy(policy);
  mark_->hide();
}

void FormField::set_completions(const QStringList& words) {
  auto* completer = new QCompleter(words, this);
  completer->setCaseSensitivity(Qt::CaseInsensitive);
  completer->setFilterMode(Qt::MatchContains);
  line_->setCompleter(completer);
}

}  // namespace headroom::gui
