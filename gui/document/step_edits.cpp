#include "gui/document/step_edits.h"

#include <utility>

namespace headroom::gui {
namespace {

using namespace architecture;

/// Appends what a step becomes.
struct Renaming {
  const NewName& name;
  Steps& out;

  template <class Action>
  void operator()(const Action& action) {
    out.push_back({action});
  }
  void operator()(Call action) { target(std::move(action)); }
  void operator()(Send action) { target(std::move(action)); }
  void operator()(ReadThrough action) {
    action.cache = name(action.cache);
    action.miss = renamed(action.miss, name);
    if (action.cache.empty())
      out.insert(out.end(), action.miss.begin(), action.miss.end());
    else
      out.push_back({std::move(action)});
  }
  void operator()(Parallel action) {
    for (Steps& branch : action.branches) branch = renamed(branch, name);
    out.push_back({std::move(action)});
  }
  void operator()(Choose action) {
    for (Choose::Branch& branch : action.branches) branch.steps = renamed(branch.steps, name);
    out.push_back({std::move(action)});
  }
  void operator()(Repeat action) {
    action.steps = renamed(action.steps, name);
    if (!action.steps.empty()) out.push_back({std::move(action)});
  }
  void operator()(Each action) {
    action.steps = renamed(action.steps, name);
    if (!action.steps.empty()) out.push_back({std::move(action)});
  }
  void operator()(AfterReply action) {
    action.steps = renamed(action.steps, name);
    if (!action.steps.empty()) out.push_back({std::move(action)});
  }

 private:
  template <class Action>
  void target(Action action) {
    action.target.component = name(action.target.component);
    if (!action.target.component.empty()) out.push_back({std::move(action)});
  }
};

}  // namespace

Steps renamed(const Steps& steps, const NewName& name) {
  Steps out;
  for (const Step& step : steps) std::visit(Renaming{name, out}, step.action);
  return out;
}

}  // namespace headroom::gui
