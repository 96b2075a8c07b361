// Completion scripts, made from what the commands declare.
#pragma once

#include <string>

#include "cli/arguments.h"

namespace headroom::cli {

/// To be sourced: `source <(headroom completion bash)`. Needs no bash-completion package.
std::string bash_completion(const CommandLineDoc& doc);
/// To be saved as _headroom in a folder of $fpath.
std::string zsh_completion(const CommandLineDoc& doc);
/// To be saved as ~/.config/fish/completions/headroom.fish.
std::string fish_completion(const CommandLineDoc& doc);

}  // namespace headroom::cli
