// Solves scenarios in the background: copy in, stop token, result out.
#pragma once

#include <QObject>
#include <QThreadPool>
#include <memory>
#include <stop_token>

#include "core/base/diagnostic.h"
#include "core/projection/window_cache.h"
#include "gui/document/subject.h"
#include "gui/solving/answer.h"

namespace headroom::gui {

/// One scenario at a time: a newer one stops the work on the older one, whose late answers are
/// dropped. Signals arrive in the thread of the solver's owner.
class Solver : public QObject {
  Q_OBJECT

 public:
  explicit Solver(QObject* parent = nullptr);
  /// `cache`: of windows, shared with other solvers; never changes an answer.
  explicit Solver(std::shared_ptr<projection::WindowCache> cache, QObject* parent = nullptr);
  ~Solver() override;

  /// As far as this stage.
  void solve(SubjectPointer subject, Stage until = Stage::full);
  /// Keeps what was answered so far.
  void cancel();
  [[nodiscard]] bool busy() const { return busy_; }
  [[nodiscard]] const std::shared_ptr<projection::WindowCache>& cache() const { return cache_; }

 Q_SIGNALS:
  void began();
  void answered(const headroom::gui::AnswerPointer& answer);
  void refused(const headroom::Diagnostics& problems);
  void progressed(int done, int all);
  /// No more work; `cancelled` when it was stopped on request.
  void finished(bool cancelled);

 private:
  friend class Work;
  [[nodiscard]] bool current(quint64 generation) const { return generation == generation_; }
  void end(bool cancelled);

  std::shared_ptr<projection::WindowCache> cache_;  ///< an edit costs what it touches
  QThreadPool pool_;
  std::stop_source stop_;
  quint64 generation_ = 0;
  bool busy_ = false;
};

}  // namespace headroom::gui
