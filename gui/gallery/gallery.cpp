#include "gui/gallery/gallery.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "gui/style/icons.h"
#include "gui/style/theme.h"

namespace headroom::gui {
namespace {

constexpr int kColumns = 4, kMargin = 32;
constexpr double kFirstRate = 100.0;  // where nothing else was answered

QLabel* heading(const QString& words, int pixels, int weight, QWidget* parent) {
  auto* label = new QLabel(words, parent);
  label->setTextFormat(Qt::PlainText);
  label->setFont(typeface(pixels, weight));
  return label;
}

Template empty_template(const std::vector<Template>& others) {
  Template empty;
  empty.name = QObject::tr("Empty canvas");
  empty.scenario.name = "New system";
  empty.scenario.load.now = workload::PeakHourRate{Uncertain::exact(kFirstRate)};
  if (!others.empty()) {
    empty.scenario.horizon = others.front().scenario.horizon;
    empty.scenario.prices = others.front().scenario.prices;
    empty.scenario.targets = others.front().scenario.targets;
    empty.scenario.load.season = others.front().scenario.load.season;
  }
  return empty;
}

}  // namespace

Gallery::Gallery(const KnowledgePointer& knowledge, QWidget* parent)
    : QWidget(parent),
      templates_(builtin_templates(*knowledge)),
      empty_(empty_template(templates_)) {
  setBackgroundRole(QPalette::Window);
  setAutoFillBackground(true);
  questions_ = new FirstQuestions(knowledge, this);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kMargin, 24, kMargin, 16);
  row->setSpacing(48);
  row->addWidget(left_side(), 1);
  row->addWidget(questions_);
  connect(questions_, &FirstQuestions::created, this, &Gallery::created);
  if (!cards_.empty()) {
    cards_.front()->setChecked(true);
    choose(0);
  }
}

QWidget* Gallery::left_side() {
  auto* side = new QWidget(this);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(size::kGap);
  column->addWidget(heading(tr("When does it break, what breaks first, what will it cost?"),
                            size::kFigure, QFont::Medium, side));
  column->addWidget(heading(tr("Choose the picture that is closest to your system. You can change "
                               "every part of it afterwards."),
                            size::kBody, QFont::Normal, side));
  column->addSpacing(16);
  auto* grid = new QGridLayout;
  grid->setSpacing(size::kPanelGap);
  for (std::size_t i = 0; i < templates_.size(); ++i) {
    auto* card = new TemplateCard(templates_[i], side);
    cards_.push_back(card);
    const int at = static_cast<int>(i);
    grid->addWidget(card, at / kColumns, at % kColumns);
    connect(card, &TemplateCard::clicked, this, [this, i] { choose(i); });
  }
  grid->setColumnStretch(kColumns, 1);
  column->addLayout(grid);
  column->addSpacing(16);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(size::kGap);
  auto* open = new QPushButton(icon("folder", tokens().text2), tr("Open\u2026"), side);
  open->setProperty("big", true);
  auto* empty = new QPushButton(tr("Empty canvas"), side);
  empty->setProperty("big", true);
  empty->setProperty("quiet", true);
  buttons->addWidget(open);
  buttons->addWidget(empty);
  buttons->addStretch();
  column->addLayout(buttons);
  connect(open, &QPushButton::clicked, this, &Gallery::open_wanted);
  connect(empty, &QPushButton::clicked, this, &Gallery::choose_empty);
  column->addSpacing(16);
  recent_title_ = heading(tr("Recent"), size::kHint, QFont::Medium, side);
  recent_title_->setForegroundRole(QPalette::PlaceholderText);
  recent_ = new QListWidget(side);
  recent_->setAccessibleName(tr("Recent files"));
  recent_->setStyleSheet(QStringLiteral(
      "QListWidget { background: transparent; } QListWidget::item { height: 30px; }"));
  column->addWidget(recent_title_);
  column->addWidget(recent_, 1);
  connect(recent_, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
    Q_EMIT file_wanted(item->data(Qt::UserRole).toString());
  });
  return side;
}

void Gallery::choose(std::size_t index) { questions_->show_template(templates_[index]); }

void Gallery::choose_empty() {
  for (TemplateCard* card : cards_) {
    card->setAutoExclusive(false);
    card->setChecked(false);
    card->setAutoExclusive(true);
  }
  questions_->show_template(empty_);
}

void Gallery::refresh_recent(const QStringList& paths) {
  recent_->clear();
  for (const QString& path : paths) {
    const QFileInfo file(path);
    auto* item = new QListWidgetItem(icon("doc", tokens().text2),
                                     file.fileName() + QStringLiteral("   ") + file.path());
    item->setData(Qt::UserRole, path);
    item->setToolTip(path);
    recent_->addItem(item);
  }
  recent_title_->setVisible(!paths.isEmpty());
  recent_->setVisible(!paths.isEmpty());
}

}  // namespace headroom::gui
