// Parallel branches.
// Source: two M/M/1 queues with common arrivals, R = (12 - rho)/8 / (mu - lambda) (Flatto & Hahn
// 1984; Nelson & Tantawi 1988); unequal branches: exact two-dimensional Markov chain; fan-out
// without queueing: the largest of K exponentials, mean H(K) m, quantile -m ln(1 - p^(1/K));
// split-merge: M/G/1 whose service is the largest of K exponentials (Pollaczek-Khinchine).
#pragma once

namespace headroom::oracles {

struct TwoWayCase {
  const char* id;
  double arrival_rate;
  double service_rate[2];
  double mean_response;
  double branch_response[2];
};

inline constexpr TwoWayCase kTwoWay[] = {
    {"fj2-01", 0.5, {1, 1}, 2.875, {2.0, 2.0}},
    {"fj2-02", 0.8, {1, 1}, 7.0, {5.0, 5.0}},
    {"fj2-03", 90, {100, 100}, 0.13875, {0.1, 0.1}},
    {"fjhet-01", 0.5, {1.0, 2.0}, 2.13756308054, {2.0, 0.666666666667}},
};

struct FanOutCase {
  const char* id;
  int branches;
  double mean_call;
  double mean_response, p50, p95, p99;
};

inline constexpr FanOutCase kFanOut[] = {
    {"fanout-01", 10, 0.02, 0.0585793650794, 0.0540711038372, 0.10550687821, 0.13806473589},
    {"fanout-02", 100, 0.01, 0.0518737751764, 0.0497514684059, 0.0757562189054, 0.0920536966402},
};

/// splitmerge-01: 0.3 requests/s, each 4 parallel tasks of mean 1 s; one request at a time.
struct SplitMerge {
  double utilization = 0.625;
  double mean_wait = 2.30555555556;
  double mean_response = 4.38888888889;
  double largest_rate = 0.48;
};

}  // namespace headroom::oracles
