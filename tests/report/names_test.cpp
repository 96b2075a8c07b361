#include "core/report/names.h"

#include <gtest/gtest.h>

namespace headroom::report {
namespace {

using network::Method;
using network::Path;

network::Performance answer(Path path, Method method, Method quantiles) {
  network::Performance result;
  result.path = path;
  result.method = method;
  result.quantile_method = quantiles;
  return result;
}

TEST(HowAnswered, SaysWhichWayAndWhatKind) {
  constexpr Method kExact = Method::exact;
  constexpr Method kNear = Method::approximation;
  EXPECT_EQ(how_answered(answer(Path::formulas, kExact, kExact)), "by formulas, exact");
  EXPECT_EQ(how_answered(answer(Path::formulas, kExact, kNear)),
            "by formulas: means exact, quantiles an approximation");
  EXPECT_EQ(how_answered(answer(Path::formulas, kNear, kNear)), "by formulas, an approximation");
  EXPECT_EQ(how_answered(answer(Path::event_loop, Method::simulation, Method::simulation)),
            "event by event");
  EXPECT_EQ(how_answered(answer(Path::station_by_station, Method::simulation, Method::simulation)),
            "station by station");
}

}  // namespace
}  // namespace headroom::report
