#include "core/random/streams.h"

#include <cstddef>

#include <Random123/philox.h>

#include "core/base/contracts.h"

namespace headroom::random {
namespace {

/// The 64-bit finalizer of SplitMix64 [Steele, Lea, Flood 2014]: a bijection in which every input
/// bit changes every output bit with probability near one half.
constexpr std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}

/// Two 64-bit lanes that absorb words one by one; each step is a bijection of the pair of lanes.
class KeyHash {
 public:
  void absorb(std::uint64_t word) {
    low_ = mix(low_ ^ word);
    high_ = mix((high_ + kIncrement) ^ low_) + word;
  }
  /// The length is absorbed first, so that ("ab", "c") and ("a", "bc") differ.
  void absorb(std::string_view text) {
    absorb(text.size());
    for (std::size_t start = 0; start < text.size(); start += 8)
      absorb(packed(text.substr(start, 8)));
  }
  [[nodiscard]] StreamKey key() const { return {mix(high_ ^ mix(low_)), mix(low_ + kIncrement)}; }

 private:
  static constexpr std::uint64_t kIncrement = 0x9E3779B97F4A7C15U;  // 2^64 / golden ratio, odd

  static std::uint64_t packed(std::string_view bytes) {
    std::uint64_t word = 0;
    for (const char c : bytes) word = (word << 8U) | static_cast<unsigned char>(c);
    return word;
  }

  std::uint64_t low_ = 0;
  std::uint64_t high_ = 0;
};

using Philox = r123::Philox4x64;

Philox::key_type philox_key(const StreamKey& key) { return {{key.low, key.high}}; }

}  // namespace

StreamKey stream_key(std::uint64_t seed, std::uint64_t replication, std::string_view component,
                     std::uint32_t replica, std::string_view purpose) {
  KeyHash hash;
  hash.absorb(seed);
  hash.absorb(replication);
  hash.absorb(component);
  hash.absorb(replica);
  hash.absorb(purpose);
  return hash.key();
}

PhiloxBlock philox_block(const PhiloxBlock& counter, const StreamKey& key) {
  const Philox::ctr_type block =
      Philox()({{counter[0], counter[1], counter[2], counter[3]}}, philox_key(key));
  return {block.v[0], block.v[1], block.v[2], block.v[3]};
}

std::uint64_t stream_word(const StreamKey& key, std::uint64_t plane, std::uint64_t index) {
  return Philox()({{index / 4, plane, 0, 0}}, philox_key(key)).v[index % 4];
}

void stream_words(const StreamKey& key, std::uint64_t plane, std::uint64_t first,
                  std::span<std::uint64_t> words) {
  HEADROOM_EXPECTS(first % 4 == 0 && words.size() % 4 == 0);
  const Philox::key_type own_key = philox_key(key);
  std::uint64_t* out = words.data();
  for (std::size_t i = 0; i < words.size(); i += 4) {
    const Philox::ctr_type block = Philox()({{(first + i) / 4, plane, 0, 0}}, own_key);
    // Word by word: an array copied as a whole waits for its four stores.
    out[i] = block.v[0];
    out[i + 1] = block.v[1];
    out[i + 2] = block.v[2];
    out[i + 3] = block.v[3];
  }
}

}  // namespace headroom::random
