// Files: faults are told by name, and a reader never sees half of what is written.
#include "core/io/files.h"

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

#include "tests/io/scratch.h"

namespace headroom::io {
namespace {

namespace fs = std::filesystem;

Diagnostic fault_of(const std::string& path) {
  const auto read = read_file(path);
  return read.ok() ? Diagnostic{} : read.diagnostics().all()[0];
}

TEST(ReadFile, GivesEveryByte) {
  const Scratch scratch;
  const std::string text = std::string("a\0b\n", 4) + std::string(100000, 'x');
  scratch.put("file", text);
  EXPECT_EQ(read_file(scratch.path("file")).value(), text);
}

TEST(ReadFile, WhatIsNoFileIsNamedAndNeverWaitedFor) {
  const Scratch scratch;
  ASSERT_EQ(::mkfifo(scratch.path("pipe").c_str(), 0600), 0);
  EXPECT_NE(fault_of(scratch.path("pipe")).message.find("it is a pipe"), std::string::npos);
  EXPECT_NE(fault_of(scratch.folder()).message.find("it is a directory"), std::string::npos);
  EXPECT_NE(fault_of("/dev/null").message.find("it is a device"), std::string::npos);
  const Diagnostic missing = fault_of(scratch.path("missing"));
  EXPECT_NE(missing.message.find("No such file"), std::string::npos);
  EXPECT_EQ(missing.where.file, scratch.path("missing"));
  EXPECT_EQ(missing.fault, Fault::unreadable);
}

/// Root may do everything: for the test it is somebody else.
class SomebodyElse {
 public:
  SomebodyElse() { EXPECT_TRUE(!root_ || ::seteuid(kNobody) == 0); }
  ~SomebodyElse() { EXPECT_TRUE(!root_ || ::seteuid(0) == 0); }
  SomebodyElse(const SomebodyElse&) = delete;
  SomebodyElse& operator=(const SomebodyElse&) = delete;

 private:
  static constexpr uid_t kNobody = 65534;
  bool root_ = ::geteuid() == 0;
};

TEST(Permissions, AreAskedBeforeAndAfterTheWork) {
  const Scratch scratch;
  scratch.put("secret", "x");
  fs::permissions(scratch.path("secret"), fs::perms::none);
  fs::permissions(scratch.folder(), fs::perms::all);
  {
    const SomebodyElse somebody;
    EXPECT_NE(fault_of(scratch.path("secret")).message.find("Permission denied"),
              std::string::npos);
    EXPECT_FALSE(probe_writable(scratch.path("file")).has_value());
  }
  fs::permissions(scratch.folder(), fs::perms(0555));
  {
    const SomebodyElse somebody;
    EXPECT_NE(probe_writable(scratch.path("file"))->message.find("Permission denied"),
              std::string::npos);
    EXPECT_TRUE(write_file(scratch.path("file"), "text").has_value());
  }
  fs::permissions(scratch.folder(), fs::perms::owner_all);
}

TEST(Permissions, OnlyTheOwnerReplacesAFileInAFolderOfAll) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs two users";
  const Scratch scratch;
  scratch.put("file", "mine");
  fs::permissions(scratch.folder(), fs::perms::all | fs::perms::sticky_bit);
  EXPECT_FALSE(probe_writable(scratch.path("file")).has_value());
  const SomebodyElse somebody;
  EXPECT_FALSE(probe_writable(scratch.path("other")).has_value());
  EXPECT_NE(probe_writable(scratch.path("file"))->message.find("belongs to another user"),
            std::string::npos);
  EXPECT_TRUE(write_file(scratch.path("file"), "text").has_value());
}

TEST(ReadFile, TheLimitIsInclusiveAndStated) {
  const Scratch scratch;
  scratch.put("file", "12345");
  EXPECT_TRUE(read_file(scratch.path("file"), 5).ok());
  const auto refused = read_file(scratch.path("file"), 4);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.diagnostics().gravest_fault(), Fault::limit_reached);
  EXPECT_NE(refused.diagnostics().all()[0].message.find("4 bytes"), std::string::npos);
}

TEST(ReadFile, TheLimitHoldsForFilesThatDoNotTellTheirSize) {
  // Files of /proc say they have 0 bytes.
  const auto refused = read_file("/proc/self/maps", 10);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.diagnostics().gravest_fault(), Fault::limit_reached);
}

TEST(WriteFile, ReplacesTheWholeFileAndKeepsItsMode) {
  const Scratch scratch;
  scratch.put("file", "a longer old text");
  fs::permissions(scratch.path("file"), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_FALSE(write_file(scratch.path("file"), "new").has_value());
  EXPECT_EQ(scratch.get("file"), "new");
  EXPECT_EQ(fs::status(scratch.path("file")).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(scratch.count(), 1U);
}

TEST(WriteFile, ReplacesALinkAndNeverWritesThroughIt) {
  const Scratch scratch;
  scratch.put("target", "old");
  fs::create_symlink(scratch.path("target"), scratch.path("link"));
  EXPECT_FALSE(write_file(scratch.path("link"), "new").has_value());
  EXPECT_FALSE(fs::is_symlink(scratch.path("link")));
  EXPECT_EQ(scratch.get("link"), "new");
  EXPECT_EQ(scratch.get("target"), "old");
}

TEST(WriteFile, NeverReplacesWhatIsNoFile) {
  const Scratch scratch;
  ASSERT_EQ(::mkfifo(scratch.path("pipe").c_str(), 0600), 0);
  fs::create_symlink("/dev/null", scratch.path("link"));
  for (const std::string& path :
       {scratch.path("pipe"), scratch.path("link"), scratch.folder(), std::string()}) {
    EXPECT_EQ(write_file(path, "new")->fault, Fault::unreadable) << path;
    EXPECT_EQ(probe_writable(path)->fault, Fault::unreadable) << path;
  }
  EXPECT_TRUE(fs::is_fifo(scratch.path("pipe")));
  EXPECT_TRUE(fs::is_symlink(scratch.path("link")));
}

TEST(WriteFile, ANameTooLongIsToldBeforeTheWork) {
  const Scratch scratch;
  const std::string path = scratch.path(std::string(300, 'x'));
  EXPECT_NE(probe_writable(path)->message.find("File name too long"), std::string::npos);
  EXPECT_TRUE(write_file(path, "text").has_value());
  EXPECT_EQ(scratch.count(), 0U);
}

TEST(WriteFile, AMissingFolderIsToldBeforeAndAfterTheWork) {
  const Scratch scratch;
  const std::string path = scratch.path("missing/file");
  EXPECT_NE(probe_writable(path)->message.find("missing"), std::string::npos);
  EXPECT_TRUE(write_file(path, "text").has_value());
  EXPECT_FALSE(probe_writable(scratch.path("file")).has_value());
  EXPECT_EQ(scratch.count(), 0U);
}

/// The kernel refuses to let any file grow beyond this, as a full disk would.
class SmallFiles {
 public:
  explicit SmallFiles(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit small{bytes, old_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallFiles() {
    ::setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, SIG_DFL);
  }
  SmallFiles(const SmallFiles&) = delete;
  SmallFiles& operator=(const SmallFiles&) = delete;

 private:
  rlimit old_{};
};

TEST(WriteFile, AFullDiskLeavesTheOldFileAndNothingElse) {
  const Scratch scratch;
  scratch.put("file", "old");
  for (const rlim_t room : {0U, 1U, 4096U, 99999U}) {
    std::optional<Diagnostic> told;
    {
      const SmallFiles small(room);
      told = write_file(scratch.path("file"), std::string(100000, 'x'));
    }
    ASSERT_TRUE(told.has_value()) << room;
    EXPECT_EQ(told->fault, Fault::unreadable);
    EXPECT_EQ(scratch.get("file"), "old") << room;
    EXPECT_EQ(scratch.count(), 1U) << room;
  }
}

TEST(WriteFile, AKilledWriterLeavesAWholeFile) {
  const Scratch scratch;
  const std::string a(300000, 'a'), b(300000, 'b');
  scratch.put("file", a);
  for (int moment = 0; moment < 20; ++moment) {
    const pid_t writer = ::fork();
    if (writer == 0)
      for (bool first = true;; first = !first) write_file(scratch.path("file"), first ? b : a);
    std::this_thread::sleep_for(std::chrono::microseconds(1500 + 370 * moment));
    ::kill(writer, SIGKILL);
    ::waitpid(writer, nullptr, 0);
    const std::string text = scratch.get("file");
    EXPECT_TRUE(text == a || text == b) << moment;
  }
}

}  // namespace
}  // namespace headroom::io
