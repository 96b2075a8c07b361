// What tests of scenario files have in common.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "core/io/catalogue_file.h"
#include "core/io/scenario_file.h"
#include "models/models.h"

namespace headroom::io {

/// The kinds and prices that Headroom ships.
struct Shipped {
  network::KindList kinds = models::builtin_kinds();
  cost::Catalogue catalogue;

  Shipped() {
    for (const models::DataFile& file : models::catalogue_files())
      catalogue = add_catalogue(std::move(catalogue), file.text, std::string(file.name)).value();
  }
  [[nodiscard]] Known known() const { return {kinds, catalogue}; }
};

inline const Shipped& shipped() {
  static const Shipped once;
  return once;
}

inline Result<ScenarioFile> read(std::string_view text, const std::string& name = "shop.json") {
  return read_scenario_text(text, name, shipped().known());
}

/// "line:column pointer: message; hint", one a line, for messages of tests.
inline std::string shown(const Diagnostics& found) {
  std::string text;
  for (const Diagnostic& one : found.all())
    text += one.where.file + ":" + std::to_string(one.where.line) + ":" +
            std::to_string(one.where.column) + " " + one.pointer + ": " + one.message +
            (one.hint.empty() ? "" : "; " + one.hint) + "\n";
  return text;
}

inline projection::Scenario scenario_in(std::string_view text) {
  auto file = read(text);
  EXPECT_TRUE(file.ok()) << shown(file.diagnostics());
  return file.ok() ? file->scenario : projection::Scenario{};
}

/// A small complete scenario.
inline constexpr std::string_view kSmall = R"({
  "format": "headroom-scenario/1",
  "name": "Small",
  "horizon": {"start": "2026-12", "months": 12},
  "load": {
    "peak_hour_now": "60 rps",
    "classes": {"browse": {"enters": "web.page"}}
  },
  "components": {
    "web": {
      "kind": "service", "size": "aws:m6i.large", "replicas": 2, "threads": 32,
      "operations": {"page": [{"cpu": "4 ms"}, {"call": "api.get", "timeout": "1 s"}]}
    },
    "api": {"kind": "service", "vcpus": 2, "operations": {"get": [{"cpu": "6 ms"}]}}
  }
}
)";

/// Every kind of step, every distribution, every field.
inline constexpr std::string_view kRich = R"json({
  "format": "headroom-scenario/1",
  "name": "Rich",
  "description": "Caf\u00e9 \"X\" \\ 100 %",
  "horizon": {"start": "2028-02", "months": 36},
  "prices": {"provider": "gcp", "region": "us-central1"},
  "targets": {
    "latency_p50": "0.1 s", "latency_p95": "300 ms", "latency_p99": "1.25 s",
    "error_ratio": "0.1 %", "utilization": "75 %", "monthly_cost": "4000.01 USD"
  },
  "load": {
    "peak_hour_now": "1.2k to 1.5k rps",
    "season": "elb",
    "growth": {"steps": {"2028-03": "1.5 x", "2029-01": "2 to 3 x"}},
    "surges": {
      "launch": {"at": "2028-03-15T09:00", "peak": "4 to 8 x", "ramp": "10 min", "stays": "15 %"},
      "again": {"at": "2028-02-29", "peak": "2 x", "hold": "1 h", "half_life": "90 s"}
    },
    "classes": {
      "browse": {"share": "80 %", "enters": "web.page", "response": "60 KiB"},
      "buy": {"share": "20 %", "enters": "web.order", "targets": {"latency_p95": "800 ms"},
              "priority": 2, "deadline": "5 s", "arrivals": {"spacing": "erlang(2, 5 ms)", "together": "geometric(4)",
                           "bursts": {"peak": "3 x", "length": "20 s", "every": "1 min"}}}
    }
  },
  "components": {
    "web": {
      "kind": "service", "owner": "core", "note": "the shop", "size": "gcp:n2-standard-4",
      "replicas": "2 to 4", "threads": 1E2, "queue_timeout": "2.50 s", "order": "lifo", "contention": "2 %",
      "network": "exponential(1 ms)",
      "operations": {
        "page": [
          {"cpu": "lognormal(4 ms, cv 1.2)"},
          {"cpu": "erlang(3, 4 ms)"},
          {"cpu": "gamma(4 ms, cv 0.5)"},
          {"wait": "lognormal(p50 4 ms, p99 20 ms)"},
          {"wait": "hyperexponential(4 ms, cv 2)"},
          {"wait": "uniform(1 ms, 2 ms)"},
          {"wait": "weibull(1.5, 4 ms)"},
          {"wait": "pareto(2.5, 1 ms, 1 s)"},
          {"wait": "empirical(1 ms, 2 ms, 4 ms)"},
          {"wait": "mixture(0.9: exponential(1 ms), 0.1: 50 ms)"},
          {"call": "api.get", "timeout": "500 ms", "retries": 2, "backoff": "exponential(50 ms)",
           "times": 3, "optional": true},
          {"call": "api.get", "deadline": "500 ms", "hedge_after": "20 ms", "hedges": 2},
          {"call": "api.get", "timeout": "1 s", "retries": 2, "breaker": {"calls": 100, "min_calls": 50},
           "retry_budget": {"like": "envoy", "share": "10 %"}},
          {"parallel": [[{"call": "api.get"}], [{"call": "api.put"}, {"cpu": "1 ms"}]]},
          {"parallel": [[{"call": "api.get"}], [{"call": "api.put"}]], "wait_for": 1, "cancel_rest": true},
          {"choose": [{"probability": "60 %", "steps": [{"cpu": "1 ms"}]},
                      {"probability": "40 %", "steps": []}]},
          {"repeat": [{"cpu": "1 ms"}], "again": "25 %"},
          {"fail": "0.5 %"},
          {"send": "mails"},
          {"after_reply": [{"cpu": "1 ms"}]}
        ],
        "order": [{"cpu": "6 ms"}]
      },
      "evidence": {"threads": "vendor: its manual", "page/0": "measured: traces of May"}
    },
    "mails": {"kind": "message_queue", "batch": 10, "batch_wait": "50 ms"},
    "mailer": {
      "kind": "worker", "from": "mails", "vcpus": 0.5,
      "operations": {"handle": [{"wait": "10 ms"}, {"each": [{"cpu": "1 ms"}]}]}
    },
    "api": {
      "kind": "service", "vcpus": 0.25,
      "operations": {"get": [{"cpu": "6 ms"}], "put": [{"cpu": "1 us"}]}
    }
  },
  "platform": {"cluster": {"item": "gcp:gke.cluster-hour", "quantity": 2, "note": "two zones"}},
  "assumptions": ["Users behave as last year.", "So do machines."]
})json";

/// A shop with all kinds of components.
inline constexpr std::string_view kShop = R"json({
  "format": "headroom-scenario/1",
  "name": "Shop",
  "horizon": {"start": "2026-12", "months": 12},
  "prices": {"provider": "aws", "region": "us-east-1", "currency": "USD"},
  "targets": {"latency_p95": "300 ms", "error_ratio": "1 %", "utilization": "75 %", "monthly_cost": "4000 USD"},
  "load": {
    "peak_hour_now": "60 rps",
    "season": "business-hours",
    "growth": "6 to 14 %/month",
    "surges": {"launch": {"at": "2027-03-15T09:00", "peak": "4 to 8 x", "ramp": "10 min", "hold": "1 h", "half_life": "2 h", "stays": "15 %"}},
    "classes": {
      "browse":   {"share": "80 %", "enters": "edge.page"},
      "checkout": {"share": "20 %", "enters": "edge.order", "targets": {"latency_p95": "800 ms"}}
    }
  },
  "components": {
    "edge": {"kind": "load_balancer", "to": "api", "policy": "least_outstanding"},
    "api": {
      "kind": "service", "size": "aws:c6i.large", "replicas": 3, "threads": 32, "owner": "core",
      "operations": {
        "page":  [{"cpu": "lognormal(4 ms, cv 1.2)"}, {"read_through": "cache", "miss": [{"call": "orders-db.read"}]}],
        "order": [{"cpu": "6 ms"}, {"call": "orders-db.write", "timeout": "500 ms", "retries": 2}, {"send": "emails"}]
      }
    },
    "cache": {"kind": "cache", "size": "aws:cache.t4g.small", "hit_ratio": "80 %"},
    "emails": {"kind": "message_queue"},
    "mailer": {"kind": "worker", "vcpus": 1, "from": "emails", "operations": {"handle": [{"cpu": "20 ms"}]}},
    "orders-db": {"kind": "database", "engine": "postgresql", "size": "aws:db.r6g.large", "data": "80 GiB", "connections": 100,
       "operations": {"read": [{"cpu": "1 ms"}, {"io": 1.5}], "write": [{"cpu": "2 ms"}, {"io": 3}]}}
  }
}
)json";

/// The text with its only `from` replaced.
inline std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out(text);
  const std::size_t at = out.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) out.replace(at, from.size(), to);
  return out;
}

inline std::string small_with(std::string_view from, std::string_view to) {
  return replaced(kSmall, from, to);
}

}  // namespace headroom::io
