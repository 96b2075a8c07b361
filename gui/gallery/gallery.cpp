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
constexpr int kWidest = 1280, kHighest = 800;
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
  // On large screens the page stays as wide as one reads, in the middle.
  auto* page = new QWidget(this);
  page->setMaximumSize(kWidest, kHighest);
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(kMargin, 24, kMargin, 16);
  row->setSpacing(48);
  row->addWidget(left_side(), 1);
  row->addWidget(questions_);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->setSpacing(0);
  outer->addWidget(restore_bar());
  outer->addWidget(page, 1, Qt::Alignment());
  outer->setAlignment(page, Qt::AlignHCenter);
  connect(questions_, &FirstQuestions::created, this, &Gallery::created);
  if (!cards_.empty()) {
    cards_.front()->setChecked(true);
    choose(0);
  }
}

QWidget* Gallery::restore_bar() {
  restore_ = new QFrame(this);
  restore_->setObjectName(QStringLiteral("restore"));
  restore_->setStyleSheet(
      QStringLiteral("#restore { background: %1; border-bottom: 1px solid %2; }")
          .arg(tokens().accent_soft.name(), tokens().line.name()));
  restore_words_ = heading({}, size::kTable, QFont::Normal, restore_);
  auto* restore = new QPushButton(tr("Restore"), restore_);
  restore->setProperty("primary", true);
  auto* discard = new QPushButton(tr("Discard"), restore_);
  auto* row = new QHBoxLayout(restore_);
  row->setContentsMargins(kMargin, 8, kMargin, 8);
  row->addWidget(restore_words_, 1);
  row->addWidget(restore);
  row->addWidget(discard);
  restore_->hide();
  connect(restore, &QPushButton::clicked, restore_, &QWidget::hide);
  connect(restore, &QPushButton::clicked, this, &Gallery::restore_wanted);
  connect(discard, &QPushButton::clicked, restore_, &QWidget::hide);
  connect(discard, &QPushButton::clicked, this, &Gallery::discard_wanted);
  return restore_;
}

void Gallery::offer_restore(const QDateTime& saved) {
  restore_words_->setText(tr("Unsaved changes from %1 were kept.")
                              .arg(saved.toString(QStringLiteral("yyyy-MM-dd HH:mm"))));
  restore_->show();
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
  recent_->setIconSize({16, 16});
  recent_->setStyleSheet(QStringLiteral(
      "QListWidget { background: transparent; } QListWidget::item { height: 30px; }"));
  column->addWidget(recent_title_);
  column->addWidget(recent_, 1);
  column->addStretch();  // where there are no recent files
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
