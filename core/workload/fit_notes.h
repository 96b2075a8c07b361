// What a fit could not tell, in words.
#pragma once

#include "core/base/diagnostic.h"
#include "core/workload/fit.h"
#include "core/workload/shape.h"

namespace headroom::workload {

/// Warnings on a fit of this history; `shape` is the one behind the fit's season.
Diagnostics notes_on(const History& history, const HistoryFit& fit, const Shape& shape);

}  // namespace headroom::workload
