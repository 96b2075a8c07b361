#include "core/projection/money.h"

#include <algorithm>

#include "core/base/contracts.h"
#include "core/network/kind.h"

namespace headroom::projection {
namespace {

constexpr double kMiddleOfMonth = 0.5;

struct Described {
  const network::ComponentKind& kind;
  architecture::Settings settings;
};

Described described(const Model& model, const architecture::Component& component) {
  const network::ComponentKind* kind = model.kinds().find(component.kind);
  HEADROOM_EXPECTS(kind != nullptr);
  return {*kind, {component, kind->parameters(), model.catalogue().sizes}};
}

const architecture::Component& component_named(const Model& model, const std::string& name) {
  return model.scenario().architecture.components.at(name);
}

/// Bytes of the answers to these requests, by source, that enter at this component.
double response_bytes(const Model& model, std::uint32_t group,
                      const std::vector<double>& requests) {
  const network::Network& network = model.network();
  const auto& sizes = model.scenario().response_size;
  double bytes = 0.0;
  for (std::size_t s = 0; s < requests.size(); ++s) {
    const network::Source& source = network.sources[s];
    const auto size = sizes.find(source.request_class);
    if (network.balancers[source.balancer].group == group && size != sizes.end())
      bytes += requests[s] * size->second.value();
  }
  return bytes;
}

/// Storage operations for these requests, by source: visits of the stations that count in IOPS.
double io_operations(const Model& model, std::uint32_t group, const std::vector<double>& requests) {
  const network::Network& network = model.network();
  double visits = 0.0;
  for (std::uint32_t r = 0; r < network.groups[group].resources.size(); ++r) {
    if (network.groups[group].resources[r].label != "IOPS") continue;
    const std::size_t index = analytic::blueprint_index(network, group, r);
    for (std::size_t s = 0; s < requests.size(); ++s)
      visits += requests[s] * model.demands().visits[s][index];
  }
  return visits;
}

architecture::Usage platform_usage(const Model& model, const std::string& name,
                                   const PlatformCost& cost, double hours) {
  const cost::Price* price = model.catalogue().prices.find(cost.item);
  const bool hourly = price != nullptr && price->unit == architecture::PriceUnit::hour;
  return {"",
          cost.item,
          cost.quantity * (hourly ? hours : 1.0),
          cost.note.empty() ? name : cost.note,
          "stated in the scenario",
          {}};
}

}  // namespace

double stored_gib(const Model& model, const std::string& component, int index) {
  const Described it = described(model, component_named(model, component));
  return it.kind.stored_gib(it.settings, index + kMiddleOfMonth);
}

architecture::Activity activity_of(const Model& model, const std::string& component,
                                   const MonthWalk& month, int index) {
  const std::uint32_t group = model.network().group_named(component);
  HEADROOM_EXPECTS(group != network::kNone);
  architecture::Activity activity;
  activity.hours = month.hours;
  activity.requests = model.operations(component, month.requests_of);
  activity.replica_hours = month.replica_hours[group];
  activity.stored_gib = stored_gib(model, component, index);
  activity.io_operations = io_operations(model, group, month.requests_of);
  activity.response_bytes = response_bytes(model, group, month.requests_of);
  activity.provider = model.scenario().prices.provider;
  return activity;
}

std::vector<architecture::Usage> usage_of(const Model& model, const MonthWalk& month, int index) {
  std::vector<architecture::Usage> usage;
  for (const auto& [name, component] : model.scenario().architecture.components) {
    const Described it = described(model, component);
    const auto used = it.kind.usage(it.settings, activity_of(model, name, month, index));
    usage.insert(usage.end(), used.begin(), used.end());
  }
  for (const auto& [name, cost] : model.scenario().platform)
    usage.push_back(platform_usage(model, name, cost, month.hours));
  return usage;
}

Result<cost::Bill> bill_of(const Model& model, const MonthWalk& month, int index) {
  return cost::bill(usage_of(model, month, index), model.catalogue().prices);
}

}  // namespace headroom::projection
