// The mark that says where a figure comes from; a click changes it.
#pragma once

#include <QToolButton>

#include "gui/style/marks.h"

namespace headroom::gui {

class EvidenceButton : public QToolButton {
  Q_OBJECT

 public:
  explicit EvidenceButton(QWidget* parent = nullptr);
  /// `source`: the whole text, for the tool tip.
  void set_evidence(Evidence evidence, const QString& source);
  [[nodiscard]] Evidence evidence() const { return evidence_; }

 Q_SIGNALS:
  /// "measured", "vendor", "assumption" or empty.
  void chosen(const QString& kind);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void show_menu();
  Evidence evidence_ = Evidence::unset;
};

}  // namespace headroom::gui
