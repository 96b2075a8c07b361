// The component kinds to draw with.
#pragma once

#include <QListView>

#include "gui/document/knowledge.h"
#include "gui/palette/kind_model.h"

namespace headroom::gui {

/// A rail of icons; dragging one onto the canvas adds a component.
class KindRail : public QListView {
  Q_OBJECT

 public:
  explicit KindRail(const Knowledge& knowledge, QWidget* parent = nullptr);

 private:
  KindModel model_;
};

}  // namespace headroom::gui
