// Runs the command line inside the test, with strings for streams.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "cli/app.h"

namespace headroom::cli::testing {

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

struct Surroundings {
  bool terminal = false;
  bool no_color = false;
  std::stop_token stop = {};
};

inline Outcome run_here(const std::vector<std::string>& arguments,
                        const Surroundings& surroundings = {}) {
  std::ostringstream out;
  std::ostringstream err;
  const int code = run(arguments, {.out = out,
                                   .err = err,
                                   .out_is_terminal = surroundings.terminal,
                                   .err_is_terminal = surroundings.terminal,
                                   .no_color = surroundings.no_color,
                                   .stop = surroundings.stop});
  return {code, out.str(), err.str()};
}

inline bool has_escapes(const std::string& text) { return text.find('\x1b') != std::string::npos; }

}  // namespace headroom::cli::testing
