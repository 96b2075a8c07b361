#include "core/analytic/siblings.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/analytic/batches.h"
#include "core/analytic/fork_join.h"
#include "core/analytic/queueing.h"
#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

constexpr double kNearlyAll = 0.999;  ///< load up to which a family is taken apart
constexpr double kManyServers = 1e4;

double harmonic(int n) {
  double sum = 0.0;
  for (int i = 1; i <= n; ++i) sum += 1.0 / i;
  return sum;
}

/// The longest of independent services of this shape, in mean services.
double longest_service(Time service, double count) {
  return longest({{service, count}}).mean / service.mean;
}

Time scaled(Time time, double factor) {
  return {time.mean * factor, time.variance * factor * factor};
}

/// A family at a line of servers.
class Family {
 public:
  Family(const Meeting& meeting, int count)
      : load_(std::clamp(meeting.load, 0.0, kNearlyAll)),
        servers_(static_cast<int>(std::min(meeting.servers, kManyServers))),
        count_(count),
        longest_(longest_service(meeting.service, count)) {}

  /// By how much the last of the family ends later than the longest of them if each had a server of
  /// its own from the moment at which the first begins, in services.
  [[nodiscard]] double delay() const {
    if (count_ < 2) return 0.0;
    const double offered = load_ * servers_;
    const double all_busy = erlang_c(servers_, offered);
    double weight = 1.0;
    double weights = 0.0;
    double some_free = 0.0;
    for (int busy = 0; busy < servers_; ++busy) {
      if (busy > 0) weight *= offered / busy;
      weights += weight;
      const int free = servers_ - busy;
      if (count_ > free) some_free += weight * queued(count_ - free, free);
    }
    return all_busy * queued(count_ - 1, 1) + (1.0 - all_busy) * some_free / weights;
  }

 private:
  /// Of so many who queue behind others of the family that run. Between constant services, whose
  /// ends come at random if others had the servers and together if not, and exponential ones.
  [[nodiscard]] double queued(int waiting, int running) const {
    const double own = static_cast<double>(running) / servers_;
    const double in_rounds = std::ceil(static_cast<double>(count_) / servers_);
    const double at_random = 1.0 + static_cast<double>(waiting) / servers_;
    const double constant = running < 2 ? at_random : own * in_rounds + (1.0 - own) * at_random;
    const double exponential = until_all_served(waiting, running, servers_);
    const double spread = (longest_ - 1.0) / (harmonic(count_) - 1.0);
    return std::max(0.0, constant + (exponential - constant) * spread - longest_);
  }

  double load_;
  int servers_;
  int count_;
  double longest_;
};

/// Between whole numbers.
double delay(const Meeting& meeting, double count) {
  const int below = static_cast<int>(count);
  const double least = Family(meeting, below).delay();
  if (count == below) return least;
  return least + (count - below) * (Family(meeting, below + 1).delay() - least);
}

/// Of a family that has a shared processor for itself, until the last ends; in services.
double shared_work(const Visit& visit, double count) {
  const double whole = std::max(1.0, std::floor(visit.meeting.servers));
  const double others = std::max(0.0, count - whole) / visit.meeting.servers;
  return others +
         longest_service(visit.meeting.service, std::min(count, whole)) * visit.sharing.alone;
}

/// What others add. Alone the family ends when its work is done; among many others its members get
/// on side by side, so that the longest decides. In between, by the load.
ApartVisit apart_on_processor(const Visit& visit, double count) {
  ApartVisit result{{}, visit};
  const Time service = visit.meeting.service;
  const double longest = longest_service(service, count);
  const double work = shared_work(visit, count);
  result.own.sharing.alone = result.own.sharing.stretch = work / longest;
  // In residences of one of them, as many as there are at once.
  const double alone = work / (visit.sharing.alone + visit.sharing.behind);
  const double load = std::clamp(visit.meeting.load, 0.0, 1.0);
  const double last = (1.0 - load) * alone + load * std::max(alone, longest);
  const double ends = visit.sharing.stretch * last * service.mean;
  const double slowed = ends - work * service.mean;
  if (slowed <= 0.0) return result;
  // As shared_residence says of one job.
  const Time own = analytic::longest({{service, count}});
  const double scv = own.variance / (own.mean * own.mean);
  const double excess = slowed / ends;
  result.together = {slowed, ends * ends * (1.0 + scv) * excess / (2.0 - excess)};
  return result;
}

}  // namespace

Spread spread(const Meeting& meeting, int count) {
  if (meeting.copies <= 1.0) return {1.0, static_cast<double>(count)};
  const double used = meeting.evenly
                          ? std::min(meeting.copies, static_cast<double>(count))
                          : meeting.copies * (1.0 - std::pow(1.0 - 1.0 / meeting.copies, count));
  return {used, count / used};
}

double until_all_served(int waiting, int running, int servers) {
  HEADROOM_EXPECTS(waiting >= 0 && running >= 0 && running <= servers && servers >= 1);
  // By how many run, for 0, 1, 2... who wait.
  std::vector<double> ends(static_cast<std::size_t>(servers) + 1);
  for (int r = 0; r <= servers; ++r) ends[static_cast<std::size_t>(r)] = harmonic(r);
  for (int w = 1; w <= waiting; ++w) {
    std::vector<double> next(ends.size());
    for (std::size_t r = 0; r < ends.size(); ++r) {
      const double own = static_cast<double>(r) / servers;
      next[r] = 1.0 / servers + own * ends[r];
      if (r + 1 < ends.size()) next[r] += (1.0 - own) * ends[r + 1];
    }
    ends = std::move(next);
  }
  return ends[static_cast<std::size_t>(running)];
}

ApartVisit apart(const network::Resource& resource, const Visit& visit, double count) {
  HEADROOM_EXPECTS(count >= 1.0);
  ApartVisit result{{}, visit};
  const Meeting& meeting = visit.meeting;
  if (meeting.service.mean <= 0.0) return result;
  const bool shares = resource.kind == network::ResourceKind::station &&
                      resource.discipline == network::Discipline::processor_sharing;
  if (shares) return apart_on_processor(visit, count);
  const double behind = visit.waiting.behind;
  const Time first = {std::max(0.0, visit.waiting.wait.mean - behind),
                      std::max(0.0, visit.waiting.wait.variance - behind * behind)};
  result.together = first + scaled(meeting.service, delay(meeting, count));
  result.own.waiting.wait = {};
  return result;
}

}  // namespace headroom::analytic
