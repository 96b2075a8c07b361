// How a component was compiled and where the time of requests goes, for people.
#pragma once

#include <string>

#include "cli/render/paint.h"
#include "core/report/anatomy.h"
#include "core/sim/explain.h"

namespace headroom::cli {

std::string anatomy_text(const report::Anatomy& anatomy, const Paint& paint);

/// The path of a class with its times, and what they went to; of one component only its own, where
/// one is named; nothing where the class spends no time there.
std::string breakdown_text(const sim::Breakdown& breakdown, const std::string& component,
                           const Paint& paint);

}  // namespace headroom::cli
