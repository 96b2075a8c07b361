// Contracts: a broken one is a bug in Headroom, never a user's mistake.
#pragma once

#include <stdexcept>
#include <string>

namespace headroom {

/// Thrown when a contract is broken; the command line turns it into exit code 1 (internal error).
class ContractViolation : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void contract_violated(const char* kind, const char* condition, const char* file,
                                    int line);

}  // namespace headroom

// Macros for the place: std::source_location is missing from clang 14 with the library of gcc 12.
/// Precondition of a function: the caller's promise.
#define HEADROOM_EXPECTS(condition)   \
  ((condition) ? static_cast<void>(0) \
               : ::headroom::contract_violated("precondition", #condition, __FILE__, __LINE__))
/// Postcondition or invariant: our own promise.
#define HEADROOM_ENSURES(condition)   \
  ((condition) ? static_cast<void>(0) \
               : ::headroom::contract_violated("invariant", #condition, __FILE__, __LINE__))
