// Open product-form networks.
// Source: traffic equations, every node an independent M/M/c (Jackson 1957, 1963); several classes
// at shared single servers, residence D / (1 - U) (Baskett, Chandy, Muntz & Palacios 1975). The
// passport office is example 5.5.4 of Gunther, Analyzing Computer System Performance;
// bcmp-pub-qsp72 is example 7.2 of Lazowska et al., Quantitative System Performance, p. 138.
#pragma once

#include <vector>

namespace headroom::oracles {

struct JacksonCase {
  const char* id;
  std::vector<double> external_rate;         // 1/s
  std::vector<std::vector<double>> routing;  // [from][to]
  std::vector<double> service_rate;          // 1/s per server
  std::vector<int> servers;
  std::vector<double> arrival_rate, utilization, mean_in_system, response_per_visit;
  double total_in_system, end_to_end, saturation_rate;  // 0: not given
};

inline std::vector<JacksonCase> jackson_cases() {
  return {
      {"jackson-01",
       {20.0, 0.0, 0.0},
       {{0.0, 1.0, 0.0}, {0.0, 0.0, 1.0}, {0.0, 0.0, 0.0}},
       {50, 30, 25},
       {1, 1, 1},
       {20.0, 20.0, 20.0},
       {0.4, 0.666666666667, 0.8},
       {0.666666666667, 2.0, 4.0},
       {0.0333333333333, 0.1, 0.2},
       6.66666666667,
       0.333333333333,
       25.0},
      {"jackson-02",
       {40.0, 0.0, 0.0, 0.0},
       {{0.0, 0.6, 0.4, 0.0}, {0.0, 0.0, 0.0, 0.9}, {0.0, 0.0, 0.0, 0.5}, {0.0, 0.3, 0.0, 0.0}},
       {100, 60, 40, 80},
       {1, 1, 1, 1},
       {40.0, 36.1643835616, 16.0, 40.5479452055},
       {0.4, 0.602739726027, 0.4, 0.506849315068},
       {0.666666666667, 1.51724137931, 0.666666666667, 1.02777777778},
       {0.0166666666667, 0.0419540229885, 0.0416666666667, 0.0253472222222},
       3.87835249042,
       0.0969588122605,
       66.3636363636},
      {"jackson-03",
       {3.0},
       {{0.25}},
       {5.0},
       {1},
       {4.0},
       {0.8},
       {4.0},
       {1.0},
       4.0,
       1.33333333333,
       3.75},
      {"jackson-04",
       {100.0, 10.0, 0.0},
       {{0.0, 0.7, 0.2}, {0.1, 0.0, 0.5}, {0.0, 0.05, 0.0}},
       {30, 20, 25},
       {5, 6, 4},
       {108.960176991, 89.6017699115, 66.592920354},
       {0.726401179941, 0.746681415929, 0.66592920354},
       {4.75003054239, 5.70522657434, 3.41589893449},
       {0.0435941889373, 0.0636731459655, 0.0512952265245},
       13.8711560512,
       0.126101418647,
       147.318518519},
      {"jackson-pub-passport",
       {1.0 / 240, 0.0, 0.0, 0.0},
       {{0, 0.3, 0.7, 0}, {0, 0, 0.2, 0.8}, {0, 0.1, 0, 0.9}, {0, 0, 0, 0}},
       {1.0 / 20, 1.0 / 600, 1.0 / 300, 1.0 / 60},
       {1, 1, 1, 1},
       {0.004166666666666667, 0.0015731292517, 0.0032312925170083335, 0.004166666666666667},
       {0.0833333333333, 0.94387755102, 0.969387755102, 0.25},
       {0.09090909090916666, 16.818181818166664, 31.666666666666668, 0.3333333333333333},
       {21.8181818182, 10690.909090904082, 9799.999999995358, 80.0},
       48.9090909091,
       11738.1818182,
       0.0},
  };
}

struct OpenClassesCase {
  const char* id;
  std::vector<double> arrival_rate;           // 1/s, by class
  std::vector<std::vector<double>> demand_s;  // [class][station]
  std::vector<double> utilization;            // by station
  std::vector<std::vector<double>> residence_s;
  std::vector<double> response_s;  // by class
};

inline std::vector<OpenClassesCase> open_classes_cases() {
  return {
      {"bcmp-pub-qsp72",
       {3.0 / 19, 2.0 / 19},
       {{1.0, 3.0}, {2.0, 4.0}},
       {0.368421052632, 0.894736842105},
       {{1.58333333333, 28.5}, {3.16666666667, 38.0}},
       {30.0833333333, 41.1666666667}},
      {"bcmp-01",
       {30, 5},
       {{0.01, 0.015}, {0.02, 0.05}},
       {0.4, 0.7},
       {{0.0166666666667, 0.05}, {0.0333333333333, 0.166666666667}},
       {0.0666666666667, 0.2}},
      {"bcmp-02",
       {200, 40, 2},
       {{0.001, 0.002, 0.0005}, {0.003, 0.006, 0.004}, {0.02, 0.05, 0.1}},
       {0.36, 0.74, 0.46},
       {{0.0015625, 0.00769230769231, 0.000925925925926},
        {0.0046875, 0.0230769230769, 0.00740740740741},
        {0.03125, 0.192307692308, 0.185185185185}},
       {0.0101807336182, 0.0351718304843, 0.408742877493}},
  };
}

}  // namespace headroom::oracles
