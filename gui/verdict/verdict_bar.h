// The answer in plain words, and three moments of the year.
#pragma once

#include <QFrame>
#include <array>

#include "gui/document/document.h"
#include "gui/state/view_state.h"
#include "gui/verdict/sentence_label.h"
#include "gui/verdict/tile.h"

namespace headroom::gui {

class VerdictBar : public QFrame {
  Q_OBJECT

 public:
  VerdictBar(Document& document, ViewState& state, QWidget* parent = nullptr);
  [[nodiscard]] QString verdict_text() const { return verdict_->sentence_text(); }
  [[nodiscard]] const Tile& tile(std::size_t i) const { return *tiles_[i]; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void refresh();
  void mark_month();
  [[nodiscard]] report::Sentence first_line() const;
  [[nodiscard]] report::Sentence second_line() const;
  [[nodiscard]] State verdict_state() const;
  [[nodiscard]] int month_of(std::size_t tile) const;

  Document& document_;
  ViewState& state_;
  SentenceLabel* verdict_;
  SentenceLabel* more_;
  std::array<Tile*, 3> tiles_{};
};

}  // namespace headroom::gui
