// What the generated files of cmake/EmbedFiles.cmake are made of.
#pragma once

#include <cstddef>
#include <string_view>

#include "models/models.h"

namespace headroom::models {

/// The text whose bytes these are; `name` and `bytes` have static lifetime.
template <std::size_t n>
DataFile data_file(std::string_view name, const unsigned char (&bytes)[n]) {
  return {name, std::string_view(reinterpret_cast<const char*>(bytes), n)};
}

}  // namespace headroom::models
