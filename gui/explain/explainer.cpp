#include "gui/explain/explainer.h"

#include <QMetaObject>
#include <QThread>
#include <algorithm>
#include <utility>

namespace headroom::gui {
namespace {

bool same_place(const projection::Window& a, const projection::Window& b) {
  return a.kind == b.kind && a.surge == b.surge && a.at == b.at && a.offered_rps == b.offered_rps;
}

/// What `headroom explain` answers. nullptr when stopped, or for a scenario beyond the limits.
ExplainedPointer answer_to(const Subject& subject, projection::Window window,
                           const std::stop_token& stop) {
  const auto model =
      projection::Model::build(subject.scenario, subject.knowledge->kinds, subject.catalogue);
  if (!model) return nullptr;
  projection::Options options;
  options.threads = static_cast<unsigned>(std::max(1, QThread::idealThreadCount()));
  auto found = projection::explain_window(*model, window.offered_rps, options, stop);
  if (!found) return nullptr;
  window.simulated = std::move(found->window.simulated);
  window.analytic = std::move(found->window.analytic);
  found->window = std::move(window);
  return std::make_shared<const Explained>(Explained{subject.fingerprint, *std::move(found)});
}

}  // namespace

Explainer::~Explainer() {
  stop_.request_stop();
  pool_.waitForDone();
}

void Explainer::explain(SubjectPointer subject, projection::Window window) {
  if (busy_ && subject->fingerprint == asked_fingerprint_ && same_place(window, asked_window_))
    return;
  cancel();
  stop_ = std::stop_source();
  busy_ = true;
  asked_fingerprint_ = subject->fingerprint;
  asked_window_ = window;
  pool_.start([this, generation = generation_, subject = std::move(subject),
               window = std::move(window), stop = stop_.get_token()]() mutable {
    ExplainedPointer answer = answer_to(*subject, std::move(window), stop);
    QMetaObject::invokeMethod(
        this, [this, generation, answer = std::move(answer)] { take(generation, answer); },
        Qt::QueuedConnection);
  });
}

void Explainer::cancel() {
  stop_.request_stop();
  ++generation_;
  busy_ = false;
}

void Explainer::take(quint64 generation, const ExplainedPointer& answer) {
  if (generation != generation_) return;
  busy_ = false;
  if (!answer) return;
  answers_.push_back(answer);
  if (answers_.size() > kMost) answers_.pop_front();
  Q_EMIT finished();
}

ExplainedPointer Explainer::find(const std::string& fingerprint,
                                 const projection::Window& window) const {
  const auto found = std::ranges::find_if(answers_, [&](const ExplainedPointer& answer) {
    return answer->fingerprint == fingerprint && same_place(answer->explained.window, window);
  });
  return found == answers_.end() ? nullptr : *found;
}

}  // namespace headroom::gui
