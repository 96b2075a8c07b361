#include "core/analytic/waiting.h"

#include <algorithm>
#include <cmath>

#include "core/analytic/batches.h"
#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

bool endless(double limit) { return limit == std::numeric_limits<double>::infinity(); }

/// 0 with probability 1 - p, else exponential.
Time wait_of(double probability, double mean) {
  if (probability <= 0.0 || mean <= 0.0) return {};
  return Time::from_second_moment(mean, 2.0 * mean * mean / probability);
}

/// Allen-Cunneen, times Kraemer & Langenbach-Belz 1976: arrivals more regular than Poisson wait
/// less than (ca2 + cs2)/2 says.
double variability(const Line& line, double service_scv, double load) {
  const double plain = (line.arrival_scv + service_scv) / 2.0;
  if (line.arrival_scv >= 1.0 || plain == 0.0) return plain;
  const double gap = 1.0 - line.arrival_scv;
  return plain * std::exp(-(1.0 - load) * gap * gap / (3.0 * load * plain));
}

/// Adds the wait behind those who come at the same moment.
void add_companions(const Line& line, Waiting& waiting) {
  const double behind = places_behind(line.companions, line.servers);
  if (behind <= 0.0) return;
  // About exponential, as the completions ahead are.
  waiting.behind = behind / line.full_rate();
  waiting.wait = waiting.wait + Time{waiting.behind, waiting.behind * waiting.behind};
}

Waiting unlimited(const Line& line, const BusyServers& servers) {
  Waiting result;
  result.load = line.arrival_rate / servers.full_rate;
  result.overloaded = result.load >= 1.0;
  if (result.overloaded) return result;
  const LineAnswer answer = endless_line(line.arrival_rate, servers);
  result.wait = wait_of(answer.wait_probability,
                        answer.mean_wait_s * variability(line, line.service_scv, result.load));
  return result;
}

Waiting bounded(const Line& line) {
  const BoundedLine answer =
      bounded_line(line.arrival_rate, line.completions, line.servers, line.crowding);
  Waiting result;
  result.load = line.arrival_rate / line.full_rate();
  result.overloaded = result.load >= 1.0 && endless(line.crowding.users);
  const double factor = variability(line, line.service_scv, std::min(1.0, result.load));
  const double mean = answer.mean_waiting / line.arrival_rate * factor;
  // Among several lines the crowd is spread unevenly, about as geometric numbers are.
  result.wait = line.lines > 1.0
                    ? wait_of(answer.wait_probability, mean)
                    : Time::from_second_moment(mean, answer.wait_square_s2 * factor * factor);
  return result;
}

bool has_patience(const Line& line) {
  return !endless(line.patience_s) || line.impatience_per_s > 0.0;
}

/// Of two limits the one that turns more away decides.
Waiting shedding(const Line& line, const BusyServers& servers) {
  LineAnswer answer;
  Waiting result;
  if (line.waiting_limit != network::kUnlimited)
    answer = line_with_places(line.arrival_rate, servers, line.waiting_limit);
  if (has_patience(line)) {
    const LineAnswer impatient =
        endless(line.patience_s)
            ? line_with_impatience(line.arrival_rate, servers, line.impatience_per_s)
            : line_with_patience(line.arrival_rate, servers, line.patience_s);
    if (line.waiting_limit == network::kUnlimited || impatient.lost > answer.lost)
      answer = impatient;
  }
  result.refused_wait = answer.lost_wait_s;
  result.load = line.arrival_rate / servers.full_rate;
  result.refused = answer.lost;
  result.wait = wait_of(answer.wait_probability, answer.mean_wait_s);
  return result;
}

/// Mean number of jobs: p(n) ~ offered^n / prod min(k, capacity), finite up to floor(capacity) and
/// geometric above.
double shared_jobs(double offered, double capacity) {
  const double whole = std::floor(capacity);
  const double load = offered / capacity;
  double weight = 1.0;
  double sum = 1.0;
  double jobs = 0.0;
  for (double n = 1.0; n <= whole && weight > 0.0; n += 1.0) {
    weight *= offered / n;
    sum += weight;
    jobs += n * weight;
  }
  const double tail = weight * load / (1.0 - load);
  return (jobs + tail * (whole + 1.0 / (1.0 - load))) / (sum + tail);
}

}  // namespace

Waiting waiting(const Line& line) {
  HEADROOM_EXPECTS(line.servers >= 1.0);
  if (line.arrival_rate <= 0.0) return {};
  if (line.crowding.most <= line.servers) {
    Waiting result;
    result.load = line.arrival_rate / line.full_rate();
    return result;
  }
  const bool sheds = line.waiting_limit != network::kUnlimited || has_patience(line);
  const BusyServers servers = busy_servers(line.arrival_rate, line.completions, line.servers);
  Waiting result = sheds                         ? shedding(line, servers)
                   : endless(line.crowding.most) ? unlimited(line, servers)
                                                 : bounded(line);
  if (!result.overloaded && !sheds) add_companions(line, result);
  return result;
}

Sharing sharing(const Line& line, double mean_service_s) {
  const double offered = line.arrival_rate * mean_service_s;
  HEADROOM_EXPECTS(offered >= 0.0 && line.servers > 0.0);
  Sharing result;
  result.alone = result.stretch = std::max(1.0, 1.0 / line.servers);
  result.load = offered / std::min(line.servers, line.crowding.most);
  if (offered == 0.0) return result;
  const bool crowd = !endless(line.crowding.most);
  // Whom it can serve all at once it does not keep waiting: what admits them is too small.
  result.overloaded = result.load >= 1.0 && line.crowding.most > line.servers &&
                      !(crowd && !endless(line.crowding.users));
  if (result.overloaded && !crowd) return result;
  const double inside =
      crowd ? bounded_line(line.arrival_rate, Completions(line.servers, mean_service_s),
                           line.servers, line.crowding)
                  .mean_in_system
            : shared_jobs(offered, line.servers);
  // Whatever the service, sharing makes jobs wait as if it were exponential.
  result.behind = places_behind(line.companions, std::max(1.0, line.servers)) / line.servers;
  result.stretch = result.alone +
                   std::max(0.0, inside / offered - result.alone) *
                       variability(line, 1.0, std::min(1.0, result.load)) +
                   result.behind;
  return result;
}

Time shared_residence(Time service, const Sharing& sharing) {
  if (service.mean <= 0.0) return {};
  const double scv = service.variance / (service.mean * service.mean);
  const double excess = 1.0 - sharing.alone / sharing.stretch;
  const double mean = service.mean * sharing.stretch;
  return {mean, mean * mean * (scv + (1.0 + scv) * excess / (2.0 - excess))};
}

}  // namespace headroom::analytic
