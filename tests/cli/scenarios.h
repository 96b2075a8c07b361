// Small scenarios for the commands.
#pragma once

#include <string>

namespace headroom::cli::testing {

/// One server whose CPU is 50 % busy now and asked for more than it has before the year is over.
inline std::string growing_shop(const std::string& growth = "10 %/month") {
  return R"json({
  "format": "headroom-scenario/1",
  "name": "Small shop",
  "horizon": {"start": "2026-12", "months": 12},
  "targets": {"latency_p95": "300 ms", "monthly_cost": "4000 USD"},
  "load": {
    "peak_hour_now": "100 rps",
    "growth": ")json" +
         growth + R"json(",
    "classes": {"page": {"share": "100 %", "enters": "web.page"}}
  },
  "components": {
    "web": {
      "kind": "service", "size": "aws:m6i.large", "replicas": 1,
      "operations": {"page": [{"cpu": "exponential(10 ms)"}]
}
}
}
}
)json";
}

/// Thirty users who think for a second between two pages.
inline std::string users_shop() {
  return R"json({
  "format": "headroom-scenario/1",
  "name": "Users",
  "horizon": {"start": "2026-12", "months": 1},
  "load": {
    "users_now": 30,
    "classes": {"page": {"share": "100 %", "enters": "browser.page"}}
  },
  "components": {
    "browser": {"kind": "client", "think_time": "1 s", "to": "web"},
    "web": {
      "kind": "service", "size": "aws:m6i.large",
      "operations": {"page": [{"cpu": "exponential(10 ms)"}]
}
}
}
}
)json";
}

}  // namespace headroom::cli::testing
