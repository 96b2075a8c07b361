// Exit codes are part of the interface: scripts depend on them.
#pragma once

#include "core/base/diagnostic.h"

namespace headroom::cli::exit_code {

inline constexpr int ok = 0;
inline constexpr int internal_error = 1;  ///< a bug
inline constexpr int command_line = 2;
inline constexpr int input = 3;                  ///< scenario or input data
inline constexpr int targets_missed = 4;         ///< with --check
inline constexpr int precision_not_reached = 5;  ///< with --strict
inline constexpr int unreadable = 6;             ///< cannot read or write a file
inline constexpr int limit_reached = 7;          ///< size, memory, events
inline constexpr int signal_base = 128;          ///< plus the signal that ended the program
inline constexpr int interrupted = 130;          ///< stopped on request; main names the signal

constexpr int of(Fault fault) {
  if (fault == Fault::unreadable) return unreadable;
  return fault == Fault::limit_reached ? limit_reached : input;
}

}  // namespace headroom::cli::exit_code
