#include "gui/verdict/sentence_label.h"

#include <QPainter>
#include <algorithm>
#include <utility>

#include "gui/style/theme.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

using report::Tone;

QColor color_of(Tone tone, const QColor& plain) {
  const Tokens& t = tokens();
  switch (tone) {
    case Tone::weak:
      return t.text3;
    case Tone::good:
      return t.good;
    case Tone::warn:
      return t.warn;
    case Tone::bad:
      return t.bad;
    case Tone::fatal:
      return t.fatal;
    default:
      return plain;
  }
}

bool is_strong(Tone tone) { return tone != Tone::plain && tone != Tone::weak; }

}  // namespace

SentenceLabel::SentenceLabel(int pixels, int lines, QWidget* parent)
    : QWidget(parent), pixels_(pixels), lines_(lines) {
  QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void SentenceLabel::set_sentence(report::Sentence sentence) {
  sentence_ = std::move(sentence);
  setAccessibleName(sentence_text());
  setToolTip(QStringLiteral("<span>") + sentence_text().toHtmlEscaped() +
             QStringLiteral("</span>"));
  updateGeometry();
  update();
}

void SentenceLabel::set_faded(bool faded) {
  faded_ = faded;
  update();
}

QString SentenceLabel::sentence_text() const { return text(report::plain(sentence_)); }

QSize SentenceLabel::sizeHint() const { return {200, heightForWidth(width())}; }

int SentenceLabel::heightForWidth(int width) const {
  QTextLayout layout;
  return lay_out(layout, width);
}

QList<QTextLayout::FormatRange> SentenceLabel::formats() const {
  const QColor plain = pixels_ >= size::kTitle ? tokens().text : tokens().text2;
  QList<QTextLayout::FormatRange> all;
  int at = 0;
  for (const report::Span& span : sentence_) {
    QTextLayout::FormatRange range;
    range.start = at;
    range.length = static_cast<int>(text(span.text).size());
    const QColor strong = is_strong(span.tone) ? tokens().text : plain;
    range.format.setForeground(faded_ ? tokens().text3 : color_of(span.tone, strong));
    range.format.setFontWeight(is_strong(span.tone) ? QFont::Medium : QFont::Normal);
    at += range.length;
    all.push_back(range);
  }
  return all;
}

int SentenceLabel::lay_out(QTextLayout& layout, int width) const {
  const QFont type = typeface(pixels_);
  const int line_height = pixels_ >= size::kTitle ? pixels_ + 7 : pixels_ + 6;
  layout.setFont(type);
  layout.setText(sentence_text());
  layout.setFormats(formats());
  layout.beginLayout();
  int y = 0;
  for (int i = 0; i < lines_; ++i) {
    QTextLine line = layout.createLine();
    if (!line.isValid()) break;
    line.setLineWidth(std::max(40, width));
    line.setPosition(QPointF(0, y + (line_height - line.height()) / 2.0));
    y += line_height;
  }
  layout.endLayout();
  return std::max(y, line_height);
}

void SentenceLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  QTextLayout layout;
  lay_out(layout, width());
  layout.draw(&painter, QPointF(0, 0));
  const QTextLine last = layout.lineAt(layout.lineCount() - 1);
  if (!last.isValid() || last.textStart() + last.textLength() >= layout.text().size()) return;
  // There is more than has room: the whole stands in the tool tip.
  painter.setFont(layout.font());
  painter.setPen(tokens().text3);
  painter.drawText(
      QPointF(std::min(last.naturalTextWidth(), width() - 12.0), last.y() + last.ascent()),
      QStringLiteral("\u2026"));
}

}  // namespace headroom::gui
