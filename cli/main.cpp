#include <cstdlib>
#include <fcntl.h>
#include <iostream>
#include <system_error>
#include <unistd.h>

#include "cli/app.h"
#include "cli/exit_code.h"
#include "cli/signals.h"

namespace {

using namespace headroom::cli;

/// Standard streams that are closed shall not become the files that are opened next. What is read
/// from them or written to them fails as before.
void occupy_closed_streams() {
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(number, F_GETFD) == -1)  // the next file to be opened takes the lowest free number
      open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int run_as_process(int argc, char** argv) {
  const SignalWatcher signals;  // first: a signal may arrive at any time
  occupy_closed_streams();
  ignore_file_size_limit();
  const char* no_color = std::getenv("NO_COLOR");
  const Session session{.out = std::cout,
                        .err = std::cerr,
                        .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                        .err_is_terminal = isatty(STDERR_FILENO) == 1,
                        .no_color = no_color != nullptr && *no_color != '\0',
                        .stop = signals.token()};
  const int code = run({argv + (argc > 0 ? 1 : 0), argv + argc}, session);
  return code == exit_code::interrupted ? exit_code::signal_base + signals.signal() : code;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run_as_process(argc, argv);
  } catch (const std::system_error& error) {  // of the watcher's thread
    std::cerr << "headroom: cannot start a thread: " << error.code().message() << '\n';
    return exit_code::limit_reached;
  }
}
