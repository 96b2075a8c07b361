// The assertions about the engine must be able to fail.
#include "core/sim/conservation.h"

#include <gtest/gtest.h>

#include "core/base/contracts.h"

namespace headroom::sim {
namespace {

constexpr Interval kInterval{100.0, 200.0};

ResourceTally sound() {
  return {.busy_area = 150.0, .queue_area = 40.0, .wait_sum = 40.0, .visits = 1000};
}

TEST(Conservation, SoundNumbersPass) {
  EXPECT_NO_THROW(check_flow({.arrivals = 10, .succeeded = 6, .failed = 1}, 3));
  EXPECT_NO_THROW(check_resource(sound(), 2.0, kInterval));
}

TEST(Conservation, LostOrDoubledRequestIsFound) {
  EXPECT_THROW(check_flow({.arrivals = 10, .succeeded = 6, .failed = 1}, 2), ContractViolation);
  EXPECT_THROW(check_flow({.arrivals = 10, .succeeded = 6, .failed = 1}, 4), ContractViolation);
}

TEST(Conservation, WaitThatTheQueueDoesNotShowIsFound) {
  ResourceTally tally = sound();
  tally.wait_sum += 1e-4;
  EXPECT_THROW(check_resource(tally, 2.0, kInterval), ContractViolation);
}

TEST(Conservation, RoundingOfALongRunIsForgiven) {
  ResourceTally tally = sound();
  tally.wait_sum += 1e-5;
  EXPECT_NO_THROW(check_resource(tally, 2.0, kInterval));
}

TEST(Conservation, StationBusierThanItsCapacityIsFound) {
  EXPECT_THROW(check_resource(sound(), 1.0, kInterval), ContractViolation);
  ResourceTally tally = sound();
  tally.busy_area = -1.0;
  EXPECT_THROW(check_resource(tally, 2.0, kInterval), ContractViolation);
}

}  // namespace
}  // namespace headroom::sim
