#include "gui/document/step_edits.h"

#include <utility>

namespace headroom::gui {
namespace {

using namespace architecture;

/// Appends what a step becomes.
struct Retargeting {
  const NewTarget& new_target;
  Steps& out;

  template <class Action>
  void operator()(const Action& action) {
    out.push_back({action});
  }
  void operator()(Call action) { target(std::move(action)); }
  void operator()(Send action) { target(std::move(action)); }
  void operator()(ReadThrough action) {
    action.cache = new_target({action.cache, {}}).component;
    action.miss = retargeted(action.miss, new_target);
    if (action.cache.empty())
      out.insert(out.end(), action.miss.begin(), action.miss.end());
    else
      out.push_back({std::move(action)});
  }
  void operator()(Parallel action) {
    for (Steps& branch : action.branches) branch = retargeted(branch, new_target);
    out.push_back({std::move(action)});
  }
  void operator()(Choose action) {
    for (Choose::Branch& branch : action.branches)
      branch.steps = retargeted(branch.steps, new_target);
    out.push_back({std::move(action)});
  }
  void operator()(Repeat action) {
    action.steps = retargeted(action.steps, new_target);
    if (!action.steps.empty()) out.push_back({std::move(action)});
  }
  void operator()(Each action) {
    action.steps = retargeted(action.steps, new_target);
    if (!action.steps.empty()) out.push_back({std::move(action)});
  }
  void operator()(AfterReply action) {
    action.steps = retargeted(action.steps, new_target);
    if (!action.steps.empty()) out.push_back({std::move(action)});
  }

 private:
  template <class Action>
  void target(Action action) {
    action.target = new_target(action.target);
    if (!action.target.component.empty()) out.push_back({std::move(action)});
  }
};

}  // namespace

Steps retargeted(const Steps& steps, const NewTarget& target) {
  Steps out;
  for (const Step& step : steps) std::visit(Retargeting{target, out}, step.action);
  return out;
}

Steps renamed(const Steps& steps, const NewName& name) {
  return retargeted(steps, [&](const Target& target) {
    return Target{name(target.component), target.operation};
  });
}

}  // namespace headroom::gui
