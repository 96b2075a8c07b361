// The window: verdict on top, canvas in the middle, slider and charts below, inspector at the
// right.
#pragma once

#include <QLabel>
#include <QMainWindow>

#include "gui/canvas/canvas_view.h"
#include "gui/document/document.h"
#include "gui/inspector/inspector.h"
#include "gui/slider/month_slider.h"
#include "gui/solving/solver.h"
#include "gui/state/view_state.h"
#include "gui/verdict/verdict_bar.h"
#include "gui/window/status_line.h"

namespace headroom::gui {

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(KnowledgePointer knowledge, QWidget* parent = nullptr);

  void open(const QString& path);

  [[nodiscard]] Document& document() { return document_; }
  [[nodiscard]] ViewState& state() { return state_; }
  [[nodiscard]] Solver& solver() { return solver_; }
  [[nodiscard]] CanvasScene& scene() { return *scene_; }
  [[nodiscard]] CanvasView& canvas() { return *canvas_; }
  [[nodiscard]] VerdictBar& verdict() { return *verdict_; }
  [[nodiscard]] MonthSlider& slider() { return *slider_; }
  [[nodiscard]] Inspector& inspector() { return *inspector_; }

 private:
  void build_menu_bar();
  void build_center();
  void connect_work();
  void solve();
  void take_answer(const AnswerPointer& answer);
  void refresh_title();

  Document document_;
  ViewState state_;
  Solver solver_;
  CanvasScene* scene_ = nullptr;
  CanvasView* canvas_ = nullptr;
  VerdictBar* verdict_ = nullptr;
  MonthSlider* slider_ = nullptr;
  Inspector* inspector_ = nullptr;
  QLabel* title_ = nullptr;
};

}  // namespace headroom::gui
