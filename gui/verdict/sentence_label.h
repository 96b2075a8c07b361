// A sentence of core, each part in its tone, wrapped to at most some lines. Never markup.
#pragma once

#include <QTextLayout>
#include <QWidget>

#include "core/report/report.h"

namespace headroom::gui {

class SentenceLabel : public QWidget {
  Q_OBJECT

 public:
  /// `pixels`: size of the type; `lines`: what does not fit is elided.
  SentenceLabel(int pixels, int lines, QWidget* parent = nullptr);

  void set_sentence(report::Sentence sentence);
  /// Weaker, while something newer is being computed.
  void set_faded(bool faded);
  [[nodiscard]] QString sentence_text() const;

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  int lay_out(QTextLayout& layout, int width) const;
  [[nodiscard]] QList<QTextLayout::FormatRange> formats() const;

  report::Sentence sentence_;
  int pixels_;
  int lines_;
  bool faded_ = false;
};

}  // namespace headroom::gui
