#include "core/network/kind.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "core/base/contracts.h"
#include "core/network/network.h"

namespace headroom::network {

namespace {

using namespace architecture;

/// Walks steps with the expected number of executions of each.
class LinkWalk {
 public:
  explicit LinkWalk(Target from) : from_(std::move(from)) {}

  void walk(const Steps& steps, double executions, const std::string& pointer) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string here = pointer + "/" + std::to_string(i);
      std::visit([&](const auto& action) { visit(action, executions, here); }, steps[i].action);
    }
  }
  [[nodiscard]] std::vector<Link> take() { return std::move(links_); }

 private:
  template <class Action>
  void visit(const Action&, double, const std::string&) {}  // steps that stay in the component
  void visit(const Call& call, double executions, const std::string& here) {
    links_.push_back(
        {from_, call.target, true, executions * call.times.distribution.mean(), here + "/call"});
  }
  void visit(const Send& send, double executions, const std::string& here) {
    links_.push_back({from_, send.target, false, executions, here + "/send"});
  }
  void visit(const ReadThrough& read, double executions, const std::string& here) {
    links_.push_back({from_, {read.cache, ""}, true, executions, here + "/read_through"});
    walk(read.miss, executions, here + "/miss");
  }
  void visit(const Parallel& parallel, double executions, const std::string& here) {
    for (std::size_t i = 0; i < parallel.branches.size(); ++i)
      walk(parallel.branches[i], executions, here + "/parallel/" + std::to_string(i));
  }
  void visit(const Choose& choose, double executions, const std::string& here) {
    for (std::size_t i = 0; i < choose.branches.size(); ++i)
      walk(choose.branches[i].steps, executions * choose.branches[i].probability.value(),
           here + "/choose/" + std::to_string(i) + "/steps");
  }
  void visit(const Repeat& repeat, double executions, const std::string& here) {
    HEADROOM_EXPECTS(repeat.again.value() < 1.0);
    walk(repeat.steps, executions / (1.0 - repeat.again.value()), here + "/repeat");
  }
  void visit(const AfterReply& after, double executions, const std::string& here) {
    walk(after.steps, executions, here + "/after_reply");
  }
  void visit(const Each& each, double executions, const std::string& here) {
    walk(each.steps, executions, here + "/each");
  }

  Target from_;
  std::vector<Link> links_;
};

}  // namespace

std::vector<Link> links_of_steps(const Component& component, const std::string& operation) {
  const auto found = component.operations.find(operation);
  if (found == component.operations.end()) return {};
  LinkWalk walk({component.name, operation});
  walk.walk(found->second, 1.0, "/components/" + component.name + "/operations/" + operation);
  return walk.take();
}

std::vector<Link> ComponentKind::links(const Settings& settings,
                                       const std::string& operation) const {
  return links_of_steps(settings.component(), operation);
}

KindList::KindList(std::vector<std::unique_ptr<const ComponentKind>> kinds)
    : kinds_(std::move(kinds)) {
  for (auto kind = kinds_.begin(); kind != kinds_.end(); ++kind)
    HEADROOM_EXPECTS(*kind != nullptr && find((*kind)->name()) == kind->get());
}

const ComponentKind* KindList::find(std::string_view name) const {
  const auto found = std::find_if(kinds_.begin(), kinds_.end(),
                                  [&](const auto& kind) { return kind->name() == name; });
  return found == kinds_.end() ? nullptr : found->get();
}

std::vector<std::string> KindList::names() const {
  std::vector<std::string> names;
  for (const auto& kind : kinds_) names.emplace_back(kind->name());
  return names;
}

std::uint32_t Network::group_named(const std::string& component) const {
  for (std::size_t i = 0; i < groups.size(); ++i)
    if (groups[i].component == component) return static_cast<std::uint32_t>(i);
  return kNone;
}

}  // namespace headroom::network
