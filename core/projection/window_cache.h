// Answers that are kept from one projection to the next, so that an edit only costs what it
// touches.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>

#include "core/network/performance.h"
#include "core/sim/transient.h"

namespace headroom::projection {

/// A window solved twice, or a surge as it passes.
struct WindowAnswers {
  network::Performance simulated;
  network::Performance analytic;
};
using KeptAnswer = std::variant<WindowAnswers, sim::Transient>;

/// Answers by everything that decides their bits: the compiled network with all its parameters and
/// names, the load, the seed, precision and lengths. Keys are compared whole, so that no two
/// questions are taken for one. Whoever projects owns the cache and hands it in; it may be used
/// from several threads and by several projections at once, and its answers are those of one build
/// of the program: it is never written to disk.
class WindowCache {
 public:
  static constexpr std::size_t kUsualBytes = std::size_t{64} << 20;

  /// Keeps up to `most_bytes` of keys and answers; beyond, what was used longest ago is dropped.
  explicit WindowCache(std::size_t most_bytes = kUsualBytes) : most_bytes_(most_bytes) {}

  struct Counters {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
    std::uint64_t dropped = 0;  ///< to stay within the size
    std::size_t answers = 0;    ///< kept now
    std::size_t bytes = 0;      ///< that they and their keys take
  };
  [[nodiscard]] Counters counters() const;

  /// `network`: its content (see network/content.h); `question`: that of all else. nullptr if it is
  /// not there.
  std::shared_ptr<const KeptAnswer> find(std::string_view network, const std::string& question);
  /// Does nothing if it is there already, or is larger than the cache.
  void keep(const std::string& network, const std::string& question,
            std::shared_ptr<const KeptAnswer> answer);

 private:
  /// The content of a network, which many answers share.
  struct Subject {
    std::unique_ptr<const std::string> content;
    std::size_t answers = 0;
  };
  using Key = std::pair<const Subject*, std::string>;
  struct Entry {
    std::map<Key, std::list<Entry>::iterator>::const_iterator place;
    std::shared_ptr<const KeptAnswer> answer;
    std::size_t bytes = 0;
  };

  Subject& subject_of(const std::string& network);
  void drop_last();
  void leave(const Subject& subject);

  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  Counters counters_;
  std::unordered_map<std::string_view, Subject> subjects_;  ///< views of their contents
  std::list<Entry> by_use_;                                 ///< the last used first
  std::map<Key, std::list<Entry>::iterator> entries_;
};

}  // namespace headroom::projection
