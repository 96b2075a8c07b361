// Options of the commands that solve: how precisely, and which load.
#pragma once

#include <optional>
#include <string>

#include "cli/arguments.h"
#include "core/base/result.h"
#include "core/projection/project.h"

namespace headroom::cli {

inline constexpr int kMostMonths = 120;  ///< of a horizon, as in scenario files

/// How precise, from which seed, on how many threads.
class SimulationOptions {
 public:
  SimulationOptions();  ///< one thread for each processor

  void declare(Arguments& arguments);
  [[nodiscard]] const projection::Options& values() const { return options_; }
  /// " --seed 1 --precision 5%": what a re-run needs.
  [[nodiscard]] std::string rerun() const;

 private:
  projection::Options options_;
};

/// The load of a single window.
class WindowChoice {
 public:
  void declare(Arguments& arguments);
  /// The window without its answers, or why there is none (a wrong command line).
  [[nodiscard]] Result<projection::Window> window(const projection::Model& model) const;
  [[nodiscard]] bool is_typed() const { return rps_ || users_; }  ///< not taken from the forecast
  [[nodiscard]] std::string rerun() const;                        ///< " --rps 120"

 private:
  [[nodiscard]] std::string contradiction(const projection::Model& model) const;
  [[nodiscard]] Result<projection::Window> of_month(const projection::Model& model) const;

  std::optional<double> rps_;
  std::optional<int> users_;
  std::optional<int> month_;
  std::string kind_ = "peak";
};

}  // namespace headroom::cli
