// What a fit told and what it could not tell, in words.
#pragma once

#include <string>

#include "core/base/diagnostic.h"
#include "core/workload/fit.h"
#include "core/workload/shape.h"

namespace headroom::workload {

/// One line for a list of assumptions: "load.csv (28 d in steps of 1 h) is fitted by 140 rps on
/// average on 2027-01-15, growth 1.2 to 3.4 %/month (90 %), R2 0.91, 12 of 672 values left out".
std::string summary(const History& history, const HistoryFit& fit);

/// Warnings on a fit of this history; `shape` is the one behind the fit's season.
Diagnostics notes_on(const History& history, const HistoryFit& fit, const Shape& shape);

}  // namespace headroom::workload
