// The same seed gives the same bits: of every example and template a fingerprint of the trajectory
// of its busiest hour and one of the report of its projection, as text, are kept beside this file.
// They hold for every compiler, optimisation and number of threads. HEADROOM_UPDATE_GOLDEN=1 writes
// them anew.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/sim/engine.h"
#include "tests/golden/scenarios.h"

namespace headroom::golden {
namespace {

using nlohmann::json;

constexpr const char* kFile = HEADROOM_SOURCE_DIR "/tests/golden/fingerprints.json";
constexpr std::uint64_t kRequests = 20'000;

std::string hex(std::uint64_t value) {
  std::ostringstream text;
  text << std::hex << value;
  return text.str();
}

/// FNV-1a, 64 bits. [Fowler, Noll & Vo]
std::uint64_t hash(std::string_view text) {
  std::uint64_t value = 0xCBF2'9CE4'8422'2325;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100'0000'01B3;
  return value;
}

/// Of the busiest hour of the first month.
std::string trajectory(const Read& read) {
  const projection::Horizon& horizon = read.scenario().horizon;
  const workload::Forecast forecast(read.model().load(), horizon.start, horizon.months,
                                    workload::World::central());
  const network::Load load = read.model().load_at(forecast.all_months().front().peak_rps);
  sim::Engine engine(read.model().network(), load, {.seed = 1});
  engine.run(kRequests, {});
  return hex(engine.fingerprint());
}

std::string results(const Read& read, unsigned threads) {
  return hex(hash(report_text(
      read,
      {.precision = 0.3, .max_requests_per_window = 20'000, .threads = threads, .worlds = 20})));
}

class Fingerprint : public testing::TestWithParam<Case> {};

TEST_P(Fingerprint, IsTheSameForAllThreadsAndTheOneThatIsKept) {
  const Read scenario(GetParam());
  ASSERT_TRUE(scenario.ok());
  const json found = {{"trajectory", trajectory(scenario)}, {"results", results(scenario, 1)}};
  EXPECT_EQ(results(scenario, 8), found["results"]);
  json kept = json::object();
  if (std::ifstream file(kFile); file) kept = json::parse(file);
  if (std::getenv("HEADROOM_UPDATE_GOLDEN") != nullptr) {
    kept[GetParam().name] = found;
    std::ofstream(kFile) << kept.dump(1) << '\n';
  }
  EXPECT_EQ(kept[GetParam().name], found);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Fingerprint, testing::ValuesIn(examples_and_templates()),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace headroom::golden
