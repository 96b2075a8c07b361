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
