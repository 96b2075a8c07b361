#include "core/random/draws.h"

#include <cmath>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/random/every_kind.h"

namespace headroom::random {
namespace {

const StreamKey kKey = stream_key(20, 1, "draws", 0, "test");

TEST(DrawSite, ReturnsTheSamplesOfTheStreamInOrder) {
  for (const Distribution& distribution : every_kind()) {
    DrawSite site(distribution, kKey);
    for (std::uint64_t i = 0; i < 1000; ++i)
      ASSERT_EQ(site.next(), distribution.sample(kKey, i))
          << Distribution::name_of(distribution.kind()) << " " << i;
  }
}

TEST(DrawSite, CountsWhatItHandedOut) {
  DrawSite site(Distribution::exponential(1.0), kKey);
  EXPECT_EQ(site.drawn(), 0U);
  for (int i = 0; i < 100; ++i) site.next();
  EXPECT_EQ(site.drawn(), 100U);
}

TEST(DrawSite, GoesOnWhereItWasAfterAMove) {
  DrawSite site(Distribution::exponential(1.0), kKey);
  for (int i = 0; i < 70; ++i) site.next();
  std::vector<DrawSite> sites;
  sites.push_back(std::move(site));
  EXPECT_EQ(sites[0].next(), Distribution::exponential(1.0).sample(kKey, 70));
}

TEST(Samples, DoNotDependOnTheSizeOfTheBlock) {
  for (const Distribution& distribution : every_kind()) {
    std::vector<double> whole(256);
    distribution.samples(kKey, 0, whole);
    for (const std::size_t size : {4U, 12U, 64U, 100U}) {
      std::vector<double> part(size);
      for (std::size_t first = 0; first + size <= whole.size(); first += size) {
        distribution.samples(kKey, first, part);
        for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(part[i], whole[first + i]);
      }
    }
  }
}

TEST(UniformSite, ReturnsTheWordsOfTheStreamAsNumbers) {
  UniformSite site(kKey);
  for (std::uint64_t i = 0; i < 200; ++i) ASSERT_EQ(site.next(), to_unit(stream_word(kKey, 0, i)));
  EXPECT_EQ(site.drawn(), 200U);
}

TEST(UniformSite, ChoosesEveryIndexEquallyOften) {
  UniformSite site(kKey);
  std::vector<int> counts(7);
  const int n = 70'000;
  for (int i = 0; i < n; ++i) ++counts.at(site.next_below(7));
  double chi_square = 0.0;
  for (const int count : counts) chi_square += (count - n / 7.0) * (count - n / 7.0) / (n / 7.0);
  EXPECT_LT(chi_square, 22.46);  // 0.999 quantile with 6 degrees of freedom
}

}  // namespace
}  // namespace headroom::random
