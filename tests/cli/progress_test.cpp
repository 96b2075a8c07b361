#include "cli/progress.h"

#include <sstream>

#include <gtest/gtest.h>

#include "cli/shell.h"

namespace headroom::cli {
namespace {

TEST(Progress, IsOneLineThatIsErasedAtTheEnd) {
  std::ostringstream out;
  std::ostringstream err;
  Session session{.out = out, .err = err, .err_is_terminal = true};
  {
    ProgressLine progress(session);
    progress.windows_done(1, 3);
    progress.windows_done(2, 3);
  }
  EXPECT_EQ(err.str(), "\r\x1b[K1 of 3 windows\r\x1b[K2 of 3 windows\r\x1b[K");
  EXPECT_EQ(out.str(), "");
}

TEST(Progress, IsSilentWithoutATerminal) {
  std::ostringstream out;
  std::ostringstream err;
  Session session{.out = out, .err = err};
  ProgressLine(session).windows_done(1, 3);
  EXPECT_EQ(err.str(), "");
}

TEST(Shell, WordsAreQuotedOnlyWhereAShellNeedsIt) {
  EXPECT_EQ(shell_word("examples/shop.json"), "examples/shop.json");
  EXPECT_EQ(shell_word("my shop.json"), "'my shop.json'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("$(rm)"), "'$(rm)'");
  EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace headroom::cli
