// Draw sites: the places of a model that consume random numbers, served from blocks made in
// advance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include "core/random/distribution.h"
#include "core/random/streams.h"

namespace headroom::random {

/// 64 ready numbers, allocated when the first is wanted: a model has many places that are rarely or
/// never visited.
class DrawBlock {
 public:
  static constexpr std::size_t kSize = 64;

  [[nodiscard]] bool used_up() const { return next_ == end_; }
  /// The number itself was loaded at the last call: nobody waits for two loads in a row.
  double take() {
    const double number = upcoming_;
    upcoming_ = *++next_;
    return number;
  }
  [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(end_ - next_); }
  /// Fills it: `fill` writes the numbers of a span.
  template <class Fill>
  void renew(const Fill& fill) {
    fill(allocated());
    upcoming_ = *next_;
  }

 private:
  std::span<double> allocated();

  const double* next_ = nullptr;
  const double* end_ = nullptr;
  double upcoming_ = 0.0;
  std::unique_ptr<double[]> numbers_;
};

/// Successive samples of one distribution from one stream: next() returns sample(key, 0),
/// sample(key, 1), ... A block of ready samples makes that one load and one predictable branch,
/// whatever the distribution. Samples are made up to 63 draws ahead: a factor that changes while
/// the model runs (a slow replica, a resize) is applied by the caller at use.
class alignas(64) DrawSite {
 public:
  DrawSite(Distribution distribution, const StreamKey& key)
      : key_(key), distribution_(std::move(distribution)) {}

  double next() {
    if (block_.used_up()) [[unlikely]]
      refill();
    return block_.take();
  }
  /// Number of samples handed out.
  [[nodiscard]] std::uint64_t drawn() const { return made_ - block_.left(); }
  [[nodiscard]] const Distribution& distribution() const { return distribution_; }

 private:
  void refill();

  DrawBlock block_;
  std::uint64_t made_ = 0;
  StreamKey key_;
  Distribution distribution_;
};

/// Successive uniform numbers in [0, 1) from one stream: to_unit of words 0, 1, ... of plane 0.
class UniformSite {
 public:
  explicit UniformSite(const StreamKey& key) : key_(key) {}

  double next() {
    if (block_.used_up()) [[unlikely]]
      refill();
    return block_.take();
  }
  /// Uniform over 0 .. count - 1. Needs 1 <= count <= 2^32.
  std::uint64_t next_below(std::uint64_t count) {
    return static_cast<std::uint64_t>(next() * static_cast<double>(count));
  }
  /// Number of samples handed out.
  [[nodiscard]] std::uint64_t drawn() const { return made_ - block_.left(); }

 private:
  void refill();

  DrawBlock block_;
  std::uint64_t made_ = 0;
  StreamKey key_;
};

}  // namespace headroom::random
