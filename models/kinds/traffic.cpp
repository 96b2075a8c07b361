#include "models/kinds/traffic.h"

#include <algorithm>

#include "core/base/contracts.h"
#include "models/kinds/offers.h"
#include "models/kinds/usage_rows.h"

namespace headroom::models {

using namespace architecture;

namespace {

constexpr double kBytesPerGb = 1e9;  // traffic is billed in decimal gigabytes

std::vector<Usage> moved(const Settings& settings, const std::string& item, double gb,
                         const std::string& what, const std::string& evidence) {
  if (item.empty() || gb <= 0.0) return {};
  return {{settings.component().name, item, gb, short_number(gb) + " GB " + what, evidence}};
}

}  // namespace

network::Policy policy_named(std::string_view name) {
  using network::Policy;
  constexpr Policy kInOrder[] = {Policy::random, Policy::round_robin, Policy::least_outstanding,
                                 Policy::power_of_two};
  const auto found = std::ranges::find(traffic::kPolicies, name);
  HEADROOM_EXPECTS(found != std::end(traffic::kPolicies));
  return kInOrder[found - std::begin(traffic::kPolicies)];
}

void add_network(const Settings& settings, network::ComponentBuilder& builder) {
  const random::Distribution one_way = settings.distribution("network");
  if (one_way.mean() > 0.0) builder.network_hop(one_way);
}

std::vector<Usage> traffic_usage(const Settings& settings, const Activity& activity,
                                 const std::string& provider) {
  const Offers offers = offers_of(provider);
  const double bytes = activity.requests * settings.number("reply") *
                       settings.optional_number("cross_zone").value_or(0.0);
  std::vector<Usage> rows = moved(
      settings, offers.cross_zone_gb, offers.cross_zone_ends * bytes / kBytesPerGb,
      offers.cross_zone_ends > 1.0 ? "between zones, both ends" : "between zones, sender only",
      evidence_of(settings, "reply"));
  append(rows, egress_usage(settings, activity, provider));
  return rows;
}

std::vector<Usage> egress_usage(const Settings& settings, const Activity& activity,
                                const std::string& provider) {
  return moved(settings, offers_of(provider).egress_gb, activity.response_bytes / kBytesPerGb,
               "to users", "forecast");
}

}  // namespace headroom::models
