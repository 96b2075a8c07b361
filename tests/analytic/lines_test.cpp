// Waiting lines as birth-death chains, and what a pool encloses.
#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/analytic/balancing.h"
#include "core/analytic/batches.h"
#include "core/analytic/birth_death.h"
#include "core/analytic/enclosure.h"
#include "core/analytic/mva.h"
#include "core/analytic/queueing.h"
#include "core/analytic/waiting.h"

namespace headroom::analytic {
namespace {

constexpr double kEndless = std::numeric_limits<double>::infinity();

TEST(BirthDeath, EndlessLineIsErlangC) {
  for (const double rate : {0.5, 3.0, 4.9}) {
    const BusyServers servers = busy_servers(rate, Completions(5.0, 1.0), 5.0);
    const MultiServer truth = mmc(rate, 1.0, 5);
    const LineAnswer answer = endless_line(rate, servers);
    EXPECT_NEAR(answer.wait_probability, truth.wait_probability, 1e-13);
    EXPECT_NEAR(answer.mean_wait_s, truth.mean_wait_s, 1e-12);
  }
}

TEST(BirthDeath, LineWithoutPlacesIsErlangB) {
  const BusyServers servers = busy_servers(8.0, Completions(10.0, 1.0), 10.0);
  EXPECT_NEAR(line_with_places(8.0, servers, 0.0).lost, erlang_b(10, 8.0), 1e-14);
  EXPECT_EQ(line_with_places(8.0, servers, 0.0).mean_wait_s, 0.0);
}

TEST(BirthDeath, PatienceWithoutEndLosesNobody) {
  const BusyServers servers = busy_servers(0.8, Completions(1.0, 1.0), 1.0);
  const LineAnswer answer = line_with_patience(0.8, servers, 1000.0);
  EXPECT_NEAR(answer.lost, 0.0, 1e-80);
  EXPECT_NEAR(answer.mean_wait_s, 4.0, 1e-12);
}

TEST(BirthDeath, ImpatienceCarriesAnyOverload) {
  const BusyServers servers = busy_servers(100.0, Completions(1.0, 1.0), 1.0);
  const LineAnswer answer = line_with_patience(100.0, servers, 1e4);
  EXPECT_NEAR(answer.lost, 0.99, 1e-6);
}

TEST(BirthDeath, UsersAtServersAreMachineRepair) {
  const ClosedAnswer truth = convolution({{20}, {3.0}, {{{0.5}, 2.0}}});
  const BoundedLine answer =
      bounded_line(truth.throughput[0], Completions(2.0, 0.5), 2.0, {20.0, 20.0});
  EXPECT_NEAR(answer.mean_in_system, truth.mean_in_system[0], 1e-9);
}

TEST(BirthDeath, UsersWaitForTheCompletionsAhead) {
  // Two users at one server: whoever comes while it is busy waits for one exponential time.
  const ClosedAnswer pair = convolution({{2}, {3.0}, {{{0.5}, 1.0}}});
  const BoundedLine two = bounded_line(pair.throughput[0], Completions(1.0, 0.5), 1.0, {2.0, 2.0});
  EXPECT_NEAR(two.wait_square_s2, two.wait_probability * 2.0 * 0.25, 1e-9);
  // Whoever of 20 users comes to 2 servers finds what 19 leave of them. [Sevcik & Mitrani 1981]
  const ClosedAnswer truth = convolution({{20}, {3.0}, {{{0.5}, 2.0}}});
  double weight = 1.0;
  double all = 1.0;
  double square = 0.0;
  for (double n = 1.0; n <= 19.0; n += 1.0) {
    weight *= (20.0 - n) / 3.0 * 0.5 / std::min(n, 2.0);
    all += weight;
    if (n >= 2.0) square += weight * (n - 1.0) * n * 0.25 * 0.25;
  }
  const BoundedLine many =
      bounded_line(truth.throughput[0], Completions(2.0, 0.5), 2.0, {20.0, 20.0});
  EXPECT_NEAR(many.wait_square_s2, square / all, 1e-8);
}

TEST(BirthDeath, StreamOfManyIsAnEndlessLine) {
  const BoundedLine answer = bounded_line(3.2, Completions(4.0, 1.0), 4.0, {500.0, kEndless});
  EXPECT_NEAR(answer.mean_in_system, mmc(3.2, 1.0, 4).mean_in_system, 1e-9);
}

TEST(BirthDeath, HardlyAnybodyComesToASlowLine) {
  // 1e-26 a second where one takes 1e7 s: nobody else is there, and the server is busy for 1e-19.
  const BoundedLine answer =
      bounded_line(1e-26, Completions(std::vector<double>{1e-7}), 8.0, {48.0, kEndless});
  EXPECT_NEAR(answer.mean_in_system, 1e-19, 1e-28);
  EXPECT_EQ(answer.wait_probability, 0.0);
  EXPECT_EQ(answer.mean_waiting, 0.0);
}

TEST(BirthDeath, ThroughputOutOfReachFillsTheLine) {
  const BoundedLine answer = bounded_line(5.0, Completions(4.0, 1.0), 4.0, {10.0, 10.0});
  EXPECT_EQ(answer.mean_in_system, 10.0);
  EXPECT_EQ(answer.mean_waiting, 6.0);
  EXPECT_DOUBLE_EQ(answer.wait_square_s2, 6.0 * 7.0 / (5.0 * 5.0));
}

TEST(Waiting, BatchesWaitForThemselvesToo) {
  // M^[X]/G/1: (rho (1 + cs2)/2 + (E[X^2]/E[X] - 1)/2) S / (1 - rho). [Gross & Harris, 3.1]
  for (const double service_scv : {0.0, 1.0, 3.0}) {
    Line line;
    line.arrival_rate = 0.6;
    line.completions = Completions(1.0, 1.0);
    line.service_scv = service_scv;
    line.companions = 4.0;
    line.arrival_scv = 5.0;
    EXPECT_NEAR(waiting(line).wait.mean, (0.3 * (1.0 + service_scv) + 2.0) / 0.4, 1e-9);
  }
}

TEST(Sharing, BatchesSlowEachOther) {
  // As many inside as in M^[X]/M/1.
  Line line;
  line.arrival_rate = 0.6;
  line.companions = 4.0;
  line.arrival_scv = 5.0;
  EXPECT_NEAR(sharing(line, 1.0).stretch, 1.0 + (0.6 + 2.0) / 0.4, 1e-9);
}

TEST(Batches, OfASizeUpToTheServersWaitForNobody) {
  EXPECT_EQ(places_behind(3.0, 4.0), 0.0);
  EXPECT_EQ(places_behind(0.0, 1.0), 0.0);
  EXPECT_DOUBLE_EQ(places_behind(5.0, 4.0), (1.0 + 2.0) / 6.0);  // the last two of six
}

TEST(Waiting, NobodyWaitsWhereAllCanBeServed) {
  Line line;
  line.arrival_rate = 3.9;
  line.completions = Completions(4.0, 1.0);
  line.servers = 4.0;
  line.crowding = {4.0, kEndless};
  EXPECT_EQ(waiting(line).wait.mean, 0.0);
  EXPECT_FALSE(waiting(line).overloaded);
  line.crowding.most = 5.0;
  EXPECT_GT(waiting(line).wait.mean, 0.0);
}

TEST(Waiting, OverloadIsSaidUnlessSomethingLimitsTheLine) {
  Line line;
  line.arrival_rate = 2.0;
  line.completions = Completions(1.0, 1.0);
  EXPECT_TRUE(waiting(line).overloaded);
  EXPECT_EQ(waiting(line).load, 2.0);
  line.patience_s = 3.0;
  EXPECT_FALSE(waiting(line).overloaded);
  EXPECT_GT(waiting(line).refused, 0.5);
}

TEST(Sharing, FractionOfACoreIsASlowCore) {
  Line line;
  line.arrival_rate = 0.8;
  line.servers = 0.5;
  const Sharing half = sharing(line, 0.5);  // as one core at half the speed: M/M/1 at 0.8
  EXPECT_NEAR(half.stretch * 0.5, 1.0 / (1.0 - 0.8), 1e-12);
  EXPECT_EQ(half.alone, 2.0);
}

TEST(Enclosure, IsTheThroughputOfTheClosedNetwork) {
  const Enclosure enclosure{{{0.2, 1.0, 1.0}, {0.3, 2.0, 1.0}, {0.1, 1.0, 3.0}}, 0.5};
  const Completions rates = flow_equivalent(enclosure, 100.0, 12.0);
  const ClosedStation third{{0.1}, 1.0};
  for (const std::uint32_t n : {1U, 4U, 12U}) {
    const ClosedAnswer truth =
        convolution({{n}, {0.5}, {{{0.2}, 1.0}, {{0.3}, 2.0}, third, third, third}});
    EXPECT_NEAR(rates.rate(n), truth.throughput[0], 1e-12);
  }
}

TEST(Enclosure, StopsWhereMoreTokensChangeNothing) {
  const Completions rates = flow_equivalent({{{0.1, 1.0, 1.0}}, 0.0}, 5.0, 1e9);
  EXPECT_NEAR(rates.rate(1e9), 10.0, 1e-9);
}

TEST(Balancing, BestIsOneLineAndWorstIsChance) {
  using network::Policy;
  for (const double load : {0.0, 1.0})
    EXPECT_EQ(distance_from_pooling(4, Policy::least_outstanding, load), 0.0);
  for (const double load : {0.3, 0.8}) {
    const double least = distance_from_pooling(4, Policy::least_outstanding, load);
    EXPECT_GT(least, 0.0);
    EXPECT_GT(distance_from_pooling(4, Policy::power_of_two, load), least);
    EXPECT_LT(distance_from_pooling(4, Policy::power_of_two, load), 1.0);
    // Two choices among two are the least of all.
    EXPECT_EQ(distance_from_pooling(2, Policy::power_of_two, load),
              distance_from_pooling(2, Policy::least_outstanding, load));
  }
  EXPECT_EQ(arrival_scv(5, Policy::round_robin, 1.0), 0.2);
  EXPECT_EQ(arrival_scv(5, Policy::random, 1.0), 1.0);
}

}  // namespace
}  // namespace headroom::analytic
