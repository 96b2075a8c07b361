#include "core/sim/breakdown.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "core/sim/summary.h"
#include "core/sim/trace.h"
#include "core/stats/interval.h"

namespace headroom::sim {
namespace {

constexpr double kBandFrom = 0.94;
constexpr double kBandTo = 0.96;

using Buckets = std::map<std::uint32_t, TracedBucket>;

/// The share of each bucket's requests that counts: all of them, or those in a band of quantiles.
using Weights = std::map<std::uint32_t, double>;

/// All requests, and those in the band.
enum Group : std::uint8_t { kAll, kBand, kGroups };

/// A sum over all replications, and over all but each one of them in turn.
using Sums = std::vector<double>;

/// Sum of the values per count, with the interval of the jackknife over replications: it knows that
/// the quantiles that bound the band are estimates too. [Efron & Stein, The jackknife estimate of
/// variance, Ann. Statist. 9 (1981)]
Estimate per_count(const Sums& values, const Sums& counts) {
  const auto of = [&](std::size_t i) { return counts[i] > 0.0 ? values[i] / counts[i] : 0.0; };
  const auto replications = static_cast<double>(values.size() - 1);
  std::vector<double> pseudo_values;
  for (std::size_t i = 1; i < values.size(); ++i)
    pseudo_values.push_back(replications * of(0) - (replications - 1.0) * of(i));
  return Estimate::around(of(0), stats::mean_interval(pseudo_values).half_width());
}

/// Where a part is, whatever numbers the replications gave it: nodes are named by the groups and
/// entries of the operations that lead to them.
using NodeName = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
using PartName = std::tuple<PartKind, std::uint32_t>;

/// One class over all replications.
class ClassBreakdown {
 public:
  ClassBreakdown(const network::Network& network, const Replications& replications,
                 std::size_t source)
      : network_(network), replications_(replications), source_(source) {}

  Breakdown answer() {
    Breakdown result;
    const network::ClassPerformance all = classes_together(replications_, source_, source_ + 1);
    result.request_class = network_.sources[source_].request_class;
    result.p95_s = all.latency.p95;
    for (const Replication& replication : replications_)
      result.requests += replication.engine().classes()[source_].response_s.count();
    if (result.requests == 0) return result;
    number_parts();
    for (std::size_t set = 0; set <= replications_.size(); ++set) collect(set);
    result.mean_s = per_count(responses_[kAll], requests_[kAll]);
    result.band_s = per_count(responses_[kBand], requests_[kBand]);
    result.band_requests = requests_[kBand][0];
    tell_band(result);
    result.nodes = nodes();
    result.causes = causes();
    result.components = components();
    return result;
  }

 private:
  struct Part {
    Sums values[kGroups];
  };
  struct Node {
    std::uint32_t group = 0;
    std::uint32_t entry = 0;
    std::uint32_t call = kNone;  ///< the first that led here
    std::map<PartName, Part> parts;
  };

  [[nodiscard]] const Buckets& buckets_of(const Replication& replication) const {
    return replication.engine().trace().classes()[source_];
  }

  /// Set 0 is all replications, set i all but the i-th.
  [[nodiscard]] bool in_set(std::size_t replication, std::size_t set) const {
    return replication + 1 != set;
  }

  [[nodiscard]] std::map<std::uint32_t, double> counts_in(std::size_t set) const {
    std::map<std::uint32_t, double> counts;
    for (std::size_t r = 0; r < replications_.size(); ++r)
      if (in_set(r, set))
        for (const auto& [index, bucket] : buckets_of(replications_[r]))
          counts[index] += static_cast<double>(bucket.count);
    return counts;
  }

  /// A bucket that reaches beyond the band counts by its share within it.
  static Weights weights_of(Group group, const std::map<std::uint32_t, double>& counts) {
    double all = 0.0;
    for (const auto& [index, count] : counts) all += count;
    const double from = group == kAll ? 0.0 : kBandFrom * all;
    const double to = group == kAll ? all : kBandTo * all;
    Weights weights;
    double before = 0.0;
    for (const auto& [index, count] : counts) {
      const double inside = std::min(before + count, to) - std::max(before, from);
      if (inside > 0.0) weights[index] = inside / count;
      before += count;
    }
    return weights;
  }

  /// The quantiles themselves, from the histogram of the responses.
  void tell_band(Breakdown& result) const {
    stats::Histogram responses;
    for (const Replication& replication : replications_)
      responses.merge(replication.engine().classes()[source_].response_s);
    result.band_low_s = responses.quantile(kBandFrom);
    result.band_high_s = responses.quantile(kBandTo);
  }

  void collect(std::size_t set) {
    const auto counts = counts_in(set);
    for (const Group group : {kAll, kBand}) {
      const Weights weights = weights_of(group, counts);
      for (std::size_t r = 0; r < replications_.size(); ++r)
        if (in_set(r, set)) collect(r, set, group, weights);
    }
  }

  void collect(std::size_t replication, std::size_t set, Group group, const Weights& weights) {
    const Buckets& buckets = buckets_of(replications_[replication]);
    for (const auto& [index, weight] : weights) {
      const auto found = buckets.find(index);
      if (found == buckets.end()) continue;
      const TracedBucket& bucket = found->second;
      requests_[group][set] += weight * static_cast<double>(bucket.count);
      responses_[group][set] += weight * bucket.response_sum;
      for (std::size_t i = 0; i < bucket.parts.size(); ++i)
        if (bucket.parts[i] > 0.0)
          parts_[replication][i]->values[group][set] += weight * bucket.parts[i];
    }
  }

  /// Finds for each replication's number of a part where it is filed.
  void number_parts() {
    for (const Replication& replication : replications_) {
      const Trace& trace = replication.engine().trace();
      std::vector<Part*>& numbered = parts_.emplace_back(trace.parts().size(), nullptr);
      for (std::size_t i = 0; i < numbered.size(); ++i)
        if (occurs(replication, i)) numbered[i] = &part_of(trace, trace.parts()[i]);
    }
  }

  /// In requests of this class.
  [[nodiscard]] bool occurs(const Replication& replication, std::size_t part) const {
    return std::ranges::any_of(buckets_of(replication), [part](const auto& entry) {
      const std::vector<double>& parts = entry.second.parts;
      return part < parts.size() && parts[part] > 0.0;
    });
  }

  Part& part_of(const Trace& trace, const TracePart& name) {
    Part& part = node_of(trace, name.node).parts[{name.kind, name.index}];
    for (Sums& values : part.values) values.resize(replications_.size() + 1);
    return part;
  }

  Node& node_of(const Trace& trace, std::uint32_t number) {
    NodeName name;
    for (std::uint32_t n = number; n != kNone; n = trace.nodes()[n].parent) {
      const TraceNode& node = trace.nodes()[n];
      name.emplace_back(node.group, node.entry);
    }
    std::ranges::reverse(name);
    Node& node = nodes_[name];
    node.group = trace.nodes()[number].group;
    node.entry = trace.nodes()[number].entry;
    node.call = std::min(node.call, trace.nodes()[number].call);
    return node;
  }

  /// Depth first, and among the calls of one operation in the order of its program.
  [[nodiscard]] std::vector<std::pair<NodeName, const Node*>> in_order() const {
    std::map<NodeName, std::pair<NodeName, const Node*>> ordered;
    for (const auto& [name, node] : nodes_) {
      NodeName order;
      for (std::size_t depth = 1; depth <= name.size(); ++depth) {
        const NodeName above(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(depth));
        order.emplace_back(nodes_.at(above).call, name[depth - 1].second);
      }
      ordered.emplace(order, std::pair(name, &node));
    }
    std::vector<std::pair<NodeName, const Node*>> result;
    for (const auto& [order, entry] : ordered) result.push_back(entry);
    return result;
  }

  [[nodiscard]] std::vector<PathNode> nodes() const {
    std::vector<PathNode> result;
    std::vector<std::uint32_t> open;  // the nodes above
    for (const auto& [name, node] : in_order()) {
      open.resize(name.size() - 1, network::kNone);
      PathNode told = told_node(*node);
      told.depth = static_cast<std::uint32_t>(open.size());
      if (!open.empty()) told.parent = open.back();
      open.push_back(static_cast<std::uint32_t>(result.size()));
      result.push_back(std::move(told));
    }
    return result;
  }

  [[nodiscard]] Part nothing() const { return {{none_, none_}}; }

  static void add(Part& sum, const Part& part) {
    for (const Group group : {kAll, kBand})
      for (std::size_t set = 0; set < sum.values[group].size(); ++set)
        sum.values[group][set] += part.values[group][set];
  }

  template <class Told>
  void tell(Told& told, const Part& part) const {
    told.mean_s = per_count(part.values[kAll], requests_[kAll]);
    told.band_s = per_count(part.values[kBand], requests_[kBand]);
  }

  /// All parts that take time, with what is told of each.
  template <class Visit>
  void each_part(const Visit& visit) const {
    for (const auto& [path, node] : nodes_)
      for (const auto& [name, part] : node.parts)
        if (std::get<PartKind>(name) != PartKind::visits)
          visit(told_part(name, part, node.group), part);
  }

  template <class Told>
  static void longest_first(std::vector<Told>& all) {
    std::ranges::stable_sort(all, std::ranges::greater(),
                             [](const Told& one) { return one.band_s.estimate; });
  }

  [[nodiscard]] std::vector<PartTime> causes() const {
    std::map<std::tuple<std::string, PartKind, std::string>, std::pair<PartTime, Part>> sums;
    each_part([&](const PartTime& told, const Part& part) {
      auto& [cause, sum] =
          sums.try_emplace({told.component, told.kind, told.label}, told, nothing()).first->second;
      add(sum, part);
    });
    std::vector<PartTime> result;
    for (auto& [name, sum] : sums) {
      result.push_back(sum.first);
      tell(result.back(), sum.second);
    }
    longest_first(result);
    return result;
  }

  [[nodiscard]] std::vector<ComponentTime> components() const {
    std::map<std::string, Part> sums;
    each_part([&](const PartTime& told, const Part& part) {
      add(sums.try_emplace(told.component, nothing()).first->second, part);
    });
    std::vector<ComponentTime> result;
    for (const auto& [component, sum] : sums) {
      result.push_back({component, {}, {}});
      tell(result.back(), sum);
    }
    longest_first(result);
    return result;
  }

  [[nodiscard]] PathNode told_node(const Node& node) const {
    PathNode result;
    result.component = network_.groups[node.group].component;
    result.operation = operation_at(node.entry);
    Part own = nothing();
    for (const auto& [name, part] : node.parts) {
      const PartTime told = told_part(name, part, node.group);
      if (told.kind == PartKind::visits) {
        result.visits = told.mean_s;
        result.band_visits = told.band_s;
        continue;
      }
      result.parts.push_back(told);
      add(own, part);
    }
    tell(result, own);
    std::ranges::stable_sort(result.parts, std::ranges::greater(),
                             [](const PartTime& part) { return part.mean_s.estimate; });
    return result;
  }

  [[nodiscard]] PartTime told_part(const PartName& name, const Part& part,
                                   std::uint32_t group) const {
    PartTime result;
    std::uint32_t index = 0;
    std::tie(result.kind, index) = name;
    result.component = network_.groups[group].component;
    if (result.kind == PartKind::lost) result.component = network_.groups[index].component;
    if (result.kind == PartKind::service || result.kind == PartKind::waiting)
      name_resource(result, index);
    if (result.kind == PartKind::pause) name_site(result, index);
    tell(result, part);
    return result;
  }

  void name_resource(PartTime& part, std::uint32_t index) const {
    for (const network::Group& group : network_.groups) {
      if (index < group.resources.size()) {
        part.component = group.component;
        part.label = group.resources[index].label;
        return;
      }
      index -= static_cast<std::uint32_t>(group.resources.size());
    }
  }

  /// The last word of its purpose: "latency", "backoff", "hedge" of ".../hedge/1".
  void name_site(PartTime& part, std::uint32_t index) const {
    for (const network::Group& group : network_.groups) {
      if (index < group.sites.size()) {
        part.component = group.component;
        part.label = last_word(group.sites[index].purpose);
        return;
      }
      index -= static_cast<std::uint32_t>(group.sites.size());
    }
  }

  static std::string last_word(std::string purpose) {
    const auto is_number = [](const std::string& text) {
      return text.find_first_not_of("0123456789") == std::string::npos;
    };
    while (is_number(purpose.substr(purpose.rfind('/') + 1)) &&
           purpose.rfind('/') != std::string::npos)
      purpose.erase(purpose.rfind('/'));
    return purpose.substr(purpose.rfind('/') + 1);
  }

  [[nodiscard]] std::string operation_at(std::uint32_t entry) const {
    const auto found = std::ranges::find(network_.operations, entry, &network::Operation::entry);
    return found == network_.operations.end() ? std::string() : found->name;
  }

  const network::Network& network_;
  const Replications& replications_;
  std::size_t source_;
  Sums none_ = Sums(replications_.size() + 1, 0.0);
  Sums requests_[kGroups] = {none_, none_};
  Sums responses_[kGroups] = {none_, none_};
  std::vector<std::vector<Part*>> parts_;  ///< by replication, then by number in its trace
  std::map<NodeName, Node> nodes_;
};

}  // namespace

std::vector<Breakdown> breakdowns(const network::Network& network,
                                  const Replications& replications) {
  std::vector<Breakdown> result;
  for (std::size_t i = 0; i < network.sources.size(); ++i)
    result.push_back(ClassBreakdown(network, replications, i).answer());
  return result;
}

}  // namespace headroom::sim
