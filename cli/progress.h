// One line that says how far the work is, on a terminal only.
#pragma once

#include <chrono>

#include "cli/session.h"
#include "core/projection/project.h"

namespace headroom::cli {

/// "12 of 27 windows, 4 s left", written over itself and erased at the end.
class ProgressLine : public projection::Progress {
 public:
  explicit ProgressLine(Session& session);
  ~ProgressLine() override { erase(); }

  void windows_done(std::size_t done, std::size_t all) override;
  void erase();
  [[nodiscard]] double elapsed_s() const;

 private:
  Session& session_;
  std::chrono::steady_clock::time_point start_;
  bool shown_ = false;
};

}  // namespace headroom::cli
