// Steps of the architecture as steps of the network: one translation for all kinds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/architecture/component.h"
#include "core/architecture/settings.h"
#include "core/base/diagnostic.h"
#include "core/network/builder.h"

namespace headroom::models {

/// Steps of kinds that compute and call.
inline constexpr std::string_view kServiceSteps[] = {"cpu",  "wait",       "call",   "read_through",
                                                     "send", "parallel",   "choose", "repeat",
                                                     "fail", "after_reply"};

/// The same, and what workers do for each message of a batch.
inline constexpr std::string_view kWorkerSteps[] = {"cpu",  "wait",        "call",   "read_through",
                                                    "send", "parallel",    "choose", "repeat",
                                                    "fail", "after_reply", "each"};

/// A disk: its station and the time of one storage operation there.
struct Disk {
  network::ResourceRef station;
  random::Distribution operation_time;
};

struct StepResources {
  network::ResourceRef cpu;
  std::optional<Disk> disk = {};  ///< needed by io steps
};

/// Writes `steps` into the program, each in the scope of its position ("0", "2/miss/0"), so that
/// the draws of a step keep their names when others change. A count ("times", "io") of n + f is n
/// times one after the other and once more with probability f: its mean is exact. Needs steps
/// without errors of check_steps.
void write_steps(const architecture::Steps& steps, const StepResources& resources,
                 network::ProgramBuilder& program);

inline constexpr double kMaximumCount = 1000.0;  ///< of calls or storage operations in one step

/// Errors: counts that are random or above kMaximumCount; after_reply elsewhere than at the end;
/// each within other steps.
Diagnostics check_steps(const architecture::Settings& settings);

}  // namespace headroom::models
