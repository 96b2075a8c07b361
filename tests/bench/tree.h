// A system of any size.
#pragma once

#include <cstddef>
#include <string>

namespace headroom::bench {

/// The scenario of a tree: every component works and calls one of ten below it, so that a request
/// passes log10(count) of them.
std::string tree(std::size_t count);

}  // namespace headroom::bench
