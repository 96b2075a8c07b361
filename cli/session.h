// What a command may touch of the world around it. Tests inject their own.
#pragma once

#include <iosfwd>
#include <stop_token>

#include "cli/render/paint.h"

namespace headroom::cli {

inline constexpr const char* kStandardInput = "-";  ///< typed for the name of a scenario

struct Session {
  std::ostream& out;  ///< results, nothing else
  std::ostream& err;  ///< messages and progress
  int in = 0;         ///< descriptor of standard input
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool no_color = false;      ///< the environment asks for none
  std::stop_token stop = {};  ///< asked to stop by a signal
  ColorChoice color = ColorChoice::automatic;

  [[nodiscard]] Paint out_paint() const { return Paint(colored(out_is_terminal)); }
  [[nodiscard]] Paint err_paint() const { return Paint(colored(err_is_terminal)); }

 private:
  [[nodiscard]] bool colored(bool terminal) const {
    if (color == ColorChoice::automatic) return terminal && !no_color;
    return color == ColorChoice::always;
  }
};

}  // namespace headroom::cli
