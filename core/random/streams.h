// Counter-based random words: word i of a stream is a pure function of (key, plane, i), so that a
// stream does not depend on the order of draws, on threads, or on what else is in the model.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace headroom::random {

/// Names one stream. Two streams with different keys are independent.
struct StreamKey {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend bool operator==(const StreamKey&, const StreamKey&) = default;
};

/// The stream of one purpose ("service", "route", ...) of one replica of one component. It is found
/// by name: adding, removing or reordering other components does not move it (common random
/// numbers). Every field enters a 128-bit hash; different names meet with probability 2^-128 per
/// pair.
StreamKey stream_key(std::uint64_t seed, std::uint64_t replication, std::string_view component,
                     std::uint32_t replica, std::string_view purpose);

using PhiloxBlock = std::array<std::uint64_t, 4>;

/// Philox4x64-10 [Salmon et al., Parallel random numbers: as easy as 1, 2, 3, SC 2011].
PhiloxBlock philox_block(const PhiloxBlock& counter, const StreamKey& key);

/// Word `index` of plane `plane`: lane index mod 4 of the Philox block with counter
/// (index / 4, plane, 0, 0). A sampler takes its j-th word for sample i from plane j, word i.
std::uint64_t stream_word(const StreamKey& key, std::uint64_t plane, std::uint64_t index);

/// Words first, first + 1, ... of a plane; the same words as stream_word, made four at a time.
/// Needs first and the number of words to be multiples of 4.
void stream_words(const StreamKey& key, std::uint64_t plane, std::uint64_t first,
                  std::span<std::uint64_t> words);

/// The 53 upper bits of a word as a number in [0, 1).
constexpr double to_unit(std::uint64_t word) {
  return static_cast<double>(static_cast<std::int64_t>(word >> 11)) * 0x1p-53;
}

/// The same in the open interval (0, 1), symmetric about 1/2: for inverses that are infinite at 0.
constexpr double to_open_unit(std::uint64_t word) {
  return (static_cast<double>(static_cast<std::int64_t>(word >> 12)) + 0.5) * 0x1p-52;
}

}  // namespace headroom::random
