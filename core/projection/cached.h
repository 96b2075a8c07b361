// One projection's questions to a cache, which may be absent.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/network/network.h"
#include "core/projection/projection.h"
#include "core/projection/window_cache.h"

namespace headroom::projection {

/// Thread-safe. The network and the cache must outlive it.
class Cached {
 public:
  Cached(const network::Network& network, WindowCache* cache);

  /// The answer that is kept, or what `solve` gives. If that is nothing (it was stopped), nothing
  /// is kept and nullptr returned. `question` holds everything beside the network that decides the
  /// answer.
  std::shared_ptr<const KeptAnswer> answer(const std::string& question,
                                           const std::function<std::optional<KeptAnswer>()>& solve);

  /// `count` windows were answered by the answer to another one.
  void reused(std::size_t count) { reused_ += count; }
  [[nodiscard]] Reuse use() const { return {solved_, reused_}; }

 private:
  std::string network_;  ///< content; empty without a cache
  WindowCache* cache_;
  std::atomic<std::size_t> solved_ = 0;
  std::atomic<std::size_t> reused_ = 0;
};

}  // namespace headroom::projection
