#include "core/workload/season.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <utility>

#include "core/base/contracts.h"

namespace headroom::workload {
namespace {

template <std::size_t N>
void scale_to_average_one(std::array<double, N>& factors) {
  HEADROOM_EXPECTS(std::ranges::all_of(factors, [](double factor) { return factor >= 0.0; }));
  const double sum = std::accumulate(factors.begin(), factors.end(), 0.0);
  HEADROOM_EXPECTS(sum > 0.0);
  for (double& factor : factors) factor *= static_cast<double>(N) / sum;
}

SeasonProfile make(std::string name, std::string description, const std::array<double, 24>& hours,
                   const std::array<double, 7>& days, std::string source, std::string as_of,
                   std::string confidence) {
  return {normalised(Season{std::move(name), hours, days}), std::move(description),
          std::move(source), std::move(as_of), std::move(confidence)};
}

const std::array kProfiles = {
    SeasonProfile{Season{}, "Every hour alike", "definition", "", "high"},
    make(
        "business-hours", "B2B office-hours default",
        {0.35, 0.3,  0.28, 0.28, 0.3,  0.4,  0.6, 0.95, 1.4, 1.75, 1.9, 1.85,
         1.65, 1.75, 1.85, 1.8,  1.65, 1.35, 1.0, 0.8,  0.7, 0.6,  0.5, 0.42},
        {1.15, 1.2, 1.2, 1.18, 1.1, 0.6, 0.57},
        "Headroom's judgement; the weekend agrees with Wikipedia's page R (0.71) and the ELB trace",
        "2026", "assumption"),
    make("global", "global audience, follow-the-sun",
         {0.9, 0.88, 0.86, 0.86, 0.88, 0.92, 0.96, 1.0,  1.04, 1.07, 1.09, 1.1,
          1.1, 1.11, 1.12, 1.12, 1.1,  1.08, 1.05, 1.02, 0.98, 0.95, 0.92, 0.89},
         {1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0}, "Headroom's judgement", "2026", "assumption"),
    make("elb", "AWS ELB request count, one production load balancer (UTC)",
         {0.909, 0.996, 0.852, 0.838, 0.819, 0.769, 0.682, 0.717, 0.729, 0.734, 0.762, 0.741,
          0.991, 1.109, 1.206, 1.218, 1.215, 1.53,  1.234, 1.381, 1.487, 1.256, 0.897, 0.929},
         {0.994, 1.144, 1.162, 1.103, 1.029, 0.826, 0.742},
         "Numenta Anomaly Benchmark (github.com/numenta/NAB), ratios of the published series",
         "2014-04-24", "high"),
    make("nyc-taxi", "NYC taxi rides (local time), consumer demand shape with evening peak",
         {0.967, 0.717, 0.529, 0.383, 0.282, 0.237, 0.482, 0.819, 1.013, 1.058, 1.064, 1.119,
          1.177, 1.175, 1.217, 1.165, 0.995, 1.193, 1.444, 1.512, 1.425, 1.419, 1.38,  1.226},
         {0.883, 0.946, 1.001, 1.014, 1.057, 1.124, 0.975},
         "Numenta Anomaly Benchmark (github.com/numenta/NAB), ratios of the published series",
         "2015-01-31", "high"),
    make("twitter-amzn", "Twitter mentions of AMZN (UTC)",
         {1.184, 1.083, 1.014, 0.927, 0.782, 0.647, 0.559, 0.565, 0.573, 0.635, 0.664, 0.78,
          0.955, 1.112, 1.181, 1.24,  1.321, 1.345, 1.359, 1.3,   1.269, 1.228, 1.145, 1.132},
         {0.998, 1.081, 1.122, 1.081, 0.989, 0.901, 0.828},
         "Numenta Anomaly Benchmark (github.com/numenta/NAB), ratios of the published series",
         "2015-04-22", "high"),
    make("twitter-fb", "Twitter mentions of FB (UTC)",
         {0.861, 0.8,   0.761, 0.757, 0.59,  0.595, 0.554, 0.611, 0.645, 0.669, 0.701, 0.806,
          0.949, 1.219, 1.273, 1.435, 1.472, 1.654, 1.486, 1.456, 1.405, 1.242, 1.112, 0.948},
         {1.065, 1.036, 1.269, 1.151, 1.157, 0.701, 0.622},
         "Numenta Anomaly Benchmark (github.com/numenta/NAB), ratios of the published series",
         "2015-04-22", "high"),
    make("twitter-goog", "Twitter mentions of GOOG (UTC)",
         {0.855, 0.782, 0.754, 0.732, 0.734, 0.746, 0.643, 0.633, 0.673, 0.726, 0.746, 0.821,
          0.946, 1.144, 1.298, 1.378, 1.419, 1.393, 1.445, 1.432, 1.498, 1.324, 0.986, 0.892},
         {0.913, 1.133, 1.486, 1.086, 1.082, 0.685, 0.614},
         "Numenta Anomaly Benchmark (github.com/numenta/NAB), ratios of the published series",
         "2015-04-22", "high"),
    make("worldcup98-may", "World Cup 98 web site, May 1998 (before the event)",
         {0.745, 0.72,  0.714, 0.692, 0.624, 0.619, 0.763, 0.793, 0.908, 0.965, 0.996, 1.087,
          1.23,  1.325, 1.368, 1.392, 1.392, 1.317, 1.255, 1.221, 1.157, 1.064, 0.869, 0.782},
         {0.842, 1.122, 1.085, 1.084, 1.208, 0.85, 0.808},
         "1998 World Cup access logs (github.com/nimamahmoudi/worldcup98-dataset), ratios of the "
         "counts",
         "1998-05-31", "high"),
    make("worldcup98-tournament", "World Cup 98 web site, 10 June to 12 July 1998",
         {0.651, 0.601, 0.55,  0.537, 0.484, 0.477, 0.525, 0.55,  0.553, 0.536, 0.547, 0.614,
          0.79,  1.018, 1.533, 2.083, 2.127, 1.683, 1.205, 1.744, 2.187, 1.53,  0.815, 0.659},
         {1.25, 1.475, 1.142, 0.978, 1.172, 0.495, 0.488},
         "1998 World Cup access logs (github.com/nimamahmoudi/worldcup98-dataset), ratios of the "
         "counts",
         "1998-07-12", "high"),
    make(
        "wikipedia-r-week",
        "Wikipedia page \"R (programming language)\" day-of-week, technical audience",
        {1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0,
         1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0},
        {1.095, 1.159, 1.167, 1.132, 1.026, 0.706, 0.714},
        "Daily views of Wikipedia's page on R (facebook/prophet, example_wp_log_R.csv); hours flat",
        "2016", "high"),
};

}  // namespace

std::span<const SeasonProfile> season_profiles() { return kProfiles; }

const SeasonProfile* find_season(std::string_view name) {
  const auto found = std::ranges::find_if(
      kProfiles, [&](const SeasonProfile& profile) { return profile.season.name == name; });
  return found == kProfiles.end() ? nullptr : &*found;
}

Season normalised(Season season) {
  scale_to_average_one(season.hour_of_day);
  scale_to_average_one(season.day_of_week_mon_to_sun);
  return season;
}

double season_factor(const Season& season, Instant instant) {
  return season.hour_of_day[static_cast<std::size_t>(hour_of_day(instant))] *
         season.day_of_week_mon_to_sun[static_cast<std::size_t>(day_of_week(instant))];
}

double busiest_factor(const Season& season) {
  return *std::ranges::max_element(season.hour_of_day) *
         *std::ranges::max_element(season.day_of_week_mon_to_sun);
}

}  // namespace headroom::workload
