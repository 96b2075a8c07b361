#include "models/kinds/storage.h"

#include <algorithm>

#include "models/kinds/numbers.h"

namespace headroom::models {
namespace {

// EBS gp3: 3000 IOPS at any size (vendor). RDS gp3: 12,000 from 400 GiB on (vendor).
constexpr double kGp3Iops = 3000.0;
constexpr double kRdsLargeIops = 12000.0;
constexpr double kRdsLargeGib = 400.0;

StorageOffer rds(double stored_gib, bool standby) {
  const std::string suffix = standby ? ".multi-az" : "";
  StorageOffer offer;
  offer.gib_month = "aws:rds.gp3-storage" + suffix;
  offer.iops_month = "aws:rds.gp3-iops" + suffix;
  offer.backup_gib_month = "aws:rds.backup";
  offer.included_iops = stored_gib < kRdsLargeGib ? kGp3Iops : kRdsLargeIops;
  return offer;
}

/// Storage of a cluster, shared by its instances: a standby has no copy of its own.
StorageOffer shared_storage(const std::string& service) {
  StorageOffer offer;
  offer.gib_month = service + ".storage";
  offer.io_request = service + ".io-request";
  if (service == "aws:aurora") offer.backup_gib_month = service + ".backup";
  return offer;
}

StorageOffer disk(const std::string& provider, bool standby) {
  StorageOffer offer;
  offer.gib_month = provider + ":disk.storage";
  offer.copies = standby ? 2.0 : 1.0;
  if (provider == "gcp") offer.gib_month = "gcp:disk.ssd";
  if (provider != "aws") return offer;
  offer.gib_month = "aws:ebs.gp3-storage";
  offer.iops_month = "aws:ebs.gp3-iops";
  offer.backup_gib_month = "aws:ebs.snapshot";
  offer.first_backup_free = false;
  offer.included_iops = kGp3Iops;
  return offer;
}

StorageOffer cloud_sql(bool standby) {
  StorageOffer offer;
  offer.gib_month = standby ? "gcp:cloud-sql.ssd-storage.ha" : "gcp:cloud-sql.ssd-storage";
  offer.backup_gib_month = "gcp:cloud-sql.backup";
  offer.first_backup_free = false;
  return offer;
}

StorageOffer azure_flexible_server(bool standby) {
  StorageOffer offer;
  offer.gib_month = "azure:postgresql.storage";
  offer.copies = standby ? 2.0 : 1.0;
  return offer;
}

StorageOffer opensearch(bool standby) {
  StorageOffer offer = disk("aws", standby);
  offer.gib_month = "aws:opensearch.storage";
  offer.backup_gib_month.clear();
  return offer;
}

}  // namespace

double stored_after(const architecture::Settings& settings, double months) {
  const double growth = settings.optional_number("data_growth").value_or(0.0);
  return std::max(0.0, settings.number("data") + growth * months) / kBytesPerGib;
}

StorageOffer storage_offer(const std::string& provider, const architecture::Size* size,
                           double stored_gib, bool standby) {
  const std::string engine = size == nullptr ? "" : size->engine;
  if (engine.empty()) return disk(provider, standby);
  if (engine.starts_with("aurora")) return shared_storage("aws:aurora");
  if (engine == "documentdb") return shared_storage("aws:documentdb");
  if (engine == "opensearch") return opensearch(standby);
  if (provider == "gcp") return cloud_sql(standby);
  if (provider == "azure") return azure_flexible_server(standby);
  return provider == "aws" ? rds(stored_gib, standby) : disk(provider, standby);
}

}  // namespace headroom::models
