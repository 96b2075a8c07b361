#include "core/analytic/first_contacts.h"

namespace headroom::analytic {
namespace {

using network::Network;
using network::Op;
using network::Step;

void follow(const Network& net, std::uint32_t pc, double share,
            std::map<std::uint32_t, double>& found) {
  const Step& step = net.steps[pc];
  if (step.op == Op::serve || step.op == Op::acquire) found[pc] += share;
  if (step.op == Op::call) return follow(net, net.calls[step.a].entry, share, found);
  if (step.op == Op::jump && step.a > pc) return follow(net, step.a, share, found);
  if (step.op == Op::branch && step.a > pc) {
    const auto taken = static_cast<double>(step.probability);
    if (taken > 0.0) follow(net, step.a, share * taken, found);
    if (taken < 1.0) follow(net, pc + 1, share * (1.0 - taken), found);
  }
  if (step.op == Op::acquire || step.op == Op::send || step.op == Op::release)
    follow(net, pc + 1, share, found);
}

}  // namespace

std::map<std::uint32_t, double> first_contacts(const Network& network, std::uint32_t entry) {
  std::map<std::uint32_t, double> found;
  follow(network, entry, 1.0, found);
  return found;
}

}  // namespace headroom::analytic
