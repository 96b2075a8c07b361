#include "core/base/parallel.h"

#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace headroom {
namespace {

TEST(ForEachIndex, CallsEveryIndexOnceOnAnyNumberOfThreads) {
  for (const unsigned threads : {1U, 2U, 7U}) {
    std::vector<int> calls(5, 0);
    for_each_index(calls.size(), threads, [&](std::size_t i) { ++calls[i]; });
    EXPECT_EQ(calls, std::vector<int>(5, 1));
  }
}

TEST(ForEachIndex, PassesOnTheExceptionOfTheLowestIndex) {
  std::string message;
  try {
    for_each_index(6, 3, [](std::size_t i) {
      if (i % 2 == 1) throw std::runtime_error(std::to_string(i));
    });
  } catch (const std::runtime_error& error) {
    message = error.what();
  }
  EXPECT_EQ(message, "1");
}

}  // namespace
}  // namespace headroom
