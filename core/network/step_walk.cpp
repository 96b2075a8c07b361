#include "core/network/step_walk.h"

#include <array>

namespace headroom::network {
namespace {

using namespace architecture;

class StepWalk {
 public:
  explicit StepWalk(const StepVisitor& visit) : visit_(visit) {}

  void walk(const Steps& steps, const std::string& pointer) const {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string here = pointer + "/" + std::to_string(i);
      visit_(steps[i], here);
      std::visit([&](const auto& action) { enter(action, here); }, steps[i].action);
    }
  }

 private:
  template <class Action>
  void enter(const Action&, const std::string&) const {}  // has no steps in it
  void enter(const ReadThrough& read, const std::string& here) const {
    walk(read.miss, here + "/miss");
  }
  void enter(const Parallel& parallel, const std::string& here) const {
    for (std::size_t i = 0; i < parallel.branches.size(); ++i)
      walk(parallel.branches[i], here + "/parallel/" + std::to_string(i));
  }
  void enter(const Choose& choose, const std::string& here) const {
    for (std::size_t i = 0; i < choose.branches.size(); ++i)
      walk(choose.branches[i].steps, here + "/choose/" + std::to_string(i) + "/steps");
  }
  void enter(const Repeat& repeat, const std::string& here) const {
    walk(repeat.steps, here + "/repeat");
  }
  void enter(const AfterReply& after, const std::string& here) const {
    walk(after.steps, here + "/after_reply");
  }
  void enter(const Each& each, const std::string& here) const { walk(each.steps, here + "/each"); }

  const StepVisitor& visit_;
};

}  // namespace

void walk_steps(const Component& component, const StepVisitor& visit) {
  const StepWalk walk(visit);
  for (const auto& [operation, steps] : component.operations)
    walk.walk(steps, "/components/" + component.name + "/operations/" + operation);
}

std::string_view name_of(const architecture::Step& step) {
  // In the order of the variant.
  static constexpr std::array<std::string_view, std::variant_size_v<decltype(Step::action)>> kNames{
      "cpu",      "io",     "wait",   "call", "read_through", "send",
      "parallel", "choose", "repeat", "fail", "after_reply",  "each"};
  return kNames[step.action.index()];
}

}  // namespace headroom::network
