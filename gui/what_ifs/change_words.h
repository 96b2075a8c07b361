// What differs between a scenario and its parent, in words.
#pragma once

#include <QString>

#include "core/io/what_if.h"

namespace headroom::gui {

/// Of "/components/web/max_queue": "web max queue"; of "/load/growth": "load growth".
QString field_words(const std::string& pointer);
/// The component that a pointer leads into; empty for others.
QString component_of(const std::string& pointer);
/// A value in a table: short, what is missing as a dash.
QString value_words(const std::optional<std::string>& value);
/// "new", "removed", or "3 000 → 6 000".
QString change_words(const io::Change& change);
/// What is said of this pointer or of what lies below it; nullptr for nothing.
const io::Change* change_at(const std::vector<io::Change>& changes, const std::string& pointer);

}  // namespace headroom::gui
