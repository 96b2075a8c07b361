// What an event is: when and for whom, in 16 bytes that order as they should. Private to core/sim.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>

namespace headroom::sim {

__extension__ using Key = unsigned __int128;  ///< bits of time : 64 | sequence : 40 | who : 24

inline constexpr unsigned kWhoBits = 24;
inline constexpr std::uint64_t kMaximumWho = (std::uint64_t{1} << kWhoBits) - 1;
inline constexpr std::uint64_t kMaximumSequence = (std::uint64_t{1} << (64 - kWhoBits)) - 1;

/// Orders by time, then by sequence. Needs time >= 0, so that its bits order like the number.
inline Key make_key(double time, std::uint64_t sequence, std::uint64_t who) {
  return (Key{std::bit_cast<std::uint64_t>(time)} << 64) | (sequence << kWhoBits) | who;
}
inline std::uint64_t time_bits(Key key) { return static_cast<std::uint64_t>(key >> 64); }
inline double time_of(Key key) { return std::bit_cast<double>(time_bits(key)); }
inline std::uint32_t who_of(Key key) {
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(key) & kMaximumWho);
}
/// What an event at this time adds to the fingerprint of a run. A sum, so that it does not matter
/// in which order the events were simulated.
inline std::uint64_t fingerprint_of(std::uint64_t bits_of_time) {
  const std::uint64_t mixed = bits_of_time * 0x9E37'79B9'7F4A'7C15;  // 2^64 / golden ratio
  return mixed ^ (mixed >> 32);
}
inline constexpr Key kNever = ~Key{0};
/// Later than any event: a run until then has no end in time.
inline constexpr double kEndOfTime = std::numeric_limits<double>::infinity();

}  // namespace headroom::sim
