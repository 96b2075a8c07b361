// Closed forms and approximations of single stations. Rates in 1/s, times in seconds.
#pragma once

namespace headroom::analytic {

/// Erlang B: probability that all `servers` are busy in a loss system with `offered` erlang.
/// B(0) = 1, B(c) = a B(c-1) / (c + a B(c-1)). Needs offered >= 0. [Erlang 1917]
double erlang_b(int servers, double offered);

/// Erlang C: probability of waiting with c servers, C = B / (1 - rho (1 - B)). Needs
/// offered < servers. [Kleinrock 1975, 3.5]
double erlang_c(int servers, double offered);

/// M/M/c, FCFS. Needs arrival_rate < servers * service_rate.
struct MultiServer {
  double utilization = 0.0;
  double wait_probability = 0.0;
  double mean_wait_s = 0.0;
  double mean_response_s = 0.0;
  double mean_in_queue = 0.0;
  double mean_in_system = 0.0;
};
MultiServer mmc(double arrival_rate, double service_rate, int servers);

/// P(response > t) in M/M/c: (1 - C) e^{-mu t} + C (theta e^{-mu t} - mu e^{-theta t}) / (theta -
/// mu) with theta = c mu - lambda; e^{-mu t} (1 + C mu t) for theta = mu. [Gross & Harris, 2.3]
double mmc_response_tail(double arrival_rate, double service_rate, int servers, double t);
/// The time that a share p of responses stays below; by bisection to 1e-12 relative. 0 < p < 1.
double mmc_response_quantile(double arrival_rate, double service_rate, int servers, double p);
/// Quantile of the wait: 0 when P(wait = 0) >= p, else ln(C / (1 - p)) / (c mu - lambda).
double mmc_wait_quantile(double arrival_rate, double service_rate, int servers, double p);

/// M/M/c/K: at most `capacity` requests in the system, c <= capacity; any load.
struct FiniteRoom {
  double blocking = 0.0;
  double throughput = 0.0;
  double utilization = 0.0;
  double mean_in_system = 0.0;
  double mean_in_queue = 0.0;
  double mean_response_s = 0.0;  ///< of accepted requests
  double mean_wait_s = 0.0;      ///< of accepted requests
};
FiniteRoom mmck(double arrival_rate, double service_rate, int servers, int capacity);

/// P(response > t) of accepted requests in M/M/c/K: who finds n >= c inside is served after
/// n - c + 1 completions. By uniformisation at the rate of all servers, within 1e-13. [Gross &
/// Harris, 2.4]
double mmck_response_tail(double arrival_rate, double service_rate, int servers, int capacity,
                          double t);
/// The time that a share p of these stays below; by bisection to 1e-12 relative. 0 < p < 1.
double mmck_response_quantile(double arrival_rate, double service_rate, int servers, int capacity,
                              double p);

/// Pollaczek-Khinchine: mean wait in M/G/1 = rho (1 + scv) S / (2 (1 - rho)). Needs rho < 1.
double mg1_mean_wait(double arrival_rate, double mean_service, double service_scv);

}  // namespace headroom::analytic
