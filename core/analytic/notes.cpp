#include "core/analytic/notes.h"

#include <algorithm>
#include <cmath>

#include "core/analytic/demands.h"
#include "core/analytic/priority.h"

namespace headroom::analytic {
namespace {

using network::Discipline;
using network::kNone;
using network::Network;
using network::Op;
using network::Policy;
using network::ResourceKind;

/// What runs at an operating point.
class Survey {
 public:
  Survey(const Network& net, const Layers& layers) : net_(net), layers_(layers) {}

  [[nodiscard]] bool runs(Op op) const {
    return any_step([&](std::uint32_t pc) { return net_.steps[pc].op == op; });
  }
  [[nodiscard]] bool times_out() const {
    return any_step([&](std::uint32_t pc) {
      const network::Step& step = net_.steps[pc];
      const bool calls = step.op == Op::call || step.op == Op::spawn;
      return calls && net_.calls[step.a].timeout != kNone;
    });
  }
  /// Whether something is told that nobody wants it any more.
  [[nodiscard]] bool gives_up() const {
    const bool deadlines = std::any_of(
        net_.sources.begin(), net_.sources.end(),
        [](const network::Source& source) { return !std::isinf(source.deadline.value()); });
    return deadlines || any_step([&](std::uint32_t pc) {
             const network::Step& step = net_.steps[pc];
             const bool calls = step.op == Op::call || step.op == Op::spawn;
             const bool starts = step.op == Op::fork || step.op == Op::spawn;
             return (calls && net_.calls[step.a].cancels) ||
                    (starts && step.flag == network::kYields);
           });
  }
  [[nodiscard]] bool balanced_by(Policy policy) const {
    return std::any_of(net_.balancers.begin(), net_.balancers.end(), [&](const auto& balancer) {
      return balancer.policy == policy && net_.groups[balancer.group].replicas > 1;
    });
  }
  /// Whether a used resource is as `is` says.
  template <class Is>
  [[nodiscard]] bool used(const Is& is) const {
    for (std::uint32_t g = 0; g < net_.groups.size(); ++g)
      for (std::uint32_t r = 0; r < net_.groups[g].resources.size(); ++r) {
        const ResourceLoad& load = layers_.loads()[layers_.index(g, r)];
        if (load.attempts_per_s > 0.0 && is(net_.groups[g].resources[r], load)) return true;
      }
    return false;
  }

 private:
  template <class Is>
  [[nodiscard]] bool any_step(const Is& is) const {
    for (std::uint32_t pc = 0; pc < net_.steps.size(); ++pc)
      if (layers_.rate(pc) > 0.0 && is(pc)) return true;
    return false;
  }

  const Network& net_;
  const Layers& layers_;
};

bool several_general_servers(const network::Resource& resource, const ResourceLoad& load) {
  const double mean = load.service.mean;
  return resource.kind == ResourceKind::station && resource.discipline == Discipline::fcfs &&
         resource.capacity > 1.0 &&
         std::abs(load.service.variance - mean * mean) > 1e-9 * mean * mean;
}

bool turns_away(const network::Resource& resource, const ResourceLoad& /*load*/) {
  return resource.turns_away();
}

}  // namespace

std::vector<std::string> notes(const Network& net, const OperatingPoint& point) {
  std::vector<std::string> notes;
  const auto note = [&notes](bool holds, const char* text) {
    if (holds) notes.emplace_back(text);
  };
  const Survey survey(net, *point.layers);
  const bool users = std::any_of(net.sources.begin(), net.sources.end(),
                                 [](const network::Source& source) { return source.closed(); });
  note(!point.layers->converged(),
       "the iteration over layers did not settle: this answer is a guess");
  note(point.layers->programs().infinite_variance(),
       "a time has an infinite variance; it is taken as exponential here, so waits are too short");
  if (point.means_exact) {
    note(!quantiles_exact(net, point),
         "means are exact; quantiles take the times on the way as independent");
    return notes;
  }
  note(survey.runs(Op::acquire),
       "what is held during calls waits for a server as fast as what it encloses");
  note(survey.used(several_general_servers), "waits at several servers follow Allen and Cunneen");
  note(survey.runs(Op::join),
       "parallel branches are taken as independent beyond the first line where they meet");
  note(survey.balanced_by(Policy::round_robin),
       "round robin counts as arrivals that are more regular than random ones");
  note(
      survey.balanced_by(Policy::least_outstanding) || survey.balanced_by(Policy::power_of_two),
      "balancers that look at queues lie between one line for all replicas and lines of their own");
  note(
      survey.times_out(),
      "timeouts and retries are those of a steady state: a collapse that feeds itself is not seen");
  note(survey.runs(Op::admit), "circuit breakers and retry budgets let every call through here");
  note(survey.gives_up(), "what is given up counts as done here: less is asked of the system");
  note(survey.used(turns_away), "who is turned away is counted as if all times were exponential");
  note(survey.used([](const network::Resource& resource, const ResourceLoad&) {
    return resource.shedding.has_value();
  }),
       "controlled delay turns away what is too much, and nobody below that");
  note(std::any_of(net.sources.begin(), net.sources.end(),
                   [](const network::Source& source) { return !source.arrivals.poisson(); }),
       "arrivals that are not independent count by their variability in the long run");
  note(survey.used([](const network::Resource& resource, const ResourceLoad&) {
    return serves_by_priority(resource);
  }) && priority_levels(net).size() > 1,
       "who goes first waits as at servers with Poisson arrivals of each class (Cobham)");
  note(survey.used([](const network::Resource& resource, const ResourceLoad&) {
    return resource.order == network::Order::lifo;
  }),
       "last in, first out keeps the mean wait; its quantiles are those of first in, first out");
  note(survey.used([](const network::Resource& resource, const ResourceLoad&) {
    return resource.order == network::Order::deadline;
  }),
       "waits in the order of deadlines are those of first in, first out");
  note(survey.used([](const network::Resource& resource, const ResourceLoad&) {
    return resource.discipline == Discipline::token_bucket;
  }),
       "waits for a rate limit have an exponential tail, shortened by the tokens saved up");
  note(survey.used([](const network::Resource& resource, const ResourceLoad&) {
    return resource.batch > 1;
  }),
       "messages that are taken together wait as for one fast consumer (M/M[b]/1)");
  note(survey.used([](const network::Resource& resource, const ResourceLoad&) {
    return resource.set_up != kNone;
  }),
       "nothing that was idle is set up again here: cold starts are left out");
  note(std::any_of(net.groups.begin(), net.groups.end(),
                   [](const network::Group& group) { return group.partitions.count > 0; }),
       "messages of all partitions wait as those of the busiest consumer");
  note(survey.used([](const network::Resource& resource, const ResourceLoad&) {
    return resource.redelivers();
  }),
       "messages are handed over once here: failed and slow ones ask for more");
  note(survey.used([](const network::Resource& resource, const ResourceLoad&) {
    return resource.full_speed() != resource.speed;
  }),
       "contention counts as if all processors were busy");
  note(users, "users come at the rate at which their number and their times agree");
  return notes;
}

}  // namespace headroom::analytic
