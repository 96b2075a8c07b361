// M/M/c/K: at most `capacity` requests in the system, the others are lost.
// Source: truncated birth-death chain; times by Little's law on accepted requests. K = c is the
// Erlang loss system. Checked in 40-digit arithmetic (differences below 1e-14).
#pragma once

namespace headroom::oracles {

struct FiniteRoomCase {
  const char* id;
  double arrival_rate, service_rate;  // 1/s
  int servers, capacity;
  double blocking, throughput, utilization, mean_in_system, mean_in_queue, mean_response, mean_wait;
};

inline constexpr FiniteRoomCase kFiniteRoom[] = {
    {"mmck-01", 0.8, 1, 1, 5, 0.0888194986556, 0.728944401076, 0.728944401076, 1.86833203227,
     1.13938763119, 2.56306520704, 1.56306520704},
    {"mmck-02", 1.0, 1, 1, 10, 0.0909090909091, 0.909090909091, 0.909090909091, 5.0, 4.09090909091,
     5.5, 4.5},
    {"mmck-03", 1.5, 1, 1, 20, 0.333400175325, 0.999899737012, 0.999899737012, 18.0042110455,
     17.0043113085, 18.0060163825, 17.0060163825},
    {"mmck-04", 2, 1, 1, 100, 0.5, 1.0, 1.0, 99.0, 98.0, 99.0, 98.0},
    {"mmck-05", 8, 1, 10, 10, 0.121661064253, 7.02671148598, 0.702671148598, 7.02671148598, 0.0,
     1.0, 0.0},
    {"mmck-06", 90, 1, 100, 100, 0.0269573804644, 87.5738357582, 0.875738357582, 87.5738357582, 0.0,
     1.0, 0.0},
    {"mmck-07", 95, 10, 8, 20, 0.16856321853, 78.9864942396, 0.987331177996, 15.7398496272,
     7.84120020323, 0.199272670331, 0.0992726703308},
    {"mmck-08", 200, 10, 16, 50, 0.200031964811, 159.993607038, 0.999960043987, 46.0061839905,
     30.0068232867, 0.287550139298, 0.187550139298},
    {"mmck-09", 100, 2, 32, 96, 0.36, 64.0, 1.0, 94.2222222222, 62.2222222222, 1.47222222222,
     0.972222222222},
};

/// M/M/c+D: whoever has waited for `patience` seconds without service leaves.
/// Source: Baccelli & Hebuterne 1981; checked by the balance of busy servers and served flow.
struct PatienceCase {
  const char* id;
  double arrival_rate, service_rate;  // 1/s
  int servers;
  double patience;
  double abandonment, throughput, utilization, mean_wait_served, mean_wait_all;
};

inline constexpr PatienceCase kPatience[] = {
    {"mmc_d-01", 0.9, 1, 1, 2.0, 0.218763725364, 0.703112647173, 0.703112647173, 0.599325359073,
     0.905742161545},
    {"mmc_d-02", 1.3, 1, 1, 3.0, 0.303873134183, 0.904964925562, 0.904964925562, 1.48693016756,
     1.94671143978},
    {"mmc_d-03", 9.5, 1, 10, 0.5, 0.0826049623945, 8.71525285725, 0.871525285725, 0.122549965968,
     0.153729211835},
    {"mmc_d-04", 130, 10, 10, 0.25, 0.230810543927, 99.9946292894, 0.999946292894, 0.216735534816,
     0.224413324119},
};

}  // namespace headroom::oracles
