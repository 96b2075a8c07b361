#include "core/random/streams.h"

#include <array>
#include <bit>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/contracts.h"

namespace headroom::random {
namespace {

// Known answers published with Random123 (file kat_vectors, rows "philox4x64 10").
TEST(Philox, MatchesThePublishedKnownAnswers) {
  const std::uint64_t ones = ~std::uint64_t{0};
  EXPECT_EQ(philox_block({0, 0, 0, 0}, {.high = 0, .low = 0}),
            (PhiloxBlock{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b,
                         0x7e68b68aec7ba23b}));
  EXPECT_EQ(philox_block({ones, ones, ones, ones}, {.high = ones, .low = ones}),
            (PhiloxBlock{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6,
                         0xa09caebf594f0ba0}));
  EXPECT_EQ(
      philox_block({0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
                   {.high = 0xbe5466cf34e90c6c, .low = 0x452821e638d01377}),
      (PhiloxBlock{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5,
                   0x57bd43b5e52b7fe6}));
}

TEST(Streams, BlocksHoldTheWordsThatAreComputedOneByOne) {
  const StreamKey key = stream_key(1, 2, "api", 3, "service");
  std::vector<std::uint64_t> words(64);
  for (const std::uint64_t plane : {0U, 1U, 7U}) {
    stream_words(key, plane, 128, words);
    for (std::size_t i = 0; i < words.size(); ++i)
      EXPECT_EQ(words[i], stream_word(key, plane, 128 + i));
  }
  EXPECT_THROW(stream_words(key, 0, 2, words), ContractViolation);
}

TEST(Streams, EveryFieldOfTheNameSelectsAnotherStream) {
  std::set<std::pair<std::uint64_t, std::uint64_t>> keys;
  const auto insert = [&](const StreamKey& key) { keys.emplace(key.high, key.low); };
  insert(stream_key(0, 0, "", 0, ""));
  insert(stream_key(1, 0, "", 0, ""));
  insert(stream_key(0, 1, "", 0, ""));
  insert(stream_key(0, 0, "a", 0, ""));
  insert(stream_key(0, 0, "", 1, ""));
  insert(stream_key(0, 0, "", 0, "a"));
  insert(stream_key(0, 0, "ab", 0, "c"));
  insert(stream_key(0, 0, "a", 0, "bc"));
  insert(stream_key(0, 0, std::string_view("a\0", 2), 0, ""));
  insert(stream_key(0, 0, "component-one", 0, "service"));
  insert(stream_key(0, 0, "component-eno", 0, "service"));
  EXPECT_EQ(keys.size(), 11U);
}

TEST(Streams, NeighbouringNamesShareNoHalfOfAKey) {
  std::set<std::uint64_t> halves;
  std::size_t count = 0;
  for (std::uint64_t seed = 0; seed < 4; ++seed)
    for (std::uint64_t replication = 0; replication < 20; ++replication)
      for (std::uint32_t replica = 0; replica < 50; ++replica)
        for (const char* component : {"api", "api-1", "api-2", "orders-db"}) {
          const StreamKey key = stream_key(seed, replication, component, replica, "service");
          halves.insert(key.high);
          halves.insert(key.low);
          count += 2;
        }
  EXPECT_EQ(halves.size(), count);
}

TEST(Streams, OneBitOfASeedChangesHalfOfTheBitsOfTheKey) {
  int changed = 0;
  for (int bit = 0; bit < 64; ++bit) {
    const StreamKey a = stream_key(0, 0, "api", 0, "service");
    const StreamKey b = stream_key(std::uint64_t{1} << bit, 0, "api", 0, "service");
    changed += std::popcount(a.high ^ b.high) + std::popcount(a.low ^ b.low);
  }
  EXPECT_NEAR(changed, 64 * 64, 4 * 45);  // 64 x 128 fair bits: standard deviation 45
}

// Written down so that a change of the hash, which changes every result of every model, is noticed.
TEST(Streams, KeysOfNamesDoNotChange) {
  const StreamKey key = stream_key(7, 3, "orders-db", 1, "service");
  EXPECT_EQ(key.high, 13559700603260819969U);
  EXPECT_EQ(key.low, 15039179503265297485U);
}

TEST(Streams, UnitNumbersStayInTheirIntervals) {
  const std::uint64_t most = ~std::uint64_t{0};
  EXPECT_EQ(to_unit(0), 0.0);
  EXPECT_LT(to_unit(most), 1.0);
  EXPECT_GT(to_open_unit(0), 0.0);
  EXPECT_LT(to_open_unit(most), 1.0);
  EXPECT_EQ(to_open_unit(0) + to_open_unit(most), 1.0);
}

}  // namespace
}  // namespace headroom::random
