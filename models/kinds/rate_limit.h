// A limit on the rate of calls: a token bucket.
#pragma once

#include <optional>

#include "core/architecture/parameter.h"
#include "core/architecture/settings.h"
#include "core/base/diagnostic.h"
#include "core/network/builder.h"

namespace headroom::models {

namespace rate_limit {

inline constexpr architecture::ParameterSpec kRate{
    .name = "rate_limit",
    .dimension = architecture::Dimension::rate,
    .above_minimum = true,
    .doc =
        "Calls that it lets through per second, in the long run (a token bucket). Without it "
        "there is no limit."};

inline constexpr architecture::ParameterSpec kBurst{
    .name = "burst",
    .dimension = architecture::Dimension::count,
    .default_text = "1",
    .minimum = 1,
    .needs = "rate_limit",
    .doc =
        "Calls that the limit lets through at once after a pause: the size of the token bucket. "
        "1 spaces them evenly."};

}  // namespace rate_limit

/// Errors: a parameter of the limit without the limit.
Diagnostics check_rate_limit(const architecture::Settings& settings);

/// Writes the gate of a component that has the rows above.
class RateLimit {
 public:
  /// No more than `max_waiting` wait for the limit; others are refused.
  RateLimit(const architecture::Settings& settings, std::uint32_t max_waiting,
            network::ComponentBuilder& builder);

  /// Where there is a limit: a call passes here.
  void pass(network::ProgramBuilder& program) const;

 private:
  std::optional<network::ResourceRef> gate_;
};

}  // namespace headroom::models
