// The words of one sample. Internal to core/random.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/random/streams.h"

namespace headroom::random {

/// Word j of sample i is word i of plane j of the stream. The first planes may be ready in a block;
/// the rest, wanted after a rejection, is computed when asked for.
class StreamWords {
 public:
  static constexpr std::size_t kBlock = 64;  ///< words of a plane in a ready block

  StreamWords(const StreamKey& key, std::uint64_t index) : key_(key), index_(index) {}
  /// `ready` points at the first word of this sample; its next one is kBlock further on.
  StreamWords(const StreamKey& key, std::uint64_t index, const std::uint64_t* ready,
              std::size_t planes)
      : key_(key), index_(index), ready_(ready), planes_(planes) {}

  std::uint64_t next() {
    const std::size_t plane = plane_++;
    if (plane < planes_) [[likely]]
      return ready_[plane * kBlock];
    return stream_word(key_, plane, index_);
  }
  double unit() { return to_unit(next()); }

 private:
  const StreamKey& key_;
  std::uint64_t index_;
  const std::uint64_t* ready_ = nullptr;
  std::size_t planes_ = 0;
  std::size_t plane_ = 0;
};

}  // namespace headroom::random
