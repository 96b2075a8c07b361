// The bank of oracles: systems as scenario files, and what theory says of them. README.md beside
// this file says how a case is written.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace headroom::bank {

/// One number that theory gives.
struct Expectation {
  std::string metric;       ///< see metrics.h
  double value = 0.0;       ///< seconds, per second, or a ratio
  double tolerance = 1e-8;  ///< relative, of an exact answer: 1e-6 where the truth is a chain's
  bool simulated = true;    ///< false: only the formulas are compared
  bool projected = false;   ///< of the projection instead of a window
};

struct Case {
  std::string id;              ///< of the oracle; "ID/VARIANT" for a second system of it
  std::string family;          ///< name of its file
  std::string source;          ///< of the numbers
  std::string scenario;        ///< a whole scenario document
  std::string folder;          ///< where what it extends lies
  double precision = 0.01;     ///< asked of the simulation
  std::uint64_t requests = 0;  ///< the simulation's budget
  std::string not_simulated;   ///< why; empty: it is
  std::vector<Expectation> expectations;

  [[nodiscard]] std::string oracle() const;  ///< its id without the variant
};

void PrintTo(const Case& each, std::ostream* out);

/// A case that no scenario can express today.
struct Inexpressible {
  std::string id;
  std::string why;
};

/// All families, in the order of their names. Throws on files that are not as README.md says.
std::vector<Case> read_cases();
std::vector<Inexpressible> read_inexpressible();
/// The ids of all oracles by family, whether expressible or not.
struct Family {
  std::string name;
  std::vector<std::string> ids;
};
std::vector<Family> read_families();

}  // namespace headroom::bank
