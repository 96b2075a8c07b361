// Closed product-form networks.
// Source: Buzen's convolution and exact mean value analysis (Reiser & Lavenberg 1980); machine
// repair M/M/c//N as a finite-source birth-death chain. Published parameters: closed-pub-lqn20
// layered queueing network regression model 20 (published throughput 1.7); closed-pub-mm1n, -ebiz
// Gunther, Analyzing Computer System Performance, 4.8 and 12.4.4; closedmc-pub-allen Allen,
// Probability, Statistics and Queueing Theory, table 6.3.2; closedmc-pub-chandyneuse Chandy &
// Neuse, CACM 25(2), 1982 (published 5.227 and 2.773 customers).
#pragma once

#include <cstdint>
#include <vector>

namespace headroom::oracles {

struct ClosedCase {
  const char* id;
  std::vector<std::uint32_t> customers;             // by class
  std::vector<double> think_s;                      // by class
  std::vector<std::vector<double>> demand_s;        // [class][station]
  std::vector<int> servers;                         // by station
  std::vector<double> throughput, response_s;       // by class
  std::vector<double> mean_in_system, utilization;  // by station; empty: not given
};

inline std::vector<ClosedCase> closed_cases() {
  return {
      {"closed-01",
       {20},
       {1.0},
       {{0.05, 0.08, 0.04}},
       {1, 1, 1},
       {11.8974333063},
       {0.681034848876},
       {1.37310453689, 5.85027519359, 0.879186963262},
       {0.594871665313, 0.951794664501, 0.47589733225}},
      {"closed-02",
       {60},
       {1.0},
       {{0.05, 0.08, 0.04}},
       {1, 1, 1},
       {12.499999988},
       {3.8000000046},
       {1.66666660751, 44.8333334093, 0.99999999521},
       {0.624999999401, 0.999999999041, 0.49999999952}},
      {"closed-03",
       {4},
       {0.0},
       {{0.03, 0.045}},
       {1, 1},
       {20.5371248025},
       {0.194769230769},
       {1.24170616114, 2.75829383886},
       {0.616113744076, 0.924170616114}},
      {"closed-04",
       {30},
       {2.0},
       {{0.2, 0.03}},
       {4, 1},
       {13.1369585251},
       {0.283633608389},
       {3.09586075604, 0.630222193697},
       {0.656847926257, 0.394108755754}},
      {"closed-pub-lqn20", {4}, {1.0}, {{1.0}}, {2}, {1.7}, {1.35294117647}, {2.3}, {0.85}},
      {"closed-pub-mm1n",
       {100},
       {300.0},
       {{0.63}},
       {1},
       {0.332453152877},
       {0.794259686309},
       {0.264054136916},
       {0.209445486312}},
      {"closed-pub-ebiz",
       {10},
       {0.0},
       {{0.0098, 0.0025, 0.00072, 0.0098}},
       {1, 1, 1, 1},
       {92.394525047},
       {0.108231521239},
       {4.81489556537, 0.299004176142, 0.0712046931272, 4.81489556537},
       {0.905466345461, 0.230986312618, 0.0665240580339, 0.905466345461}},
      {"closedmc-01",
       {10, 3},
       {2.0, 0.0},
       {{0.05, 0.08}, {0.3, 0.1}},
       {1, 1},
       {4.1920957853, 2.53490556671},
       {0.385441676947, 1.18347603927},
       {3.34342091033, 1.27238751907},
       {0.970076459277, 0.588858219494}},
      {"closedmc-pub-allen",
       {5, 10, 5},
       {20, 30, 0},
       {{0.5, 0.04, 0.06}, {0.4, 0.2, 0.3}, {1.2, 0.05, 0.06}},
       {1, 1, 1},
       {0.209977208033, 0.297996644723, 0.646510298793},
       {3.81210821325, 3.55742481365, 7.73382884902},
       {6.58666395536, 0.111108543531, 0.162783998768},
       {0.999999620458, 0.100323932206, 0.140788243826}},
      {"closedmc-02",
       {40, 8},
       {1.0, 1.0},
       {{0.004, 0.006}, {0.006, 0.02}},
       {1, 1},
       {39.4227708671, 7.69973697484},
       {0.0146420233828, 0.0389965301601},
       {0.254389586409, 0.623102571606},
       {0.203889505318, 0.3905313647}},
      {"repair-01",
       {10},
       {9.0},
       {{1.0}},
       {1},
       {0.832036773708},
       {3.0186995527},
       {2.51166903662},
       {0.832036773708}},
      {"repair-02",
       {50},
       {5.0},
       {{0.2}},
       {1},
       {4.99998198912},
       {5.00003602189},
       {25.0000900544},
       {0.999996397824}},
      {"repair-03",
       {200},
       {1.0},
       {{0.05}},
       {10},
       {185.063363454},
       {0.0807109320143},
       {14.9366365461},
       {0.92531681727}},
  };
}

/// closedmc-pub-chandyneuse: 8 customers alternate 8 s of delay and 1 s at a queue where one
/// customer of another class always is, 1 s each.
struct ChandyNeuse {
  double mean_at_delay = 5.22661542612;
  double mean_at_queue = 2.77338457388;
  double throughput = 0.653326928265;
};

}  // namespace headroom::oracles
