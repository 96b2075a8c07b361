#include "tests/bench/rival.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <stdexcept>

namespace headroom::bench {
namespace {

std::string output_of(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  if (!pipe) throw std::runtime_error("cannot run " + command);
  std::string output;
  for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get()))
    output.push_back(static_cast<char>(c));
  return output;
}

}  // namespace

void Rival::run(double requests, std::uint64_t seed) {
  const std::string command = "'" + program + "' " + variant + " " +
                              std::to_string(static_cast<std::uint64_t>(requests)) + " " +
                              std::to_string(seed);
  const std::string output = output_of(command);
  const std::size_t unit = output.find(" ns/req");
  if (unit == std::string::npos) throw std::runtime_error("no \"ns/req\" printed by " + command);
  const std::size_t number = output.find_last_of(' ', unit - 1) + 1;
  request_ns = std::min(request_ns, std::stod(output.substr(number, unit - number)));
}

std::vector<Rival> rivals_of(const std::string& workload, const std::string& folder) {
  if (folder.empty()) return {};
  std::string program = folder + "/" + workload;
  program[program.size() - workload.size()] = 'w';
  return {{"loop for this model", program, workload == "W1" ? "heap" : "heap4"},
          {"naive C++", program, "naive"}};
}

}  // namespace headroom::bench
