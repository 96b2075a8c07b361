#include "gui/verdict/verdict_bar.h"

#include <QHBoxLayout>
#include <QPainter>
#include <algorithm>
#include <utility>

#include "core/report/breach_words.h"
#include "core/report/doubt.h"
#include "gui/style/theme.h"

namespace headroom::gui {
namespace {

constexpr int kMarkSize = 18, kMarkColumn = 26;

QString problems_words(std::size_t count) {
  return count == 1 ? QStringLiteral("1 problem") : QStringLiteral("%1 problems").arg(count);
}

/// First, so that it is read even where the line is long.
std::string stage_words(const Answer& answer, bool updating) {
  if (updating) return "Updating. ";
  if (answer.stage == Stage::formulas) return "Approximation by formulas. ";
  return answer.stage == Stage::preview ? "First estimate, refining. " : "";
}

}  // namespace

VerdictBar::VerdictBar(Document& document, ViewState& state, QWidget* parent)
    : QFrame(parent), document_(document), state_(state) {
  setFixedHeight(size::kVerdict);
  verdict_ = new SentenceLabel(size::kTitle, 2, this);
  more_ = new SentenceLabel(size::kTable, 2, this);
  auto* words = new QVBoxLayout;
  words->setContentsMargins(kMarkColumn, 0, 0, 0);
  words->setSpacing(2);
  words->addWidget(verdict_);
  words->addWidget(more_);
  words->addStretch();
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(16, 9, 12, 8);
  row->setSpacing(size::kGap);
  row->addLayout(words, 1);
  row->addSpacing(size::kGap);
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    tiles_[i] = new Tile(this);
    row->addWidget(tiles_[i], 0, Qt::AlignTop);
    connect(tiles_[i], &Tile::clicked, this, [this, i] { state_.set_month(month_of(i)); });
  }
  connect(&document_, &Document::changed, this, &VerdictBar::refresh);
  connect(&document_, &Document::problems_changed, this, &VerdictBar::refresh);
  connect(&state_, &ViewState::answer_changed, this, &VerdictBar::refresh);
  connect(&state_, &ViewState::month_changed, this, &VerdictBar::mark_month);
  refresh();
}

int VerdictBar::month_of(std::size_t tile) const {
  const int months = document_.scenario().horizon.months;
  return tile == 0 ? 0 : tile == 1 ? (months + 1) / 2 : months;
}

report::Sentence VerdictBar::first_line() const {
  if (!document_.is_open()) return {};
  if (document_.problems().has_errors())
    return {
        {"No answer:", report::Tone::strong},
        {" " + problems_words(document_.problems().errors()).toStdString() + " in the scenario."}};
  const AnswerPointer& answer = state_.answer();
  if (!answer) return {{"Computing the first answer\u2026", report::Tone::weak}};
  return report::verdict(document_.scenario(), answer->projection, kStyle);
}

report::Sentence VerdictBar::second_line() const {
  const AnswerPointer& answer = state_.answer();
  if (document_.problems().has_errors()) return {{"The pane Problems says where and what to do."}};
  if (!answer) return {};
  report::Sentence line = {{stage_words(*answer, state_.updating()), report::Tone::weak}};
  for (report::Span& span : report::second_line(document_.scenario(), answer->projection, kStyle))
    line.push_back(std::move(span));
  return line;
}

State VerdictBar::verdict_state() const {
  const AnswerPointer& answer = state_.answer();
  if (document_.problems().has_errors()) return State::failed;
  if (!answer) return State::none;
  const projection::Breach* ordinary =
      report::first_breach_that(answer->projection, [](const projection::Breach& breach) {
        return breach.surge.empty() && breach.target != projection::TargetKind::monthly_cost;
      });
  const auto doubt = report::first_doubt(document_.scenario(), answer->projection);
  if (doubt && report::decides(*doubt, ordinary)) return State::none;
  if (answer->projection.breaches.empty()) return State::fine;
  const bool unstable = ordinary && ordinary->target == projection::TargetKind::stability;
  return unstable ? State::unstable : State::hot;
}

void VerdictBar::refresh() {
  const bool faded = state_.updating();
  verdict_->set_sentence(first_line());
  verdict_->set_faded(faded);
  more_->set_sentence(second_line());
  more_->set_faded(faded);
  const bool wrong = document_.problems().has_errors();
  const Answer* answer = wrong ? nullptr : state_.answer().get();
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    tiles_[i]->set_facts(tile_facts(document_.scenario(), answer, month_of(i)));
    tiles_[i]->set_faded(faded);
  }
  mark_month();
  update();
}

void VerdictBar::mark_month() {
  for (std::size_t i = 0; i < tiles_.size(); ++i)
    tiles_[i]->set_current(month_of(i) == state_.month());
}

void VerdictBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), tokens().window);
  painter.setPen(tokens().line);
  painter.drawLine(0, 0, width(), 0);
  painter.drawLine(0, height() - 1, width(), height() - 1);
  if (document_.is_open()) paint_mark(painter, verdict_state(), {16, 12}, kMarkSize);
}

}  // namespace headroom::gui
