// What each provider calls the things that kinds bill.
#pragma once

#include <string>
#include <string_view>

namespace headroom::models {

/// Ids of the price list. Empty: the provider asks nothing for it.
struct Offers {
  std::string container_vcpu_hour;
  std::string container_gib_hour;
  std::string egress_gb;
  std::string cross_zone_gb;
  double cross_zone_ends = 1.0;  ///< of a transfer that pay for it
  std::string queue_request;
  std::string object_gib_month;
  std::string object_read;
  std::string object_write;  ///< and listing
  std::string balancer;      ///< usual product of load balancers
};

/// "aws:m6i.large" -> "aws"; "" when the id names no provider.
std::string provider_of(std::string_view id);

/// Of a provider without a row of its own: ids such as "on-premise:container.vcpu-hour", so that
/// the bill names the prices that an overlay has to state. Nothing is free by omission except
/// traffic, which only clouds meter.
Offers offers_of(const std::string& provider);

}  // namespace headroom::models
