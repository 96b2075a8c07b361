#include "core/analytic/call_rates.h"

#include <gtest/gtest.h>

#include "tests/network/benchmarks.h"

namespace headroom::analytic {
namespace {

double rate_between(const network::Network& net, const char* from, const char* to) {
  for (const CallRate& rate : call_rates(net))
    if (rate.from == net.group_named(from) && rate.to == net.group_named(to))
      return rate.per_request[0];
  return -1.0;
}

TEST(CallRates, ReadThroughCallsTheDatabaseOnMissesOnly) {
  // 60 % read through a cache that hits 80 %, 40 % go to the database; once per request each.
  const network::Network net = network::testing::web_tier().compile();
  constexpr double kSingle = 1e-7;  // branches keep their probability in single precision
  EXPECT_NEAR(rate_between(net, "app", "cache"), 0.6, kSingle);
  EXPECT_NEAR(rate_between(net, "app", "db"), 0.4 + 0.6 * 0.2, kSingle);
  EXPECT_EQ(rate_between(net, "cache", "db"), -1.0);
}

TEST(CallRates, CallsAreSynchronous) {
  for (const CallRate& rate : call_rates(network::testing::call_tree().compile()))
    EXPECT_TRUE(rate.synchronous);
}

}  // namespace
}  // namespace headroom::analytic
