#include "core/base/printable.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

TEST(Printable, ControlCharactersNeverReachTheTerminal) {
  EXPECT_EQ(printable("a\x1b[31mb\x07\x7f"), "a?[31mb??");
  EXPECT_EQ(printable("tab\there"), "tab here");
  EXPECT_EQ(printable("\u009b31m"), "?31m");
  EXPECT_EQ(printable("abc\u202edef"), "abc?def");
  EXPECT_EQ(printable("Gr\u00fc\u00dfe \u6771\u4eac \U0001F680"),
            "Gr\u00fc\u00dfe \u6771\u4eac \U0001F680");
}

TEST(Printable, MalformedUtf8IsReplacedByteByByte) {
  EXPECT_EQ(printable("a\xff\xc3z"), "a??z");
  EXPECT_EQ(printable("\xe2\x82"), "??");
  EXPECT_EQ(printable("caf\xC3\xA9 \xE9"), "caf\xC3\xA9 ?");
}

}  // namespace
}  // namespace headroom
