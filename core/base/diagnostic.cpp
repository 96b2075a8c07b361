#include "core/base/diagnostic.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace headroom {

void Diagnostics::add(Diagnostic diagnostic) {
  std::size_t& count = diagnostic.severity == Severity::error ? errors_ : warnings_;
  count += 1;
  // Counted apart, so that warnings never crowd out an error.
  if (count <= kMaximum) kept_.push_back(std::move(diagnostic));
}

void Diagnostics::append(const Diagnostics& others) {
  const std::size_t errors = errors_ + others.errors_;
  const std::size_t warnings = warnings_ + others.warnings_;
  for (const Diagnostic& diagnostic : others.kept_) add(diagnostic);
  errors_ = errors;
  warnings_ = warnings;
}

void Diagnostics::sort() {
  std::stable_sort(kept_.begin(), kept_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.where.file, a.where.line, a.where.column) <
           std::tie(b.where.file, b.where.line, b.where.column);
  });
}

Fault Diagnostics::gravest_fault() const {
  const auto has = [this](Fault fault) {
    return std::any_of(kept_.begin(), kept_.end(), [fault](const Diagnostic& d) {
      return d.severity == Severity::error && d.fault == fault;
    });
  };
  if (has(Fault::unreadable)) return Fault::unreadable;
  if (has(Fault::limit_reached)) return Fault::limit_reached;
  return Fault::input;
}

}  // namespace headroom
