#include "gui/document/step_rows.h"

#include <QStringList>

#include "core/architecture/notation.h"
#include "core/base/contracts.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

using namespace architecture;

QString name_of(const Target& target) {
  const QString name = text(target.component);
  return target.operation.empty() ? name : name + u'.' + text(target.operation);
}

QString shown(Ratio probability) {
  return text(write_quantity(Uncertain::exact(probability.value()), Dimension::ratio));
}

/// Words and figure of a step.
struct Describe {
  StepRow& row;

  void figure(const char* words, const QString& typed) const {
    row.words = QString::fromLatin1(words);
    row.typed = typed;
    row.editable = true;
  }
  void operator()(const CpuWork& step) const { figure("CPU time", text(step.demand.typed)); }
  void operator()(const IoWork& step) const {
    figure("I/O operations", text(step.operations.typed));
  }
  void operator()(const Wait& step) const { figure("wait", text(step.time.typed)); }
  void operator()(const Fail& step) const { figure("fails", shown(step.probability)); }
  void operator()(const Repeat& step) const { figure("repeats with", shown(step.again)); }
  void operator()(const Call& step) const {
    figure("", text(step.times.typed));
    row.words = QStringLiteral("call ") + name_of(step.target) + QStringLiteral(", times");
  }
  void operator()(const Send& step) const {
    row.words = QStringLiteral("send to ") + name_of(step.target);
  }
  void operator()(const ReadThrough& step) const {
    row.words = QStringLiteral("read through ") + text(step.cache) + QStringLiteral(", on a miss:");
  }
  void operator()(const Parallel&) const { row.words = QStringLiteral("at once:"); }
  void operator()(const Choose& step) const {
    QStringList parts;
    for (const Choose::Branch& branch : step.branches) parts << shown(branch.probability);
    row.words =
        QStringLiteral("one of (") + parts.join(QStringLiteral(", ")) + QStringLiteral("):");
  }
  void operator()(const AfterReply&) const { row.words = QStringLiteral("after the reply:"); }
  void operator()(const Each&) const { row.words = QStringLiteral("for each message:"); }
  template <class Action>
  void operator()(const Action&) const {
    row.words = QStringLiteral("another step");
  }
};

/// The lists that a step nests.
struct Nested {
  std::vector<Steps*> operator()(ReadThrough& step) const { return {&step.miss}; }
  std::vector<Steps*> operator()(Repeat& step) const { return {&step.steps}; }
  std::vector<Steps*> operator()(AfterReply& step) const { return {&step.steps}; }
  std::vector<Steps*> operator()(Each& step) const { return {&step.steps}; }
  std::vector<Steps*> operator()(Parallel& step) const {
    std::vector<Steps*> all;
    for (Steps& branch : step.branches) all.push_back(&branch);
    return all;
  }
  std::vector<Steps*> operator()(Choose& step) const {
    std::vector<Steps*> all;
    for (Choose::Branch& branch : step.branches) all.push_back(&branch.steps);
    return all;
  }
  template <class Action>
  std::vector<Steps*> operator()(Action&) const {
    return {};
  }
};

void add_rows(Steps& steps, const StepPath& before, std::vector<StepRow>& rows) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    StepRow row;
    row.path = before;
    row.path.push_back(i);
    row.depth = static_cast<int>(before.size() / 2);
    std::visit(Describe{row}, steps[i].action);
    const StepPath path = row.path;
    rows.push_back(std::move(row));
    const std::vector<Steps*> nested = std::visit(Nested{}, steps[i].action);
    for (std::size_t branch = 0; branch < nested.size(); ++branch) {
      StepPath inner = path;
      inner.push_back(branch);
      add_rows(*nested[branch], inner, rows);
    }
  }
}

/// The list in which the last part of the path is an index.
Steps& list_of(Steps& steps, const StepPath& path) {
  HEADROOM_EXPECTS(path.size() % 2 == 1);
  Steps* list = &steps;
  for (std::size_t i = 0; i + 2 < path.size(); i += 2)
    list = std::visit(Nested{}, list->at(path[i]).action).at(path[i + 1]);
  return *list;
}

/// What is read again later only needs its text.
Amount amount(const std::string& typed) {
  return {random::Distribution::deterministic(0.0), typed};
}

struct SetFigure {
  const std::string& typed;

  std::optional<Diagnostics> operator()(CpuWork& step) const {
    return step.demand = amount(typed), std::nullopt;
  }
  std::optional<Diagnostics> operator()(IoWork& step) const {
    return step.operations = amount(typed), std::nullopt;
  }
  std::optional<Diagnostics> operator()(Wait& step) const {
    return step.time = amount(typed), std::nullopt;
  }
  std::optional<Diagnostics> operator()(Call& step) const {
    return step.times = amount(typed), std::nullopt;
  }
  std::optional<Diagnostics> operator()(Fail& step) const { return ratio(step.probability); }
  std::optional<Diagnostics> operator()(Repeat& step) const { return ratio(step.again); }
  template <class Action>
  std::optional<Diagnostics> operator()(Action&) const {
    return std::nullopt;
  }

 private:
  std::optional<Diagnostics> ratio(Ratio& probability) const {
    const auto read = parse_quantity(typed, Dimension::ratio);
    if (!read) return read.diagnostics();
    probability = Ratio(read->central());
    return std::nullopt;
  }
};

}  // namespace

std::vector<StepRow> step_rows(const Steps& steps) {
  std::vector<StepRow> rows;
  Steps copy = steps;
  add_rows(copy, {}, rows);
  return rows;
}

Result<Steps> with_figure(Steps steps, const StepPath& path, const std::string& typed) {
  Step& step = list_of(steps, path).at(path.back());
  if (auto wrong = std::visit(SetFigure{typed}, step.action)) return *wrong;
  return steps;
}

Steps without_step(Steps steps, const StepPath& path) {
  Steps& list = list_of(steps, path);
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(path.back()));
  return steps;
}

}  // namespace headroom::gui
