// Circuit breakers and retry budgets, call by call, as their documentation says.
#include "core/sim/gates.h"

#include <gtest/gtest.h>

namespace headroom::sim {
namespace {

using network::CircuitBreaker;
using network::RetryShare;
using network::RetryTokens;

constexpr Attempt kFirst{};
constexpr Attempt kAgain{.retry = true};
constexpr Attempt kAgainAfterTimeout{.retry = true, .after_timeout = true};

Attempt succeeded(Attempt attempt) {
  attempt.succeeded = true;
  return attempt;
}

// ---------------------------------------------------------------- gRPC, proposal A6

TEST(GrpcRetryTokens, RetriesWhileMoreThanHalfIsLeft) {
  RetryTokensState bucket({.capacity = 10.0, .floor = 5.0});
  int retries = 0;
  for (int failures = 0; failures < 20; ++failures) {
    EXPECT_TRUE(bucket.admit(0.0, kFirst));
    bucket.report(0.0, kFirst);
    if (bucket.admit(0.0, kAgain)) ++retries;
  }
  EXPECT_EQ(retries, 4);  // with 9, 8, 7 and 6 tokens
  EXPECT_EQ(bucket.tokens(), 0.0);
}

TEST(GrpcRetryTokens, SuccessesBringThemBack) {
  RetryTokensState bucket({.capacity = 10.0, .floor = 5.0});
  for (int i = 0; i < 5; ++i) bucket.report(0.0, kFirst);
  EXPECT_FALSE(bucket.admit(0.0, kAgain));
  bucket.report(0.0, succeeded(kFirst));
  EXPECT_TRUE(bucket.admit(0.0, kAgain));
  for (int i = 0; i < 1000; ++i) bucket.report(0.0, succeeded(kAgain));
  EXPECT_EQ(bucket.tokens(), 10.0);
}

TEST(GrpcRetryTokens, CountThousandthsAndCutOffFinerParts) {
  // Added up as floating-point numbers, fifty times 0.1 is less than 5 and the next is not 5.1.
  RetryTokensState tenths({.capacity = 10.0, .floor = 5.0});
  for (int i = 0; i < 10; ++i) tenths.report(0.0, kFirst);
  for (int i = 0; i < 50; ++i) tenths.report(0.0, succeeded(kFirst));
  EXPECT_EQ(tenths.tokens(), 5.0);
  EXPECT_FALSE(tenths.admit(0.0, kAgain));
  tenths.report(0.0, succeeded(kFirst));
  EXPECT_TRUE(tenths.admit(0.0, kAgain));

  RetryTokensState finer({.capacity = 1.0, .floor = 0.5, .success = 0.3339});
  finer.report(0.0, kFirst);
  for (int i = 0; i < 2; ++i) finer.report(0.0, succeeded(kFirst));
  EXPECT_EQ(finer.tokens(), 0.666);
}

// ---------------------------------------------------------------- AWS SDK, standard mode

constexpr RetryTokens kAws{.capacity = 500.0,
                           .floor = 0.0,
                           .failure = 0.0,
                           .success = 1.0,
                           .retry = 5.0,
                           .timeout_retry = 10.0,
                           .refunds = true};

TEST(AwsRetryTokens, PayAHundredRetriesOrFiftyAfterTimeouts) {
  for (const Attempt& retry : {kAgain, kAgainAfterTimeout}) {
    RetryTokensState bucket(kAws);
    int retries = 0;
    while (bucket.admit(0.0, retry)) {
      bucket.report(0.0, retry);
      ++retries;
    }
    EXPECT_EQ(retries, retry.after_timeout ? 50 : 100);
  }
}

TEST(AwsRetryTokens, ComeBackWithSuccesses) {
  RetryTokensState bucket(kAws);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(bucket.admit(0.0, kAgain));
  EXPECT_EQ(bucket.tokens(), 450.0);
  bucket.report(0.0, succeeded(kFirst));
  EXPECT_EQ(bucket.tokens(), 451.0);
  bucket.report(0.0, succeeded(kAgain));
  EXPECT_EQ(bucket.tokens(), 456.0);
}

// ---------------------------------------------------------------- Envoy

TEST(EnvoyRetryShare, IsAFifthOfWhatIsUnderWayButThreeAtLeast) {
  RetryShareState budget((RetryShare()));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(budget.admit(0.0, kAgain));
  EXPECT_FALSE(budget.admit(0.0, kAgain));
  for (int i = 0; i < 47; ++i) EXPECT_TRUE(budget.admit(0.0, kFirst));
  for (int i = 0; i < 7; ++i) EXPECT_TRUE(budget.admit(0.0, kAgain));  // 10 of 50 to 56
  for (int i = 0; i < 2; ++i) static_cast<void>(budget.admit(0.0, kAgain));
  EXPECT_FALSE(budget.admit(0.0, kAgain));
  budget.report(0.0, kAgain);
  EXPECT_TRUE(budget.admit(0.0, kAgain));
}

// ---------------------------------------------------------------- breakers

TEST(Breaker, OfHystrixOpensAtHalfOfTwentyAndTriesOneAfterFiveSeconds) {
  CircuitBreakerState breaker((CircuitBreaker()));
  for (int i = 0; i < 19; ++i) {
    EXPECT_TRUE(breaker.admit(1.0, kFirst));
    breaker.report(1.0, i < 10 ? kFirst : succeeded(kFirst));
  }
  EXPECT_TRUE(breaker.admit(1.0, kFirst));  // 10 of 19 failed, but 20 are needed
  breaker.report(2.0, succeeded(kFirst));   // 10 of 20
  EXPECT_FALSE(breaker.admit(2.0, kFirst));
  EXPECT_FALSE(breaker.admit(6.9, kFirst));
  EXPECT_TRUE(breaker.admit(7.0, kFirst));
  EXPECT_FALSE(breaker.admit(7.0, kFirst));  // one probe
  breaker.report(7.1, kFirst);
  EXPECT_FALSE(breaker.admit(12.0, kFirst));
  EXPECT_TRUE(breaker.admit(12.1, kFirst));
  breaker.report(12.2, succeeded(kFirst));
  for (int i = 0; i < 19; ++i) {  // closed, and everything is forgotten
    EXPECT_TRUE(breaker.admit(12.3, kFirst));
    breaker.report(12.3, kFirst);
  }
  EXPECT_TRUE(breaker.admit(12.3, kFirst));
}

TEST(Breaker, ForgetsWhatIsOlderThanItsWindow) {
  CircuitBreakerState breaker((CircuitBreaker()));
  for (int i = 0; i < 19; ++i) breaker.report(0.5, kFirst);
  breaker.report(10.5, kFirst);
  EXPECT_TRUE(breaker.admit(10.5, kFirst));
  for (int i = 0; i < 19; ++i) breaker.report(19.9, kFirst);  // 20 in 10 s
  EXPECT_FALSE(breaker.admit(19.9, kFirst));
}

TEST(Breaker, OfResilience4jCountsTheLastHundredAndTriesTen) {
  CircuitBreakerState breaker(
      {.minimum_calls = 100, .calls = 100, .open = Seconds(60.0), .probes = 10});
  for (int i = 0; i < 100; ++i) breaker.report(0.0, succeeded(kFirst));
  for (int i = 0; i < 49; ++i) breaker.report(0.0, kFirst);
  EXPECT_TRUE(breaker.admit(0.0, kFirst));
  breaker.report(0.0, kFirst);  // 50 of the last 100
  EXPECT_FALSE(breaker.admit(59.0, kFirst));
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(breaker.admit(60.0, kFirst));
  EXPECT_FALSE(breaker.admit(60.0, kFirst));
  for (int i = 0; i < 10; ++i) breaker.report(61.0, i < 4 ? kFirst : succeeded(kFirst));
  EXPECT_TRUE(breaker.admit(61.0, kFirst));
}

TEST(Breaker, OpensWhenTooManyCallsAreSlow) {
  CircuitBreakerState breaker({.minimum_calls = 4,
                               .calls = 4,
                               .open = Seconds(10.0),
                               .probes = 2,
                               .slow_after = Seconds(2.0),
                               .slow_ratio = 0.75});
  const auto took = [](double seconds) { return Attempt{.succeeded = true, .seconds = seconds}; };
  for (const double seconds : {3.0, 2.0, 3.0, 0.1}) breaker.report(0.0, took(seconds));
  EXPECT_TRUE(breaker.admit(0.0, kFirst));  // 2 of 4 took longer than 2 s
  breaker.report(0.0, took(0.1));           // forgets a slow one
  breaker.report(0.0, took(2.1));
  EXPECT_TRUE(breaker.admit(0.0, kFirst));       // 2 of 4
  breaker.report(0.0, Attempt{.seconds = 5.0});  // a slow failure counts as both
  EXPECT_TRUE(breaker.admit(0.0, kFirst));       // 2 of 4 slow, 1 of 4 failed
  breaker.report(0.0, took(9.0));
  EXPECT_FALSE(breaker.admit(0.0, kFirst));  // 3 of 4
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(breaker.admit(10.0, kFirst));
  breaker.report(11.0, took(0.1));
  breaker.report(11.0, took(3.0));
  EXPECT_TRUE(breaker.admit(11.0, kFirst));  // half of the probes were slow: closed
}

}  // namespace
}  // namespace headroom::sim
