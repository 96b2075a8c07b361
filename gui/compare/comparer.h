// Whole answers to several scenarios, one after the other in the background, and how they differ.
#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "core/projection/comparison.h"
#include "gui/solving/answer_cache.h"
#include "gui/solving/solver.h"

namespace headroom::gui {

/// Immutable: scenarios in the order in which they stand, the first being compared with.
struct Compared {
  std::vector<SubjectPointer> subjects;
  std::vector<AnswerPointer> answers;
  projection::Comparison comparison;

  [[nodiscard]] std::vector<projection::Compared> all() const;
};
using ComparedPointer = std::shared_ptr<const Compared>;

class Comparer : public QObject {
  Q_OBJECT

 public:
  /// `answers`: what is there already is not solved again, and what is solved is kept there.
  /// `cache`: of windows, shared with whoever solves the same scenarios.
  Comparer(AnswerCache& answers, std::shared_ptr<projection::WindowCache> cache,
           QObject* parent = nullptr);

  /// Two to four. Stops the work on other ones. The answer may be there at once.
  void compare(std::vector<SubjectPointer> subjects);
  void cancel();
  [[nodiscard]] bool busy() const { return busy_; }
  /// Of the scenarios asked for last; nullptr while they are being solved.
  [[nodiscard]] const ComparedPointer& compared() const { return compared_; }

 Q_SIGNALS:
  /// `scenario`, from 0, of `of`; windows of it.
  void progressed(int scenario, int of, int done, int all);
  /// The answer is there, or the work was cancelled.
  void finished();
  void refused(const headroom::Diagnostics& problems);

 private:
  void go_on();
  void conclude();

  AnswerCache& answers_;
  Solver solver_;
  std::vector<SubjectPointer> subjects_;
  std::vector<AnswerPointer> solved_;  ///< of the first subjects
  ComparedPointer compared_;
  bool busy_ = false;
};

}  // namespace headroom::gui
