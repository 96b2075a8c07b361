// How long a window is simulated. Private to core/sim.
#pragma once

#include <cstdint>
#include <optional>

namespace headroom::sim {

/// Half widths shrink with the square root of the length, so that every checkpoint predicts the
/// length at which the precision asked is reached. A run ends when it is as long as its last two
/// checkpoints predicted: one alone may have been lucky. At the first, where there is no other,
/// a quarter of the length must suffice. [After Law & Kelton, Simulation Modeling and Analysis, 3rd
/// ed., 9.4.1; Pawlikowski, ACM Comput. Surv. 22 (1990), on lucky short runs]
class StoppingRule {
 public:
  /// Lengths in requests. The first checkpoint is at `first`, the last at `budget`, 1 or more both.
  StoppingRule(std::uint64_t first, std::uint64_t budget);

  /// Length of the next checkpoint; grows by a quarter at least, eightfold at most:
  /// few looks are few chances to end by luck.
  [[nodiscard]] std::uint64_t next() const { return next_; }
  /// At the checkpoint just reached the widest half width was `excess` times the one asked for.
  void judge(double excess);

  [[nodiscard]] bool precise() const { return precise_; }
  [[nodiscard]] bool spent() const { return spent_; }  ///< the budget, precise or not

 private:
  std::uint64_t budget_;
  std::uint64_t next_;
  std::optional<double> predicted_;  ///< length needed, by the checkpoint before
  bool precise_ = false;
  bool spent_ = false;
};

}  // namespace headroom::sim
