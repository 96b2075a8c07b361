// Pools held across calls.
// Source: exact two-dimensional Markov chains, checked by the utilisation and response-time laws
// (differences below 1e-14). A request takes a thread (FCFS), works on an application core (FCFS,
// exponential), makes one call to a database of `connections` exponential servers while holding its
// thread, and leaves. layered-pub-lqn12: layered queueing network regression model 12 with
// geometric numbers of calls; exact Markov chain, inside the published simulation's interval.
#pragma once

namespace headroom::oracles {

struct LayeredCase {
  const char* id;
  int threads, cores;
  double cpu_mean;
  int connections;
  double db_mean;
  int clients;          // 0: open
  double think_s;       // closed
  double arrival_rate;  // open
  int capacity;         // open: requests inside and waiting
  double throughput, mean_response, thread_wait, db_residence;
  double thread_utilization, cpu_utilization, db_utilization;
};

inline constexpr LayeredCase kLayered[] = {
    {"layered-01", 2, 2, 0.2, 1, 0.3, 5, 1.0, 0.0, 0, 2.56568879678, 0.948794415864, 0.292150626332,
     0.456643789531, 0.842371807136, 0.256568879678, 0.769706639033},
    {"layered-02", 6, 2, 0.2, 1, 0.15, 6, 1.0, 0.0, 0, 4.01706109679, 0.49362926165, 0.0,
     0.273562882988, 0.330489817202, 0.401706109679, 0.602559164518},
    {"layered-03", 8, 4, 0.01, 20, 0.25, 100, 2.0, 0.0, 0, 30.7687979026, 1.25004572218,
     0.990045541518, 0.25, 0.999986626687, 0.0769219947565, 0.384609973782},
    {"layered-04", 10, 2, 0.02, 8, 0.2, 0, 0.0, 30, 60, 29.9999985085, 0.259959263816,
     0.0265562909028, 0.211768569939, 0.700208883929, 0.299999985085, 0.749999962713},
};

/// layered-pub-lqn12: 2 clients; each cycle works 1 s, calls e1 and e2 once each on average; e1
/// (one thread, 1 s) calls e2 once on average; e2 is one server, 1 s. Calls are geometric: after
/// every slice of work the next step is drawn among the calls, weighted by their means, and the
/// end.
struct Interlock {
  double throughput = 0.345403899721;
  double cycle_time = 5.79032258065;
  double e2_throughput = 0.690807799443;
};

}  // namespace headroom::oracles
