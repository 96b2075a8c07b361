// A template to choose: its picture, its name, when to use it.
#pragma once

#include <QAbstractButton>

#include "gui/gallery/template_list.h"

namespace headroom::gui {

class TemplateCard : public QAbstractButton {
  Q_OBJECT

 public:
  /// `shown` must outlive it.
  explicit TemplateCard(const Template& shown, QWidget* parent = nullptr);
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paint_picture(QPainter& painter, const QRectF& area) const;
  void paint_words(QPainter& painter) const;

  const Template& shown_;
};

}  // namespace headroom::gui
