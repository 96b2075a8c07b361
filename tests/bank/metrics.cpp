#include "tests/bank/metrics.h"

#include <algorithm>
#include <sstream>
#include <vector>

namespace headroom::bank {
namespace {

using network::ClassPerformance;
using network::ComponentPerformance;
using network::Performance;
using network::ResourcePerformance;
using Words = std::vector<std::string>;

Words words_of(const std::string& name) {
  Words words;
  std::istringstream text(name);
  for (std::string word; std::getline(text, word, '/');) words.push_back(word);
  return words;
}

std::optional<Metric> of_class(const ClassPerformance& each, const Words& words) {
  if (words == Words{"throughput"}) return Metric{each.throughput_rps};
  if (words == Words{"goodput"}) return Metric{each.goodput_rps};
  if (words == Words{"error_ratio"}) return Metric{each.error_ratio};
  if (words == Words{"latency", "mean"}) return Metric{each.latency.mean};
  if (words == Words{"latency", "p50"}) return Metric{each.latency.p50, true};
  if (words == Words{"latency", "p95"}) return Metric{each.latency.p95, true, true};
  if (words == Words{"latency", "p99"}) return Metric{each.latency.p99, true, true};
  return std::nullopt;
}

std::optional<Metric> of_component(const ComponentPerformance& each, const std::string& word) {
  if (word == "residence") return Metric{each.residence_s};
  if (word == "throughput") return Metric{each.throughput_rps};
  if (word == "error_ratio") return Metric{each.error_ratio};
  return std::nullopt;
}

std::optional<Metric> of_resource(const ResourcePerformance& each, const std::string& word) {
  if (word == "wait") return Metric{each.mean_wait_s};
  if (word == "queue") return Metric{each.mean_queue};
  if (word == "utilization") return Metric{each.utilization};
  if (word == "refused") return Metric{each.refused_per_s};
  return std::nullopt;
}

const ComponentPerformance* component(const Performance& answer, const std::string& name) {
  const auto found = std::ranges::find(answer.components, name, &ComponentPerformance::name);
  return found == answer.components.end() ? nullptr : &*found;
}

std::optional<Metric> resource_metric(const Performance& answer, const Words& words) {
  if (words.size() != 4) return std::nullopt;
  const ComponentPerformance* owner = component(answer, words[1]);
  if (owner == nullptr) return std::nullopt;
  const auto found = std::ranges::find(owner->resources, words[2], &ResourcePerformance::label);
  return found == owner->resources.end() ? std::nullopt : of_resource(*found, words[3]);
}

}  // namespace

std::optional<Metric> metric_of(const Performance& answer, const std::string& name) {
  const Words words = words_of(name);
  if (words[0] == "resource") return resource_metric(answer, words);
  if (words[0] == "component" && words.size() == 3) {
    const ComponentPerformance* found = component(answer, words[1]);
    return found == nullptr ? std::nullopt : of_component(*found, words[2]);
  }
  if (words[0] != "class" || words.size() < 3) return of_class(answer.total, words);
  const auto found = std::ranges::find(answer.classes, words[1], &ClassPerformance::name);
  return found == answer.classes.end() ? std::nullopt
                                       : of_class(*found, {words.begin() + 2, words.end()});
}

}  // namespace headroom::bank
