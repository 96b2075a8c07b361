#include "gui/solving/solver.h"

#include <QMetaObject>
#include <QThread>
#include <utility>

#include "core/analytic/call_rates.h"
#include "core/projection/project.h"

namespace headroom::gui {

namespace {

std::vector<Traffic> traffic_of(const projection::Model& model) {
  std::vector<Traffic> all;
  const auto& groups = model.network().groups;
  for (analytic::CallRate& rate : analytic::call_rates(model.network()))
    all.push_back({groups[rate.from].component, groups[rate.to].component, rate.synchronous,
                   std::move(rate.per_request)});
  return all;
}

}  // namespace

/// One scenario's work in a thread of the pool. Speaks to the solver through its event loop only.
class Work : public projection::Progress {
 public:
  Work(Solver& solver, quint64 generation, SubjectPointer subject, Stage until,
       std::stop_token stop)
      : solver_(&solver),
        generation_(generation),
        subject_(std::move(subject)),
        until_(until),
        stop_(std::move(stop)) {}

  void run() {
    const auto model = projection::Model::build(subject_->scenario, subject_->knowledge->kinds,
                                                subject_->catalogue);
    if (!model) return refuse(model.diagnostics());
    traffic_ = traffic_of(*model);
    for (const Stage stage : {Stage::formulas, Stage::preview, Stage::full})
      if (stage <= until_ && !solve(*model, stage)) return;
    post([](Solver& solver) { solver.end(false); });
  }

  void windows_done(std::size_t done, std::size_t all) override {
    if (!telling_) return;
    post([=](Solver& solver) {
      Q_EMIT solver.progressed(static_cast<int>(done), static_cast<int>(all));
    });
  }

 private:
  bool solve(const projection::Model& model, Stage stage) {
    projection::Options options;
    options.preview = stage != Stage::full;
    options.formulas_only = stage == Stage::formulas;
    options.threads = static_cast<unsigned>(std::max(1, QThread::idealThreadCount()));
    options.cache = solver_->cache_.get();
    telling_ = stage == Stage::full;
    auto projection = projection::project(model, options, this, stop_);
    if (!projection) {
      refuse(projection.diagnostics());
      return false;
    }
    if (!projection->complete) return false;
    const auto answer = std::make_shared<const Answer>(
        Answer{subject_->fingerprint, stage, std::move(projection).value(), traffic_});
    post([answer](Solver& solver) { Q_EMIT solver.answered(answer); });
    return true;
  }

  void refuse(const Diagnostics& problems) {
    post([problems](Solver& solver) {
      Q_EMIT solver.refused(problems);
      solver.end(false);
    });
  }

  template <class Message>
  void post(Message&& message) {
    QMetaObject::invokeMethod(
        solver_,
        [solver = solver_, generation = generation_, message = std::forward<Message>(message)] {
          if (solver->current(generation)) message(*solver);
        },
        Qt::QueuedConnection);
  }

  Solver* solver_;
  quint64 generation_;
  SubjectPointer subject_;
  Stage until_;
  std::stop_token stop_;
  std::vector<Traffic> traffic_;
  bool telling_ = false;
};

Solver::Solver(QObject* parent) : Solver(std::make_shared<projection::WindowCache>(), parent) {}

Solver::Solver(std::shared_ptr<projection::WindowCache> cache, QObject* parent)
    : QObject(parent), cache_(std::move(cache)) {}

Solver::~Solver() {
  stop_.request_stop();
  pool_.waitForDone();
}

void Solver::solve(SubjectPointer subject, Stage until) {
  stop_.request_stop();
  stop_ = std::stop_source();
  const quint64 generation = ++generation_;
  busy_ = true;
  Q_EMIT began();
  pool_.start([this, generation, until, subject = std::move(subject), stop = stop_.get_token()] {
    Work(*this, generation, subject, until, stop).run();
  });
}

void Solver::cancel() {
  if (!busy_) return;
  stop_.request_stop();
  ++generation_;
  end(true);
}

void Solver::end(bool cancelled) {
  busy_ = false;
  Q_EMIT finished(cancelled);
}

}  // namespace headroom::gui
