// The report as a file (headroom-report/1) and the sentences that people read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/projection/projection.h"
#include "core/projection/scenario.h"
#include "core/report/numbers.h"

namespace headroom::report {

struct Subject {
  const projection::Scenario& scenario;
  std::string fingerprint;
  std::string rerun;  ///< the command that gives the same report
};

/// headroom-report/1. The same bytes for the same scenario, seed and precision.
std::string report_json(const Subject& subject, const projection::Projection& projection);
/// JSON Schema (draft 2020-12) of all documents that are written here.
std::string report_schema();

/// headroom-window/1: one window with both answers.
std::string window_json(const Subject& subject, const projection::Window& window,
                        std::uint64_t seed, double precision);
/// headroom-window/1: the analytic answer alone; no seed, no precision.
std::string solution_json(const Subject& subject, const projection::Window& window);

/// headroom-diagnostics/1: the mistakes in a file, as machines read them.
std::string diagnostics_json(const Diagnostics& diagnostics);

/// How a part of a sentence is shown where colour or weight exist.
enum class Tone : std::uint8_t { plain, strong, weak, good, warn, bad, fatal };
struct Span {
  std::string text;
  Tone tone = Tone::plain;
};
using Sentence = std::vector<Span>;

/// One of the cases fine, breach, breach now, unstable, money, surge only, unknown.
/// One or two short sentences, the same for command line, report and application.
Sentence verdict(const projection::Scenario& scenario, const projection::Projection& projection,
                 Style style = Style::ascii);
/// Cost of the year with its band, and the other targets that are missed.
Sentence second_line(const projection::Scenario& scenario, const projection::Projection& projection,
                     Style style = Style::ascii);
std::string plain(const Sentence& sentence);

}  // namespace headroom::report
