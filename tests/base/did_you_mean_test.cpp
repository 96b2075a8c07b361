#include "core/base/did_you_mean.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

TEST(DidYouMean, CountsInsertionsDeletionsChangesAndSwaps) {
  EXPECT_EQ(edit_distance("replcas", "replicas"), 1U);
  EXPECT_EQ(edit_distance("servres", "servers"), 1U);
  EXPECT_EQ(edit_distance("cpu", "CPU"), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

TEST(DidYouMean, OffersTheNearestOnly) {
  const std::vector<std::string> names = {"replicas", "threads", "size"};
  EXPECT_EQ(did_you_mean("replcas", names), "did you mean \"replicas\"?");
  EXPECT_EQ(did_you_mean("colour", names), "");
}

}  // namespace
}  // namespace headroom
