#include "core/analytic/enclosure.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

constexpr long double kNegligible = 1e-14L;  // share of all states
constexpr double kFlat = 1e-9;               // relative growth of the throughput by one more token

/// The normalisation constants of one station after another, extended by one customer at a time.
class Convolution {
 public:
  Convolution(const Enclosure& enclosure, double scale) {
    add(enclosure.elsewhere_s * scale, std::numeric_limits<double>::infinity());
    for (const EnclosedStation& station : enclosure.stations)
      for (double copy = 0.0; copy < station.copies; copy += 1.0)
        add(station.work_s * scale, station.capacity);
  }

  /// The constant of the next population.
  long double extend() {
    ++population_;
    for (std::size_t k = 0; k < stations_.size(); ++k) {
      Station& station = stations_[k];
      station.extend();
      if (k > 0)
        fold(stations_[k - 1].together, station);
      else
        station.together.push_back(station.own.back());
    }
    return stations_.back().together.back();
  }

 private:
  struct Station {
    double demand = 0.0;
    double capacity = 1.0;
    std::vector<long double> own{1.0L};
    std::vector<long double> together{1.0L};  ///< with all stations before
    long double with_all_busy = 0.0L;         ///< part of the last of these

    /// With so many customers or more all servers are busy, and `own` is a geometric series.
    [[nodiscard]] double full() const { return std::ceil(capacity); }
    void extend() {
      const auto n = static_cast<double>(own.size());
      own.push_back(own.back() * static_cast<long double>(demand) /
                    static_cast<long double>(std::min(n, capacity)));
    }
  };

  /// The convolution with what stands before; of the geometric part by Buzen's recurrence.
  void fold(const std::vector<long double>& before, Station& station) const {
    const bool fills = static_cast<double>(population_) >= station.full();
    const std::size_t first_full =
        fills ? static_cast<std::size_t>(station.full()) : population_ + 1;
    if (fills)
      station.with_all_busy =
          station.with_all_busy * static_cast<long double>(station.demand / station.capacity) +
          station.own[first_full] * before[population_ - first_full];
    long double sum = station.with_all_busy;
    for (std::size_t n = 0; n < first_full; ++n) sum += station.own[n] * before[population_ - n];
    station.together.push_back(sum);
  }

  void add(double demand, double capacity) {
    if (demand > 0.0) stations_.push_back({demand, capacity});
  }

  std::size_t population_ = 0;
  std::vector<Station> stations_;
};

/// Of the stations: no number of tokens gives more.
double largest_throughput(const Enclosure& enclosure) {
  double largest = std::numeric_limits<double>::infinity();
  for (const EnclosedStation& station : enclosure.stations)
    if (station.work_s > 0.0) largest = std::min(largest, station.capacity / station.work_s);
  return largest;
}

}  // namespace

Completions flow_equivalent(const Enclosure& enclosure, double arrival_rate, double tokens) {
  HEADROOM_EXPECTS(arrival_rate > 0.0 && tokens >= 1.0);
  // States then have probabilities in proportion to (arrival rate / scale)^n x constant.
  const double scale = std::min(arrival_rate, largest_throughput(enclosure));
  Convolution convolution(enclosure, scale);
  std::vector<double> rates;
  long double before = 1.0L;
  long double state = 1.0L;
  long double all = 1.0L;
  for (double n = 1.0; n <= tokens; n += 1.0) {
    const long double constant = convolution.extend();
    rates.push_back(scale * static_cast<double>(before / constant));
    before = constant;
    state *= static_cast<long double>(arrival_rate / rates.back());
    all += state;
    const bool rare = arrival_rate < rates.back() && state < kNegligible * all;
    const bool flat = n > 1.0 && rates.back() - rates[rates.size() - 2] < kFlat * rates.back();
    if (rare || flat) break;
  }
  return Completions(std::move(rates));
}

}  // namespace headroom::analytic
