// Walks the year, simulates its windows, prices it and finds what breaks first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>

#include "core/base/result.h"
#include "core/projection/model.h"
#include "core/projection/projection.h"

namespace headroom::projection {

class WindowCache;

struct Options {
  std::uint64_t seed = 1;
  double precision = 0.05;  ///< relative half width of p95 at 95 % confidence
  std::uint64_t max_requests_per_window = 4'000'000;
  unsigned threads = 1;  ///< never changes a result
  /// A first look: 4 runs of 300 requests behind each window instead of a precision, quantiles of
  /// the formulas from two moments, a critical load to 0.1 % of its bracket, 40 worlds at most.
  bool preview = false;
  /// In a preview: no simulation at all, the formulas stand in its place. An answer at once.
  bool formulas_only = false;
  int worlds = 200;  ///< draws of the uncertain inputs behind the 90 % bands
  /// Answers to windows are looked up here and kept here; never changes a result. Must outlive the
  /// call.
  WindowCache* cache = nullptr;
};

/// Told from any thread, one call at a time.
class Progress {
 public:
  virtual ~Progress() = default;
  virtual void windows_done(std::size_t done, std::size_t all) = 0;
};

/// Errors: items without a price. When stopped: a value with complete == false.
Result<Projection> project(const Model& model, const Options& options, Progress* progress = nullptr,
                           std::stop_token stop = {});

/// One window at a stated load. nullopt when stopped.
std::optional<Window> solve_window(const Model& model, double offered, const Options& options,
                                   std::stop_token stop = {});

}  // namespace headroom::projection
