#include "core/analytic/batches.h"

#include <algorithm>
#include <map>

namespace headroom::analytic {
namespace {

using network::Network;
using network::Op;
using network::Step;

/// Where an execution first comes: mean visits by blueprint resource.
class FirstContacts {
 public:
  FirstContacts(const Network& net, const ProgramStructure& structure)
      : net_(net), structure_(structure) {}

  [[nodiscard]] std::map<std::size_t, double> from(std::uint32_t entry) const {
    std::map<std::size_t, double> found;
    follow(entry, 1.0, found);
    return found;
  }

 private:
  /// Forwards only: what comes after a loop is not the first.
  void follow(std::uint32_t pc, double share, std::map<std::size_t, double>& found) const {
    const Step& step = net_.steps[pc];
    if (step.op == Op::serve || step.op == Op::acquire) found[structure_.blueprint(pc)] += share;
    if (step.op == Op::call) return follow(net_.calls[step.a].entry, share, found);
    if (step.op == Op::jump && step.a > pc) return follow(step.a, share, found);
    if (step.op == Op::branch && step.a > pc) {
      const auto taken = static_cast<double>(step.probability);
      if (taken > 0.0) follow(step.a, share * taken, found);
      if (taken < 1.0) follow(pc + 1, share * (1.0 - taken), found);
    }
    if (step.op == Op::acquire || step.op == Op::send || step.op == Op::release)
      follow(pc + 1, share, found);
  }

  const Network& net_;
  const ProgramStructure& structure_;
};

}  // namespace

std::vector<Batches> batches(const Network& net, const ProgramStructure& structure) {
  const FirstContacts first(net, structure);
  std::vector<Batches> result;
  for (std::uint32_t s = 0; s < net.sources.size(); ++s) {
    const random::Distribution& together = net.sources[s].arrivals.together;
    // Batches count by their size: E[X^2]/E[X] - 1.
    const double others = together.mean() - 1.0 + together.variance() / together.mean();
    if (others <= 0.0) continue;
    for (const auto& [resource, visits] : first.from(net.sources[s].entry))
      result.push_back({resource, s, visits, others * std::min(1.0, visits)});
  }
  return result;
}

double places_behind(double others, double servers) {
  const double size = 1.0 + others;
  return size > servers ? (size - servers) * (size - servers + 1.0) / (2.0 * size) : 0.0;
}

}  // namespace headroom::analytic
