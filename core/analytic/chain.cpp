#include "core/analytic/chain.h"

#include <functional>
#include <map>
#include <optional>
#include <tuple>

#include "core/analytic/flows.h"

namespace headroom::analytic {
namespace {

using network::kNone;
using network::Network;
using network::Op;
using network::Step;

struct State {
  std::uint32_t pc = 0;
  bool failed = false;
  friend bool operator>(const State& a, const State& b) {
    return std::tie(a.pc, a.failed) > std::tie(b.pc, b.failed);
  }
};

std::uint32_t end_of(bool failed) { return failed ? Node::kFailed : Node::kSucceeded; }

class ChainBuilder {
 public:
  ChainBuilder(const Network& net, std::uint32_t released) : net_(net), released_(released) {}

  Chain build(State start) {
    reach(start);
    Chain chain;
    for (auto& [state, position] : positions_) {
      position = static_cast<std::uint32_t>(chain.nodes.size());
      chain.nodes.push_back({state.pc, state.failed});
    }
    for (Node& node : chain.nodes) link(node);
    chain.start = positions_.at(start);
    return chain;
  }

 private:
  void reach(State start) {
    std::vector<State> open{start};
    positions_[start] = 0;
    while (!open.empty()) {
      const State state = open.back();
      open.pop_back();
      for (const auto& next : {on_success(state), on_failure(state)})
        if (next && positions_.emplace(*next, 0).second) open.push_back(*next);
    }
  }

  void link(Node& node) const {
    const State state{node.pc, node.failed};
    const Op op = net_.steps[node.pc].op;
    if (stops(node.pc) || op == Op::dispatch) node.next[0] = end_of(node.failed);
    if (op == Op::dispatch) node.next[2] = Node::kFailed;
    if (const auto next = on_success(state)) node.next[0] = positions_.at(*next);
    if (const auto next = on_failure(state)) node.next[1] = positions_.at(*next);
  }

  [[nodiscard]] bool stops(std::uint32_t pc) const {
    const Step& step = net_.steps[pc];
    return ends(step.op) || (step.op == Op::release && step.resource == released_);
  }

  [[nodiscard]] std::optional<State> on_success(State state) const {
    const Step& step = net_.steps[state.pc];
    if (stops(state.pc) || step.op == Op::dispatch) return std::nullopt;
    // What is held goes on with the branch.
    const bool leaves = step.op == Op::detach && released_ != kNone;
    if (step.op == Op::jump || leaves) return State{step.a, state.failed};
    if (step.op == Op::fail) return State{step.a, true};
    return State{state.pc + 1, state.failed && step.op != Op::recover};
  }

  [[nodiscard]] std::optional<State> on_failure(State state) const {
    const Step& step = net_.steps[state.pc];
    if (stops(state.pc)) return std::nullopt;
    if (step.op == Op::branch || step.op == Op::turn) return State{step.a, state.failed};
    const std::uint32_t target = failure_target(net_, step);
    if (target == kNone) return std::nullopt;
    return State{target, true};
  }

  const Network& net_;
  const std::uint32_t released_;
  std::map<State, std::uint32_t, std::greater<>> positions_;
};

}  // namespace

Chain chain_from(const Network& network, std::uint32_t start, std::uint32_t released) {
  return ChainBuilder(network, released).build({start, false});
}

bool ends(Op op) { return op == Op::end || op == Op::arrive || op == Op::reply; }

std::uint32_t join_after(const Network& net, std::uint32_t pc) {
  const auto next = [&net](std::uint32_t at) {
    return net.steps[at].op == Op::jump ? net.steps[at].a : at + 1;
  };
  for (pc = next(pc); !ends(net.steps[pc].op); pc = next(pc))
    if (net.steps[pc].op == Op::join) return pc;
  return kNone;
}

}  // namespace headroom::analytic
