#include "tests/cli/process.h"

#include <array>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

extern char** environ;

namespace headroom::cli::testing {
namespace {

constexpr int kPatience_ms = 60'000;

struct Pipe {
  int read_end = -1;
  int write_end = -1;

  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    read_end = ends[0];
    write_end = ends[1];
  }
};

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// The child gets the default behaviour of signals, whatever the test's own is.
void reset_signals(posix_spawnattr_t& attributes) {
  sigset_t none;
  sigset_t all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

int spawn(const Process::Setup& setup, const Pipe& out, const Pipe& err) {
  std::vector<std::string> arguments = {HEADROOM_BINARY};
  arguments.insert(arguments.end(), setup.arguments.begin(), setup.arguments.end());
  std::vector<std::string> environment = setup.environment;
  for (char** variable = environ; *variable != nullptr; ++variable)
    environment.emplace_back(*variable);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, setup.in.c_str(), O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&actions, out.write_end, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.write_end, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  reset_signals(attributes);
  pid_t pid = -1;
  const int failure = posix_spawn(&pid, HEADROOM_BINARY, &actions, &attributes,
                                  pointers(arguments).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (failure != 0) throw std::runtime_error("cannot start " HEADROOM_BINARY);
  return pid;
}

/// False at the end of the stream.
bool read_some(int descriptor, std::string& text) {
  std::array<char, 65536> buffer{};
  const ssize_t count = read(descriptor, buffer.data(), buffer.size());
  if (count <= 0) return false;
  text.append(buffer.data(), static_cast<std::size_t>(count));
  return true;
}

}  // namespace

Process::Process(const Setup& setup) {
  const Pipe out;
  const Pipe err;
  if (setup.close_out) close(out.read_end);  // before the child can write
  pid_ = spawn(setup, out, err);
  close(out.write_end);
  close(err.write_end);
  out_ = setup.close_out ? -1 : out.read_end;
  err_ = err.read_end;
}

Process::~Process() {
  if (pid_ > 0) kill(pid_, SIGKILL);
  if (pid_ > 0) waitpid(pid_, nullptr, 0);
  if (out_ >= 0) close(out_);
  if (err_ >= 0) close(err_);
}

void Process::signal(int number) const { kill(pid_, number); }

void Process::wait_until_it_watches() const {
  const std::string status = "/proc/" + std::to_string(pid_) + "/status";
  for (int attempts = 0; attempts < 2000; ++attempts) {
    std::ifstream lines(status);
    for (std::string line; std::getline(lines, line);)
      if (line.starts_with("SigBlk:") &&
          (std::stoull(line.substr(8), nullptr, 16) >> (SIGINT - 1) & 1) != 0)
        return;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

Ended Process::wait() {
  Ended ended;
  std::array<pollfd, 2> streams = {{{out_, POLLIN, 0}, {err_, POLLIN, 0}}};
  while (streams[0].fd >= 0 || streams[1].fd >= 0) {
    if (poll(streams.data(), streams.size(), kPatience_ms) <= 0) {
      kill(pid_, SIGKILL);
      break;
    }
    if (streams[0].revents != 0 && !read_some(out_, ended.out)) streams[0].fd = -1;
    if (streams[1].revents != 0 && !read_some(err_, ended.err)) streams[1].fd = -1;
  }
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  ended.code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return ended;
}

Ended run_binary(const std::vector<std::string>& arguments,
                 const std::vector<std::string>& environment) {
  return Process({arguments, environment, false}).wait();
}

}  // namespace headroom::cli::testing
