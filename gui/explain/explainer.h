// Takes windows apart in the background: copy in, stop token, result out.
#pragma once

#include <QObject>
#include <QThreadPool>
#include <deque>
#include <memory>
#include <stop_token>

#include "core/projection/windows.h"
#include "gui/document/subject.h"

namespace headroom::gui {

struct Explained {
  std::string fingerprint;  ///< of the scenario
  projection::ExplainedWindow explained;
};
using ExplainedPointer = std::shared_ptr<const Explained>;

/// One window at a time: a newer question stops the work on the older one. What was answered last
/// is kept.
class Explainer : public QObject {
  Q_OBJECT

 public:
  static constexpr std::size_t kMost = 24;

  using QObject::QObject;
  ~Explainer() override;

  /// The answers of `window` are not used; load and place in the year are. Goes on with what is
  /// being worked on.
  void explain(SubjectPointer subject, projection::Window window);
  void cancel();
  [[nodiscard]] bool busy() const { return busy_; }
  /// nullptr when it was not asked for.
  [[nodiscard]] ExplainedPointer find(const std::string& fingerprint,
                                      const projection::Window& window) const;

 Q_SIGNALS:
  void finished();  ///< the answer is there

 private:
  void take(quint64 generation, const ExplainedPointer& answer);

  QThreadPool pool_;
  std::stop_source stop_;
  std::deque<ExplainedPointer> answers_;
  std::string asked_fingerprint_;
  projection::Window asked_window_;
  quint64 generation_ = 0;
  bool busy_ = false;
};

}  // namespace headroom::gui
