// How a component was compiled: its resources, where their figures come from, and the program of
// each of its operations, in words.
#pragma once

#include <string>
#include <vector>

#include "core/projection/model.h"

namespace headroom::report {

/// A figure behind the resources and programs, and where it comes from.
struct Origin {
  std::string name;    ///< of the parameter, or what a size brings
  std::string value;   ///< as typed
  std::string source;  ///< "typed", "typed, measured: ...", "default", "catalogue"
};

struct ResourceWords {
  std::string label;
  std::string words;  ///< "8 tokens, first in first out; at most 100 wait"
};

/// One operation as the engine runs it. Lines are numbered from 1 by "go on with line 7".
struct OperationWords {
  std::string name;  ///< may be empty
  std::vector<std::string> lines;
};

struct Anatomy {
  std::string component;
  std::string kind;
  std::uint32_t replicas = 1;
  std::vector<std::string> callers;  ///< "api chooses a replica at random"
  std::vector<Origin> origins;
  std::vector<ResourceWords> resources;  ///< of each replica
  std::vector<OperationWords> operations;
};

/// Needs a component of the scenario.
Anatomy anatomy(const projection::Model& model, const std::string& component);

}  // namespace headroom::report
