// How requests live and end: work after the reply, races of calls, deadlines, rate limits; each
// against its closed form.
#include <string>

#include <gtest/gtest.h>

#include "core/analytic/solve.h"
#include "tests/models/system.h"

namespace headroom::models {
namespace {

using namespace testing;
using architecture::AfterReply;
using architecture::Steps;
using network::Load;
using network::Performance;

Load at(double rps) { return {{{PerSecond(rps), 0}}}; }

/// A service "api" with this one operation; nothing but its own parameters takes time.
System service_of(Typed parameters, const Steps& steps) {
  System system;
  parameters.emplace("network", "0 s");
  parameters.emplace("vcpus", "1");
  system.add("api", "service", parameters, {{"page", steps}});
  system.enter({"api", "page"});
  return system;
}

// ---------------------------------------------------------------- work after the reply

/// One thread that answers after 4 ms on average and then goes on for 3 ms.
System two_phases() {
  return service_of({{"threads", "1"}},
                    {wait("exponential(4 ms)"), {AfterReply{{wait("exponential(3 ms)")}}}});
}

TEST(AfterReply, KeepsTheThreadButNotTheCaller) {
  // M/G/1 with service V1 + V2: the caller waits as behind both and stays for V1 alone.
  const double rate = 100.0;
  const double waits = rate * (0.007 * 0.007 + 0.004 * 0.004 + 0.003 * 0.003) / 2.0 / (1.0 - 0.7);
  const Performance done = two_phases().simulate(rate);
  expect_near(done.total.latency.mean, waits + 0.004);
  expect_near(resource(done, "api", "threads").utilization, 0.7);
  expect_near(resource(done, "api", "threads").mean_wait_s, waits, 0.06);
}

TEST(AfterReply, IsKnownToTheFormulas) {
  const double rate = 100.0;
  const double waits = rate * (0.007 * 0.007 + 0.004 * 0.004 + 0.003 * 0.003) / 2.0 / (1.0 - 0.7);
  const Performance solved = analytic::solve(two_phases().compile(), at(rate));
  EXPECT_NEAR(solved.total.latency.mean.estimate, waits + 0.004, 0.02 * waits);
  EXPECT_NEAR(resource(solved, "api", "threads").utilization.estimate, 0.7, 1e-6);
}

TEST(AfterReply, FailuresThereAreNobodysAndReleaseTheThread) {
  const System system =
      service_of({{"threads", "2"}}, {wait("1 ms"),
                                      {AfterReply{{{architecture::Fail{Ratio(0.5)}},
                                                   wait("exponential(10 ms)")}}}});
  const Performance done = system.simulate(100.0);
  EXPECT_EQ(done.total.error_ratio.estimate, 0.0);
  expect_near(resource(done, "api", "threads").utilization, 100.0 * (0.001 + 0.005) / 2.0);
}

TEST(AfterReply, OnlyAtTheEnd) {
  const System early = service_of({}, {{AfterReply{{wait("1 ms")}}}, wait("1 ms")});
  const Diagnostics found = early.validate();
  ASSERT_EQ(found.all().size(), 1U);
  EXPECT_EQ(found.all()[0].pointer, "/components/api/operations/page/0/after_reply");
  EXPECT_EQ(found.all()[0].code, "reply-in-the-middle");
  const System nested =
      service_of({}, {{architecture::Repeat{{{AfterReply{{wait("1 ms")}}}}, Ratio(0.1)}}});
  EXPECT_TRUE(nested.validate().has_errors());
}

}  // namespace
}  // namespace headroom::models
