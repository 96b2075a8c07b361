// Exact results of queueing theory, from their formulas evaluated independently in high precision:
// Erlang C (M/M/c), truncated birth-death chains (M/M/c/K), Pollaczek-Khinchine (M/G/1).
#include "core/analytic/queueing.h"

#include <gtest/gtest.h>

namespace headroom::analytic {
namespace {

constexpr double kExact = 1e-8;  // relative

void expect_equal(double value, double truth) {
  EXPECT_NEAR(value, truth, kExact * (truth == 0.0 ? 1.0 : truth));
}

struct MmcCase {
  double arrival_rate, service_rate;
  int servers;
  double prob_wait, mean_wait, mean_response, p50, p95, p99, p95_wait;
};

constexpr MmcCase kMmc[] = {
    {10, 100, 1, 0.1, 0.00111111111111, 0.0111111111111, 0.00770163533955, 0.0332859141506,
     0.0511685576221, 0.00770163533955},  // mm1-01
    {50, 100, 1, 0.5, 0.01, 0.02, 0.0138629436112, 0.0599146454711, 0.0921034037198,
     0.0460517018599},  // mm1-02
    {80, 100, 1, 0.8, 0.04, 0.05, 0.034657359028, 0.149786613678, 0.230258509299,
     0.138629436112},  // mm1-03
    {90, 100, 1, 0.9, 0.09, 0.1, 0.069314718056, 0.299573227355, 0.460517018599,
     0.28903717579},  // mm1-04
    {0.95, 1.0, 1, 0.95, 19.0, 20.0, 13.8629436112, 59.9146454711, 92.1034037198,
     58.8887795833},  // mm1-05
    {990, 1000, 1, 0.99, 0.099, 0.1, 0.069314718056, 0.299573227355, 0.460517018599,
     0.29856819377},  // mm1-06
    {1.2, 1, 2, 0.45, 0.5625, 1.5625, 1.15271363042, 4.43340576828, 6.56791179049,
     2.74653072167},  // mmc-01
    {1.9, 1, 2, 0.925641025641, 9.25641025641, 10.2564102564, 7.21196881933, 30.2382400842,
     46.3326192086, 29.1846349276},  // mmc-02
    {2.7, 1, 3, 0.817061021171, 2.72353673724, 3.72353673724, 2.75582061562, 10.5009123656,
     15.8660049352, 9.31230258653},  // mmc-03
    {8, 1, 10, 0.409180150796, 0.204590075398, 1.2045900754, 0.912144610607, 3.32827467856,
     4.94611132761, 1.05106626007},  // mmc-04
    {9.5, 1, 10, 0.825585578126, 1.65117115625, 2.65117115625, 2.09077170724, 6.97011042341,
     10.2085159795, 5.60813984158},  // mmc-05
    {15.68, 1, 16, 0.908372750031, 2.83866484385, 3.83866484385, 2.96452194416, 10.2658142189,
     15.2960142459, 9.06134939559},  // mmc-06
    {20, 2, 16, 0.0573403309034, 0.00477836090861, 0.504778360909, 0.352107345591, 1.50356753829,
     2.30828649618, 0.0114151021592},  // mmc-07
    {30, 0.5, 64, 0.506866270976, 0.253433135488, 2.25343313549, 1.67494139528, 6.30366302424,
     9.52256129047, 1.15811209902},  // mmc-08
    {62, 1, 64, 0.725686039934, 0.362843019967, 1.36284301997, 1.08561174012, 3.52894389093,
     5.14834907616, 1.33754723199},  // mmc-09
    {96, 1, 100, 0.587281115472, 0.146820278868, 1.14682027887, 0.85942507148, 3.17450258149,
     4.78395236768, 0.61587015044},  // mmc-10
    {49, 1, 50, 0.838263190144, 0.838263190144, 1.83826319014, 1.51169025418, 4.57091634893,
     6.46441386278, 2.81930911513},  // mmc-11
};

TEST(Queueing, MultiServerMatchesErlangC) {
  for (const MmcCase& c : kMmc) {
    const MultiServer answer = mmc(c.arrival_rate, c.service_rate, c.servers);
    expect_equal(answer.wait_probability, c.prob_wait);
    expect_equal(answer.mean_wait_s, c.mean_wait);
    expect_equal(answer.mean_response_s, c.mean_response);
    expect_equal(answer.mean_in_system, c.arrival_rate * c.mean_response);  // Little's law
    expect_equal(mmc_response_quantile(c.arrival_rate, c.service_rate, c.servers, 0.50), c.p50);
    expect_equal(mmc_response_quantile(c.arrival_rate, c.service_rate, c.servers, 0.95), c.p95);
    expect_equal(mmc_response_quantile(c.arrival_rate, c.service_rate, c.servers, 0.99), c.p99);
    expect_equal(mmc_wait_quantile(c.arrival_rate, c.service_rate, c.servers, 0.95), c.p95_wait);
  }
}

struct FiniteCase {
  double arrival_rate, service_rate;
  int servers, capacity;
  double blocking, throughput, in_system, response, wait;
};

constexpr FiniteCase kFinite[] = {
    {0.8, 1, 1, 5, 0.0888194986556, 0.728944401076, 1.86833203227, 2.56306520704,
     1.56306520704},                                                  // mmck-01
    {1.0, 1, 1, 10, 0.0909090909091, 0.909090909091, 5.0, 5.5, 4.5},  // mmck-02
    {1.5, 1, 1, 20, 0.333400175325, 0.999899737012, 18.0042110455, 18.0060163825,
     17.0060163825},                                                             // mmck-03
    {2, 1, 1, 100, 0.5, 1.0, 99.0, 99.0, 98.0},                                  // mmck-04
    {8, 1, 10, 10, 0.121661064253, 7.02671148598, 7.02671148598, 1.0, 0.0},      // mmck-05
    {90, 1, 100, 100, 0.0269573804644, 87.5738357582, 87.5738357582, 1.0, 0.0},  // mmck-06
    {95, 10, 8, 20, 0.16856321853, 78.9864942396, 15.7398496272, 0.199272670331,
     0.0992726703308},  // mmck-07
    {200, 10, 16, 50, 0.200031964811, 159.993607038, 46.0061839905, 0.287550139298,
     0.187550139298},                                                            // mmck-08
    {100, 2, 32, 96, 0.36, 64.0, 94.2222222222, 1.47222222222, 0.972222222222},  // mmck-09
};

TEST(Queueing, FiniteRoomMatchesTheBirthDeathChain) {
  for (const FiniteCase& c : kFinite) {
    const FiniteRoom answer = mmck(c.arrival_rate, c.service_rate, c.servers, c.capacity);
    expect_equal(answer.blocking, c.blocking);
    expect_equal(answer.throughput, c.throughput);
    expect_equal(answer.mean_in_system, c.in_system);
    expect_equal(answer.mean_response_s, c.response);
    expect_equal(answer.mean_wait_s, c.wait);
  }
}

struct Mg1Case {
  double arrival_rate, mean_service, scv, mean_wait;
};

constexpr Mg1Case kMg1[] = {
    {0.5, 1.0, 0.0, 0.5},                                             // mg1-01
    {0.8, 1.0, 0.0, 2.0},                                             // mg1-02
    {45, 0.02, 0.0, 0.09},                                            // mg1-03
    {0.95, 1.0, 0.0, 9.5},                                            // mg1-04
    {0.7, 1.0, 1.0 / 2, 1.75},                                        // mg1-05
    {90, 0.01, 1.0 / 4, 0.05625},                                     // mg1-06
    {0.7, 1.0, 4.0, 5.83333333333},                                   // mg1-07
    {16, 0.05, 10.0, 1.1},                                            // mg1-08
    {0.6, 1.0, 1.0, 1.5},                                             // mg1-09
    {8, 0.1, 4.0, 1.0},                                               // mg1-10
    {40, 0.02, 16.0, 0.68},                                           // mg1-11
    {0.9, 1.0, 1.0 / 12.0, 4.875},                                    // mg1-12
    {40.0, 0.019, 0.00109 / (0.019 * 0.019) - 1.0, 0.0908333333333},  // mg1-13
};

TEST(Queueing, SingleServerMatchesPollaczekKhinchine) {
  for (const Mg1Case& c : kMg1) {
    expect_equal(mg1_mean_wait(c.arrival_rate, c.mean_service, c.scv), c.mean_wait);
    expect_equal(ggc_mean_wait(c.arrival_rate, c.mean_service, 1, 1.0, c.scv), c.mean_wait);
  }
}

TEST(Queueing, ErlangBOfOneServerIsItsBusyShare) {
  EXPECT_NEAR(erlang_b(1, 0.5), 0.5 / 1.5, 1e-15);
  EXPECT_EQ(erlang_b(0, 3.0), 1.0);
  EXPECT_EQ(erlang_b(5, 0.0), 0.0);
}

TEST(Queueing, LongOverloadedRoomStaysFinite) {
  const FiniteRoom answer = mmck(1000.0, 1.0, 1, 100'000);
  expect_equal(answer.throughput, 1.0);
  expect_equal(answer.blocking, 0.999);
}

}  // namespace
}  // namespace headroom::analytic
