// A user's mistake is a value: where it is, what is wrong, what was expected, what to do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace headroom {

enum class Severity : std::uint8_t { error, warning };

/// What went wrong, as far as the exit code of the command line is concerned.
enum class Fault : std::uint8_t {
  input,         ///< scenario or input data invalid (exit 3)
  unreadable,    ///< cannot read or write a file (exit 6)
  limit_reached  ///< size, memory or event limit (exit 7)
};

/// A place in a file. Lines and columns count from 1; 0 = unknown. Columns count bytes.
struct SourcePosition {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 0;  ///< bytes of the offending token, 0 = unknown
  std::string excerpt;       ///< the whole source line, for display; may be empty

  friend bool operator==(const SourcePosition&, const SourcePosition&) = default;
};

struct Diagnostic {
  Severity severity = Severity::error;
  Fault fault = Fault::input;
  std::string code;  ///< stable, machine-readable, kebab-case: "unknown-field"
  SourcePosition where;
  std::string pointer;  ///< JSON pointer (RFC 6901) into the scenario, may be empty
  std::string
      message;  ///< what is wrong and what was expected, one plain sentence without a full stop
  std::string hint;  ///< what to do, e.g. `did you mean "replicas"?`; may be empty

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// An ordered list of diagnostics; keeps at most kMaximum errors and as many warnings, and counts
/// the rest.
class Diagnostics {
 public:
  static constexpr std::size_t kMaximum = 50;

  void add(Diagnostic diagnostic);
  void append(const Diagnostics& others);
  /// By file, line and column; what stands at one place keeps its order.
  void sort();
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t errors() const { return errors_; }      ///< including those not kept
  [[nodiscard]] std::size_t warnings() const { return warnings_; }  ///< including those not kept
  [[nodiscard]] bool empty() const { return kept_.empty(); }
  [[nodiscard]] const std::vector<Diagnostic>& all() const { return kept_; }
  /// The gravest fault among the errors: unreadable, then limit_reached, then input.
  [[nodiscard]] Fault gravest_fault() const;

 private:
  std::vector<Diagnostic> kept_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

}  // namespace headroom
