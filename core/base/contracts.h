// Contracts: a broken one is a bug in Headroom, never a user's mistake.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace headroom {

/// Thrown when a contract is broken; the command line turns it into exit code 1 (internal error).
class ContractViolation : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void contract_violated(const char* kind, const char* condition,
                                    const std::source_location& where);

}  // namespace headroom

/// Precondition of a function: the caller's promise.
#define HEADROOM_EXPECTS(condition)                                        \
  ((condition) ? static_cast<void>(0)                                      \
               : ::headroom::contract_violated("precondition", #condition, \
                                               std::source_location::current()))
/// Postcondition or invariant: our own promise.
#define HEADROOM_ENSURES(condition) \
  ((condition)                      \
       ? static_cast<void>(0)       \
       : ::headroom::contract_violated("invariant", #condition, std::source_location::current()))
