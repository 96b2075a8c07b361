// Histories with a known truth.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/random/normal.h"
#include "core/random/streams.h"
#include "core/workload/forecast.h"
#include "core/workload/season.h"

namespace headroom::workload {

inline Load growing_office(double per_month) {
  Load load;
  load.now = PeakHourRate{Uncertain::exact(100.0)};
  load.growth = Compound{Uncertain::exact(per_month)};
  load.season = find_season("business-hours")->season;
  return load;
}

/// The truth at the middle of every step from the start of a month on.
inline History history_of(const Forecast& truth, int steps, double step = 3600.0) {
  History history;
  history.file = "load.csv";
  history.step = Seconds(step);
  const auto seconds = static_cast<std::int64_t>(step);
  for (int i = 0; i < steps; ++i) {
    const Instant at{start_of(truth.start()).seconds + i * seconds};
    history.samples.push_back({at, truth.rate_at(Instant{at.seconds + seconds / 2})});
  }
  return history;
}

/// Standard normal numbers of a replication.
class Noise {
 public:
  explicit Noise(std::uint64_t replication, std::string_view purpose = "noise")
      : key_(random::stream_key(20, replication, "history", 0, purpose)) {}
  double next() {
    return random::normal_quantile(random::to_open_unit(random::stream_word(key_, 0, index_++)));
  }

 private:
  random::StreamKey key_;
  std::uint64_t index_ = 0;
};

}  // namespace headroom::workload
