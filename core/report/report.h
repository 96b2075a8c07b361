// The report as a file (headroom-report/1) and the sentences that people read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/projection/projection.h"
#include "core/projection/scenario.h"
#include "core/report/numbers.h"

namespace headroom::report {

struct Subject {
  const projection::Scenario& scenario;
  std::string fingerprint;
  const projection::Projection& projection;
};

/// headroom-report/1, two-space indentation, a newline at the end. The same bytes for the same
/// scenario, seed and precision.
std::string report_json(const Subject& subject);
std::string report_schema();

/// How a part of a sentence is shown where colour or weight exist.
enum class Tone : std::uint8_t { plain, strong, good, warn, bad, fatal };
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
