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
  if (provider == "aws") {
    offers.container_vcpu_hour = "aws:fargate.vcpu-hour";
    offers.container_gib_hour = "aws:fargate.gib-hour";
    offers.cross_zone_gb = "aws:cross-az.gb";
    offers.cross_zone_ends = 2.0;  // sender and receiver
    offers.queue_request = "aws:sqs.request";
    offers.balancer = "aws:alb";
  }
  if (provider == "gcp") offers.cross_zone_gb = "gcp:cross-zone.gb";
  if (provider == "azure") offers.balancer = "azure:application-gateway";
  if (provider == "aws" || provider == "gcp" || provider == "azure")
    offers.egress_gb = provider + ":egress.gb";
  return offers;
}

}  // namespace headroom::models
