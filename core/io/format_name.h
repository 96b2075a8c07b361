// The "format" that says what a file is and for which version it was made.
#pragma once

#include <string_view>

#include "core/io/json.h"
#include "core/io/reader.h"

namespace headroom::io {

/// "headroom-scenario/1": a family of files and the newest version that this program reads.
struct Format {
  std::string_view family;
  int version;
};

inline constexpr Format kScenarioFormat{"headroom-scenario", 1};
inline constexpr Format kCatalogueFormat{"headroom-catalogue", 1};

/// False when reading the rest makes no sense: no object, another family, a newer version. A
/// missing format is no obstacle, and is not reported here.
bool check_format(Reader& reader, const Json& root, const Format& format);

}  // namespace headroom::io
