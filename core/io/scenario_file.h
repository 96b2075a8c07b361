// Scenario files (headroom-scenario/1): read with every mistake at once, written canonically.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/cost/catalogue.h"
#include "core/network/kind.h"
#include "core/projection/scenario.h"

namespace headroom::io {

/// What a file is read against. Must outlive the call only.
struct Known {
  const network::KindList& kinds;
  const cost::Catalogue& catalogue;
};

struct ScenarioFile {
  projection::Scenario scenario;
  cost::Catalogue catalogue;  ///< with the scenario's own overlay of prices
};

/// Reads, resolves "extends" and "changes" (RFC 7396), checks everything up to the topology. A
/// what-if extends a file of its own folder; histories, samples and own prices lie there or below.
/// Diagnostics carry file, line, column and pointer and are sorted by place; faults: unreadable,
/// limit_reached, input.
Result<ScenarioFile> read_scenario(const std::string& path, const Known& known);
/// The same for text that is no file, such as a template; `name` stands for the file in messages,
/// and in its folder are the files that the text names.
Result<ScenarioFile> read_scenario_text(std::string_view text, const std::string& name,
                                        const Known& known);

/// What could be read, with what stands in the way of the rest.
struct ReadScenario {
  ScenarioFile file;
  Diagnostics problems;
};
/// The same, but with what was read of a text that has mistakes. Nothing where it is no JSON.
ReadScenario read_what_is_there(std::string_view text, const std::string& name, const Known& known);

/// Canonical JSON: keys in the order of the format's documentation, quantities as typed, without
/// what is the default. Reading it in the same folder gives an equal scenario. Needs known kinds.
std::string write_scenario(const projection::Scenario& scenario, const network::KindList& kinds);
/// 16 hexadecimal digits: FNV-1a of the canonical JSON, with the contents of histories and samples
/// in the place of their files' names. Equal scenarios have equal fingerprints.
std::string fingerprint(const projection::Scenario& scenario, const network::KindList& kinds);

/// JSON Schema (draft 2020-12) of scenario files, from the same tables that drive reading.
std::string scenario_schema(const network::KindList& kinds);

}  // namespace headroom::io
