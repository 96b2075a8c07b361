#include "models/kinds/offers.h"

namespace headroom::models {

std::string provider_of(std::string_view id) {
  const std::size_t colon = id.find(':');
  return colon == std::string_view::npos ? "" : std::string(id.substr(0, colon));
}

Offers offers_of(const std::string& provider) {
  Offers offers;
  offers.container_vcpu_hour = provider + ":container.vcpu-hour";
  offers.container_gib_hour = provider + ":container.gib-hour";
  offers.queue_request = provider + ":queue.request";
  offers.balancer = provider + ":load-balancer";
  offers.object_gib_month = provider + ":object-storage.storage";
  offers.object_read = provider + ":object-storage.read";
  offers.object_write = provider + ":object-storage.write";
  if (provider == "aws") {
    offers.container_vcpu_hour = "aws:fargate.vcpu-hour";
    offers.container_gib_hour = "aws:fargate.gib-hour";
    offers.cross_zone_gb = "aws:cross-az.gb";
    offers.cross_zone_ends = 2.0;  // sender and receiver
    offers.queue_request = "aws:sqs.request";
    offers.balancer = "aws:alb";
    offers.object_gib_month = "aws:s3.storage";
    offers.object_read = "aws:s3.get";
    offers.object_write = "aws:s3.put";
  }
  if (provider == "gcp") {
    offers.cross_zone_gb = "gcp:cross-zone.gb";
    offers.object_gib_month = "gcp:storage.standard";
    offers.object_read = "gcp:storage.class-b";
    offers.object_write = "gcp:storage.class-a";
  }
  if (provider == "azure") offers.balancer = "azure:application-gateway";
  if (provider == "aws" || provider == "gcp" || provider == "azure")
    offers.egress_gb = provider + ":egress.gb";
  return offers;
}

}  // namespace headroom::models
