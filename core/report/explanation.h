// Where the time of requests goes, in words and as a file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/projection/windows.h"
#include "core/report/anatomy.h"
#include "core/report/report.h"

namespace headroom::report {

/// "waiting for connections", "CPU", "network", "backoff", "calls that timed out".
std::string cause_words(const sim::PartTime& part);

/// "At its p95, 1 180 ms ± 40, 612 ms (52 %) are waiting for connections in orders-db; in the mean
/// 118 ms of 479 ms." Empty without requests.
Sentence where_time_goes(const sim::Breakdown& breakdown, Style style = Style::ascii);

/// headroom-explanation/1: the window, the breakdown of its classes and, if one is named, how a
/// component was compiled.
std::string explanation_json(const Subject& subject, const projection::ExplainedWindow& explained,
                             const std::optional<Anatomy>& anatomy, std::uint64_t seed,
                             double precision);

}  // namespace headroom::report
