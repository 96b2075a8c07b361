// Disks of databases: what they do and what they cost.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/architecture/settings.h"
#include "core/architecture/usage.h"

namespace headroom::models {

/// GiB after so many months, from the rows `data` and `data_growth`.
double stored_after(const architecture::Settings& settings, double months);

inline constexpr double kUnlimitedIops = std::numeric_limits<double>::infinity();

/// Ids of the price list; empty where the provider asks nothing.
struct StorageOffer {
  std::string gib_month;
  std::string iops_month;  ///< provisioned operations per second above the included ones
  std::string io_request;  ///< single operations
  std::string backup_gib_month;
  /// Backups as large as the data cost nothing; else the first, which is complete, is billed too.
  bool first_backup_free = true;
  double copies = 1.0;  ///< billed copies of data and operations, standby included
  double included_iops = kUnlimitedIops;
};

/// Storage that a database on `size` (nullptr: none) of `provider` has: `stored_gib` decides the
/// included operations, `standby` the copies.
StorageOffer storage_offer(const std::string& provider, const architecture::Size* size,
                           double stored_gib, bool standby);

}  // namespace headroom::models
