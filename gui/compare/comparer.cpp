#include "gui/compare/comparer.h"

#include <utility>

namespace headroom::gui {

std::vector<projection::Compared> Compared::all() const {
  std::vector<projection::Compared> all;
  for (std::size_t i = 0; i < subjects.size(); ++i)
    all.push_back({&subjects[i]->scenario, &answers[i]->projection});
  return all;
}

Comparer::Comparer(AnswerCache& answers, std::shared_ptr<projection::WindowCache> cache,
                   QObject* parent)
    : QObject(parent), answers_(answers), solver_(std::move(cache)) {
  connect(&solver_, &Solver::answered, this, [this](const AnswerPointer& answer) {
    if (answer->stage != Stage::full) return;
    answers_.keep(answer);
    solved_.push_back(answer);
  });
  connect(&solver_, &Solver::progressed, this, [this](int done, int all) {
    Q_EMIT progressed(static_cast<int>(solved_.size()), static_cast<int>(subjects_.size()), done,
                      all);
  });
  connect(&solver_, &Solver::refused, this, [this](const Diagnostics& problems) {
    subjects_.clear();
    Q_EMIT refused(problems);
  });
  connect(&solver_, &Solver::finished, this, [this](bool cancelled) {
    if (busy_ && !cancelled) go_on();
  });
}

void Comparer::compare(std::vector<SubjectPointer> subjects) {
  busy_ = false;
  solver_.cancel();
  subjects_ = std::move(subjects);
  solved_.clear();
  compared_.reset();
  busy_ = true;
  go_on();
}

void Comparer::cancel() {
  if (!busy_) return;
  busy_ = false;
  solver_.cancel();
  Q_EMIT finished();
}

void Comparer::go_on() {
  while (solved_.size() < subjects_.size()) {
    const SubjectPointer& next = subjects_[solved_.size()];
    AnswerPointer known = answers_.find(next->fingerprint);
    if (!known) return solver_.solve(next);
    solved_.push_back(std::move(known));
  }
  conclude();
}

void Comparer::conclude() {
  busy_ = false;
  auto result = std::make_shared<Compared>();
  result->subjects = subjects_;
  result->answers = solved_;
  if (subjects_.size() >= 2) {
    auto comparison = projection::compare(result->all());
    if (comparison) {
      result->comparison = std::move(comparison).value();
      compared_ = std::move(result);
    } else {
      Q_EMIT refused(comparison.diagnostics());
    }
  }
  Q_EMIT finished();
}

}  // namespace headroom::gui
