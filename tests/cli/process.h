// Runs the real program as a child: signals, closed pipes, exit codes as a shell sees them.
#pragma once

#include <string>
#include <vector>

namespace headroom::cli::testing {

struct Ended {
  int code = 0;  ///< 128 + signal when a signal ended it, as shells say
  std::string out;
  std::string err;
};

class Process {
 public:
  struct Setup {
    std::vector<std::string> arguments;
    std::vector<std::string> environment;  ///< added: "NO_COLOR=1"
    bool close_out = false;                ///< standard output is a pipe that nobody reads
    std::string in = "/dev/null";          ///< the file that is standard input
  };

  explicit Process(const Setup& setup);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void signal(int number) const;
  /// Until it blocks SIGINT, which it does first of all, to be told of signals; at most ten seconds.
  void wait_until_it_watches() const;
  /// Waits until it ends, at most a minute; then it is killed.
  Ended wait();

 private:
  int pid_ = -1;
  int out_ = -1;
  int err_ = -1;
};

Ended run_binary(const std::vector<std::string>& arguments,
                 const std::vector<std::string>& environment = {});

}  // namespace headroom::cli::testing
