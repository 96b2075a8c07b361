// Windows as JSON, for reports and for single windows alike.
#pragma once

#include <string_view>

#include "core/projection/projection.h"
#include "core/report/json_writer.h"
#include "core/report/report.h"

namespace headroom::report {

/// Whether the load is a number of users.
bool is_closed(const projection::Scenario& scenario);
/// Which scenario, and the command that gives the same document.
void write_subject(JsonWriter& json, const Subject& subject);
/// The simulated window with the analytic answer inside it. `closed`: the load is a number of
/// users.
void write_window(JsonWriter& json, std::string_view key, const projection::Window& window,
                  bool closed);
/// The analytic answer alone, in the same form.
void write_solution(JsonWriter& json, std::string_view key, const projection::Window& window,
                    bool closed);

}  // namespace headroom::report
