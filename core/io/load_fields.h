// The load as it stands in a scenario.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/io/fields.h"
#include "core/projection/scenario.h"
#include "core/workload/load.h"

namespace headroom::io {

/// Stated, or "fitted" to the history; neither where the field is missing.
template <class Value>
struct StatedOrFitted {
  std::optional<Value> stated;
  bool fitted = false;
};

/// Targets of a request class: latency and errors only, the rest belongs to no class.
struct ClassTargets {
  projection::Targets targets;
};

/// One request class with everything that is written at its name.
struct ClassText {
  std::string name;
  std::optional<Ratio> share;
  architecture::Target enters;
  ClassTargets targets;
  std::optional<Bytes> response;
  workload::Arrivals arrivals = {};
  std::uint32_t priority = 1;
  std::optional<Seconds> deadline = std::nullopt;
};
struct ClassList {
  std::vector<ClassText> all;
};

struct SurgeList {
  std::vector<workload::Surge> all;
};

/// The load as typed: exactly one of peak_hour_now, users_now and history is there.
struct LoadText {
  std::optional<Uncertain> peak_hour_now;
  std::optional<Instant> as_of;
  std::optional<Uncertain> users_now;
  std::optional<workload::History> history;
  StatedOrFitted<workload::Season> season;
  StatedOrFitted<workload::Growth> growth;
  SurgeList surges;
  ClassList classes;
};

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, LoadText& out);
std::optional<Json> write_value(const Writer& writer, const LoadText& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<LoadText>);

}  // namespace headroom::io
