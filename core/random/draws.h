// Draw sites: the places of a model that consume random numbers, served from blocks made in
// advance.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "core/random/distribution.h"
#include "core/random/streams.h"

namespace headroom::random {

/// Successive samples of one distribution from one stream: next() returns sample(key, 0),
/// sample(key, 1), ... A block of ready samples makes that one load and one predictable branch,
/// whatever the distribution. Samples are made up to 63 draws ahead: a factor that changes while
/// the model runs (a slow replica, a resize) is applied by the caller at use.
class DrawSite {
 public:
  static constexpr std::size_t kBlock = 64;

  DrawSite(Distribution distribution, const StreamKey& key)
      : key_(key), distribution_(std::move(distribution)) {}

  double next() {
    if (position_ == kBlock) [[unlikely]]
      refill();
    return block_[position_++];
  }
  /// Number of samples handed out.
  [[nodiscard]] std::uint64_t drawn() const { return made_ - (kBlock - position_); }
  [[nodiscard]] const Distribution& distribution() const { return distribution_; }

 private:
  void refill();

  std::size_t position_ = kBlock;
  std::uint64_t made_ = 0;
  StreamKey key_;
  Distribution distribution_;
  std::array<double, kBlock> block_{};
};

/// Successive uniform numbers in [0, 1) from one stream: to_unit of words 0, 1, ... of plane 0.
class UniformSite {
 public:
  static constexpr std::size_t kBlock = 64;

  explicit UniformSite(const StreamKey& key) : key_(key) {}

  double next() {
    if (position_ == kBlock) [[unlikely]]
      refill();
    return block_[position_++];
  }
  /// Uniform over 0 .. count - 1. Needs 1 <= count <= 2^32.
  std::uint64_t next_below(std::uint64_t count) {
    return static_cast<std::uint64_t>(next() * static_cast<double>(count));
  }
  /// Number of samples handed out.
  [[nodiscard]] std::uint64_t drawn() const { return made_ - (kBlock - position_); }

 private:
  void refill();

  std::size_t position_ = kBlock;
  std::uint64_t made_ = 0;
  StreamKey key_;
  std::array<double, kBlock> block_{};
};

}  // namespace headroom::random
