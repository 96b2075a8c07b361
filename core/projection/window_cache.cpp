#include "core/projection/window_cache.h"

namespace headroom::projection {
namespace {

/// Bytes beyond the object itself.
std::size_t beyond(const std::string& text) { return text.capacity(); }

template <class Value>
std::size_t storage(const std::vector<Value>& values) {
  return values.capacity() * sizeof(Value);
}

std::size_t beyond(const network::ClassPerformance& one) {
  return beyond(one.name) + storage(one.runs.p95_s) + storage(one.runs.error_ratio);
}

std::size_t beyond(const network::Performance& performance) {
  std::size_t bytes =
      storage(performance.classes) + storage(performance.components) + storage(performance.notes);
  if (performance.bounds)
    bytes += beyond(performance.bounds->component) + beyond(performance.bounds->resource);
  bytes += beyond(performance.total);
  for (const network::ClassPerformance& each : performance.classes) bytes += beyond(each);
  for (const std::string& note : performance.notes) bytes += beyond(note);
  for (const network::ComponentPerformance& component : performance.components) {
    bytes += beyond(component.name) + storage(component.resources);
    for (const network::ResourcePerformance& resource : component.resources)
      bytes += beyond(resource.label);
  }
  return bytes;
}

struct Beyond {
  std::size_t operator()(const WindowAnswers& answers) const {
    return beyond(answers.simulated) + beyond(answers.analytic);
  }
  std::size_t operator()(const sim::Transient& transient) const {
    std::size_t bytes = storage(transient.bins) + storage(transient.p95s_of_bins);
    for (const std::vector<double>& of_bin : transient.p95s_of_bins) bytes += storage(of_bin);
    for (const std::string& note : transient.notes) bytes += beyond(note);
    return bytes;
  }
};

}  // namespace

WindowCache::Counters WindowCache::counters() const {
  const std::scoped_lock lock(mutex_);
  return counters_;
}

std::shared_ptr<const KeptAnswer> WindowCache::find(std::string_view network,
                                                    const std::string& question) {
  const std::scoped_lock lock(mutex_);
  const auto subject = subjects_.find(network);
  const auto found =
      subject == subjects_.end() ? entries_.end() : entries_.find({&subject->second, question});
  if (found == entries_.end()) {
    ++counters_.misses;
    return nullptr;
  }
  ++counters_.hits;
  by_use_.splice(by_use_.begin(), by_use_, found->second);
  return found->second->answer;
}

WindowCache::Subject& WindowCache::subject_of(const std::string& network) {
  const auto found = subjects_.find(network);
  if (found != subjects_.end()) return found->second;
  auto content = std::make_unique<const std::string>(network);
  counters_.bytes += content->size();
  const std::string_view view = *content;
  return subjects_.emplace(view, Subject{std::move(content), 0}).first->second;
}

void WindowCache::keep(const std::string& network, const std::string& question,
                       std::shared_ptr<const KeptAnswer> answer) {
  const std::size_t bytes =
      sizeof(Entry) + sizeof(KeptAnswer) + question.size() + std::visit(Beyond{}, *answer);
  if (network.size() + bytes > most_bytes_) return;
  const std::scoped_lock lock(mutex_);
  Subject& subject = subject_of(network);
  const auto [place, added] = entries_.try_emplace({&subject, question});
  if (!added) return;
  by_use_.push_front({place, std::move(answer), bytes});
  place->second = by_use_.begin();
  ++subject.answers;
  ++counters_.answers;
  counters_.bytes += bytes;
  while (counters_.bytes > most_bytes_) drop_last();
}

void WindowCache::drop_last() {
  const Entry& last = by_use_.back();
  const Subject& subject = *last.place->first.first;
  counters_.bytes -= last.bytes;
  --counters_.answers;
  ++counters_.dropped;
  entries_.erase(last.place);
  by_use_.pop_back();
  leave(subject);
}

void WindowCache::leave(const Subject& subject) {
  const auto found = subjects_.find(*subject.content);
  if (--found->second.answers > 0) return;
  counters_.bytes -= subject.content->size();
  const Subject last = std::move(found->second);  // the view in the map needs its content
  subjects_.erase(found);
}

}  // namespace headroom::projection
