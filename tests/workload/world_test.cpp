#include "core/workload/world.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

namespace headroom::workload {
namespace {

TEST(World, CentralOneTakesTheMedian) {
  const World world = World::central();
  EXPECT_TRUE(world.is_central());
  EXPECT_EQ(world.score("load"), 0.0);
  EXPECT_DOUBLE_EQ(world.value("load", Uncertain{100.0, 400.0}), 200.0);
}

TEST(World, SameSeedIndexAndNameGiveTheSameScore) {
  EXPECT_EQ(World(7, 3).score("growth"), World(7, 3).score("growth"));
  EXPECT_NE(World(7, 3).score("growth"), World(7, 4).score("growth"));
  EXPECT_NE(World(7, 3).score("growth"), World(8, 3).score("growth"));
  EXPECT_NE(World(7, 3).score("growth"), World(7, 3).score("level"));
}

TEST(World, OtherInputsDoNotMoveAScore) {
  const World asked_alone(7, 3);
  const World asked_last(7, 3);
  for (int i = 0; i < 10; ++i) (void)asked_last.score("other " + std::to_string(i));
  EXPECT_EQ(asked_alone.score("growth"), asked_last.score("growth"));
}

TEST(World, ExactValuesAreTheSameInEveryWorld) {
  for (std::uint64_t i = 0; i < 10; ++i)
    EXPECT_EQ(World(1, i).value("load", Uncertain::exact(42.0)), 42.0);
}

// Standard errors: mean 1/sqrt(n), variance sqrt(2/n), share sqrt(0.9 0.1 / n); 4.5 of them.
TEST(World, ScoresAreStandardNormalAndTheIntervalHoldsNineTenths) {
  constexpr int kWorlds = 20000;
  double sum = 0.0;
  double squares = 0.0;
  int inside = 0;
  for (int i = 0; i < kWorlds; ++i) {
    const World world(11, static_cast<std::uint64_t>(i));
    const double z = world.score("load");
    sum += z;
    squares += z * z;
    const double value = world.value("load", Uncertain{100.0, 400.0});
    if (value >= 100.0 && value <= 400.0) ++inside;
  }
  EXPECT_NEAR(sum / kWorlds, 0.0, 4.5 / std::sqrt(kWorlds));
  EXPECT_NEAR(squares / kWorlds, 1.0, 4.5 * std::sqrt(2.0 / kWorlds));
  EXPECT_NEAR(static_cast<double>(inside) / kWorlds, 0.9, 4.5 * std::sqrt(0.09 / kWorlds));
}

}  // namespace
}  // namespace headroom::workload
