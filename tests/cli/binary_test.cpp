// What only the real program shows: its exit code, signals, pipes, the environment.
#include <chrono>
#include <csignal>
#include <filesystem>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/render/text.h"
#include "tests/cli/process.h"
#include "tests/cli/scenarios.h"
#include "tests/cli/scratch.h"

namespace headroom::cli {
namespace {

using namespace testing;
using nlohmann::json;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class Binary : public Scratch {
 protected:
  std::string shop() const { return write("shop.json", growing_shop()); }

  /// A projection that takes minutes: no window reaches this precision.
  std::vector<std::string> long_projection() const {
    return {"project", shop(), "--precision", "0.001%", "--json", path("report.json")};
  }

  /// Sends the signal to a projection under way.
  Ended interrupted_by(int signal) const {
    Process process({long_projection(), {}, false});
    process.wait_until_it_watches();
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    process.signal(signal);
    return process.wait();
  }
};

TEST_F(Binary, TellsExitCodesToTheShell) {
  EXPECT_EQ(run_binary({"version"}).code, 0);
  EXPECT_EQ(run_binary({"no-such-command"}).code, 2);
  EXPECT_EQ(run_binary({"validate", write("bad.json", "{}")}).code, 3);
  EXPECT_EQ(run_binary({"project", shop(), "--precision", "30%", "--check"}).code, 4);
  EXPECT_EQ(run_binary({"validate", path("missing.json")}).code, 6);
}

void expect_lines_fit(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("re-run: ")) continue;  // to be copied: as long as the file's name
    EXPECT_LE(columns(line), kWidth) << line;
  }
}

TEST_F(Binary, EveryExampleIsProjectedWithinTheWidth) {
  const auto examples = std::filesystem::path(HEADROOM_SOURCE_DIR) / "examples";
  for (const auto& entry : std::filesystem::directory_iterator(examples)) {
    if (entry.path().extension() != ".json") continue;
    const Ended ended = run_binary({"project", entry.path().string(), "--precision", "30%"});
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_TRUE(contains(ended.out, "12 months cost ")) << entry.path();
    expect_lines_fit(ended.out);
  }
}

TEST_F(Binary, StopsOnCtrlCWithoutTouchingFiles) {
  write("report.json", "what was there before");
  const Ended ended = interrupted_by(SIGINT);
  EXPECT_EQ(ended.code, 130);
  EXPECT_EQ(ended.out, "");
  EXPECT_EQ(ended.err, "Stopped. Nothing was written.\n");
  EXPECT_EQ(read("report.json"), "what was there before");
  EXPECT_EQ(files(), 2U) << "no temporary file is left";
}

TEST_F(Binary, StopsOnSigtermWithItsOwnCode) { EXPECT_EQ(interrupted_by(SIGTERM).code, 143); }

TEST_F(Binary, ASignalAtAnyTimeOfTheStartEndsIt) {
  write("report.json", "what was there before");
  for (int delay_us = 0; delay_us <= 20'000; delay_us += 500) {
    Process process({long_projection(), {}, false});
    std::this_thread::sleep_for(std::chrono::microseconds(delay_us));
    process.signal(SIGTERM);
    EXPECT_EQ(process.wait().code, 143) << delay_us;
  }
  EXPECT_EQ(read("report.json"), "what was there before");
  EXPECT_EQ(files(), 2U) << "no temporary file is left";
}

TEST_F(Binary, AFileSizeLimitIsAFailureToWriteAndLeavesFilesAlone) {
  write("report.json", "what was there before");
  const std::string command = "ulimit -f 1; exec " HEADROOM_BINARY " solve " + shop() + " --json " +
                              path("report.json") + " > /dev/null 2> " + path("err");
  const int status = std::system(command.c_str());
  ASSERT_TRUE(WIFEXITED(status)) << status;
  EXPECT_EQ(WEXITSTATUS(status), 6);
  EXPECT_TRUE(contains(read("err"), "File too large")) << read("err");
  EXPECT_EQ(read("report.json"), "what was there before");
  EXPECT_EQ(files(), 3U) << "no temporary file is left";
}

TEST_F(Binary, AReaderThatGoesAwayEndsItQuietly) {
  for (const char* command : {"kinds", "catalog"}) {
    const Ended ended = Process({{command}, {}, true}).wait();
    EXPECT_EQ(ended.code, 128 + SIGPIPE);
    EXPECT_EQ(ended.err, "");
  }
  const Ended document = Process({{"solve", shop(), "--json", "-"}, {}, true}).wait();
  EXPECT_EQ(document.code, 128 + SIGPIPE);
  EXPECT_EQ(document.err, "");
}

TEST_F(Binary, AClosedStandardStreamDoesNotBecomeAFile) {
  const auto run_with = [&](const std::string& redirection) {
    const std::string command =
        HEADROOM_BINARY " solve " + shop() + " --json " + path("window.json") + " " + redirection;
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  };
  EXPECT_EQ(run_with("> /dev/null"), 0);
  const std::string whole = read("window.json");
  EXPECT_EQ(run_with("<&- >&- 2>&-"), 6) << "nobody sees the text";
  EXPECT_EQ(read("window.json"), whole);
  EXPECT_EQ(run_with("> /dev/full 2> " + path("err")), 6);
  EXPECT_EQ(read("err"), "headroom: cannot write to standard output\n");
}

TEST_F(Binary, KilledAtAnyTimeItLeavesTheOldFileOrTheNew) {
  const std::string scenario = shop();
  const std::vector<std::string> solve = {"solve", scenario, "--json", path("window.json")};
  ASSERT_EQ(run_binary(solve).code, 0);
  const std::string whole = read("window.json");
  for (int delay_us = 0; delay_us <= 20'000; delay_us += 250) {
    write("window.json", "old");
    Process process({solve, {}, false});
    std::this_thread::sleep_for(std::chrono::microseconds(delay_us));
    process.signal(SIGKILL);
    process.wait();
    const std::string left = read("window.json");
    EXPECT_TRUE(left == "old" || left == whole) << delay_us << ' ' << left;
  }
}

TEST_F(Binary, NeitherColourNorProgressOutsideATerminal) {
  const Ended ended = run_binary({"project", shop(), "--months", "1", "--precision", "30%"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(ended.err, "");
  EXPECT_FALSE(contains(ended.out, "\x1b"));
}

TEST_F(Binary, LocaleChangesNoByte) {
  const std::vector<std::string> arguments = {"project", shop(), "--months",    "1",
                                              "--json",  "-",    "--precision", "30%"};
  const Ended plain = run_binary(arguments, {"LC_ALL=C"});
  EXPECT_EQ(run_binary(arguments, {"LC_ALL=de_DE.UTF-8"}).out, plain.out);
  EXPECT_EQ(json::parse(plain.out).at("format"), "headroom-report/1");
}

TEST_F(Binary, AReadOnlyFolderIsFoundOutBeforeTheWork) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  const std::string scenario = shop();
  std::filesystem::permissions(
      path(""), std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  EXPECT_EQ(run_binary({"project", scenario, "--json", path("report.json")}).code, 6);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_F(Binary, OutOfMemoryIsALimitAndLeavesFilesAlone) {
  const std::string scenario = HEADROOM_SOURCE_DIR "/examples/online_boutique.json";
  int limits_reached = 0;
  for (int kilobytes = 12'000; kilobytes <= 24'000; kilobytes += 2'000) {
    write("report.json", "what was there before");
    const std::string command = "ulimit -v " + std::to_string(kilobytes) +
                                "; exec " HEADROOM_BINARY " project " + scenario +
                                " --threads 1 --months 1 --precision 30%" + " --json " +
                                path("report.json") + " > " + path("out") + " 2> " + path("err");
    const int status = std::system(command.c_str());
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (code == 127) continue;  // not even the libraries fit
    if (code == 0) break;
    ++limits_reached;
    EXPECT_EQ(code, 7) << kilobytes << ' ' << read("err");
    EXPECT_TRUE(read("err").starts_with("headroom: ")) << read("err");
    EXPECT_EQ(read("report.json"), "what was there before");
  }
  EXPECT_GT(limits_reached, 0);
}
#endif

TEST_F(Binary, AFifoOrDeviceIsNoScenario) {
  EXPECT_EQ(run_binary({"validate", "/dev/zero"}).code, 6);
  ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);
  EXPECT_EQ(run_binary({"validate", path("pipe")}).code, 6);
}

class StandardInput : public Binary {
 protected:
  static Ended run_with(const std::string& in, const std::vector<std::string>& arguments) {
    return Process({arguments, {}, false, in}).wait();
  }
};

TEST_F(StandardInput, IsAScenarioWhereItIsAskedForByADash) {
  for (const char* command : {"validate", "solve", "simulate", "project"}) {
    std::vector<std::string> arguments = {command, "-"};
    if (std::string(command) == "project") arguments.insert(arguments.end(), {"--months", "1"});
    const Ended ended = run_with(shop(), arguments);
    EXPECT_EQ(ended.code, 0) << command << ended.err;
    EXPECT_FALSE(ended.out.empty());
  }
  EXPECT_EQ(run_with(shop(), {"solve", "-"}).out, run_binary({"solve", shop()}).out);
}

TEST_F(StandardInput, MistakesNameItAndItsFilesLieInTheCurrentFolder) {
  const Ended bad = run_with(write("bad.json", "{"), {"validate", "-"});
  EXPECT_EQ(bad.code, 3);
  EXPECT_TRUE(bad.err.starts_with("<stdin>:1:2: error: ")) << bad.err;
  const std::string what_if = write(
      "what_if.json",
      R"({"format": "headroom-scenario/1", "name": "More", "extends": "shop.json", "changes": {}})");
  const std::string folder = std::filesystem::path(shop()).parent_path().string();
  const std::string command =
      "cd '" + folder + "' && " HEADROOM_BINARY " validate - < " + what_if + " > " + path("out");
  EXPECT_EQ(std::system(command.c_str()), 0);
  EXPECT_TRUE(read("out").starts_with("More: ")) << read("out");
}

TEST_F(StandardInput, IsLimitedInSizeAndNoFileToOverwrite) {
  EXPECT_EQ(run_with("/dev/zero", {"validate", "-"}).code, 7);
  EXPECT_EQ(run_with(shop(), {"validate", "-", "--json", shop()}).code, 6);
  EXPECT_EQ(run_with("/dev/null", {"validate", "-"}).code, 3) << "empty";
}

TEST_F(StandardInput, WaitingForItEndsOnCtrlC) {
  ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);
  Process process({{"validate", "-"}, {}, false, path("pipe")});  // opened for both: never ends
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  process.signal(SIGINT);
  const Ended ended = process.wait();
  EXPECT_EQ(ended.code, 130) << ended.err;
}

TEST_F(Binary, BashCompletesCommandsOptionsAndValues) {
  const std::string script = write("completion.bash", run_binary({"completion", "bash"}).out);
  const auto completed = [&](const std::string& words, int cursor) {
    const std::string program = "source " + script + "; COMP_WORDS=(" + words +
                                "); COMP_CWORD=" + std::to_string(cursor) +
                                "; _headroom; echo \"${COMPREPLY[*]}\"";
    const std::string command = "bash -c '" + program + "' > " + path("words");
    EXPECT_EQ(std::system(command.c_str()), 0);
    return read("words");
  };
  EXPECT_EQ(completed("headroom sim", 1), "simulate\n");
  EXPECT_EQ(completed("headroom simulate --win", 2), "--window\n");
  EXPECT_EQ(completed("headroom simulate --window t", 3), "typical\n");
  EXPECT_EQ(completed("headroom kinds load", 2), "load_balancer\n");
  EXPECT_TRUE(contains(completed("headroom project " + path("comp"), 2), "completion.bash"));
}

}  // namespace
}  // namespace headroom::cli
