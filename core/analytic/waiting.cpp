#include "core/analytic/waiting.h"

#include <algorithm>
#include <cmath>

#include "core/analytic/queueing.h"
#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

/// 0 with probability 1 - p, else exponential.
Time wait_of(double probability, double mean) {
  if (probability <= 0.0 || mean <= 0.0) return {};
  return Time::from_second_moment(mean, 2.0 * mean * mean / probability);
}

/// Kraemer & Langenbach-Belz 1976: arrivals more regular than Poisson wait less than
/// (ca2 + cs2)/2 says.
double regularity(double utilization, double arrival_scv, double service_scv) {
  if (arrival_scv >= 1.0) return 1.0;
  const double gap = 1.0 - arrival_scv;
  return std::exp(-2.0 * (1.0 - utilization) * gap * gap /
                  (3.0 * utilization * (arrival_scv + service_scv)));
}

Waiting unlimited(const Line& line) {
  const int servers = static_cast<int>(line.servers);
  Waiting result;
  if (line.offered() >= servers) {
    result.overloaded = true;
    return result;
  }
  const double scv = line.service.variance / (line.service.mean * line.service.mean);
  const double mean =
      ggc_mean_wait(line.arrival_rate, line.service.mean, servers, line.arrival_scv, scv) *
      regularity(line.offered() / servers, line.arrival_scv, scv);
  result.wait = wait_of(erlang_c(servers, line.offered()), mean);
  return result;
}

Waiting finite_room(const Line& line) {
  const int servers = static_cast<int>(line.servers);
  const FiniteRoom room = mmck(line.arrival_rate, 1.0 / line.service.mean, servers,
                               servers + static_cast<int>(line.waiting_limit));
  Waiting result;
  result.refused = room.blocking;
  result.wait = wait_of(room.wait_probability, room.mean_wait_s);
  return result;
}

Waiting fixed_patience(const Line& line) {
  const ImpatientLine answer = mmc_fixed_patience(line.arrival_rate, 1.0 / line.service.mean,
                                                  static_cast<int>(line.servers), line.patience_s);
  Waiting result;
  result.refused = answer.abandonment;
  result.refused_wait = line.patience_s;
  result.wait = wait_of(answer.wait_probability, answer.mean_wait_served_s);
  return result;
}

}  // namespace

Waiting waiting(const Line& line) {
  HEADROOM_EXPECTS(line.servers >= 1.0);
  if (line.offered() <= 0.0) return {};
  if (!line.sheds()) return unlimited(line);
  if (line.waiting_limit == network::kUnlimited) return fixed_patience(line);
  const Waiting full = finite_room(line);
  if (!(line.patience_s < std::numeric_limits<double>::infinity())) return full;
  // Both limits: the one that turns more away decides.
  const Waiting impatient = fixed_patience(line);
  return impatient.refused > full.refused ? impatient : full;
}

Sharing sharing(double offered, double capacity) {
  HEADROOM_EXPECTS(offered >= 0.0 && capacity > 0.0);
  Sharing result;
  result.alone = result.stretch = std::max(1.0, 1.0 / capacity);
  result.overloaded = offered >= capacity;
  if (offered == 0.0 || result.overloaded) return result;
  // p(n) ~ offered^n / prod min(k, capacity): finite part up to floor(capacity), geometric above.
  const int whole = static_cast<int>(capacity);
  double weight = 1.0;
  double sum = 1.0;
  double jobs = 0.0;
  for (int n = 1; n <= whole && weight > 0.0; ++n) {
    weight *= offered / n;
    sum += weight;
    jobs += n * weight;
  }
  const double ratio = offered / capacity;
  const double tail = weight * ratio / (1.0 - ratio);
  sum += tail;
  jobs += tail * (whole + 1.0 / (1.0 - ratio));
  result.stretch = jobs / sum / offered;
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
