#include "core/projection/model.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/base/contracts.h"
#include "core/network/replicas.h"
#include "core/projection/resting.h"

namespace headroom::projection {
namespace {

std::string pointer_token(std::string_view name) {
  std::string token;
  for (const char c : name) {
    if (c == '~')
      token += "~0";
    else if (c == '/')
      token += "~1";
    else
      token += c;
  }
  return token;
}

double share_of(const Scenario& scenario, const std::string& request_class) {
  const auto& classes = scenario.load.classes;
  const auto found = std::ranges::find(classes, request_class, &workload::RequestClass::name);
  HEADROOM_EXPECTS(found != classes.end());
  return found->share.value();
}

/// Whole users in proportion to the shares, by the method of largest remainders.
std::vector<std::uint32_t> whole_users(double total, const std::vector<double>& shares) {
  std::vector<std::uint32_t> users;
  std::vector<double> remainders;
  for (const double share : shares) {
    const double exact = total * share;
    users.push_back(static_cast<std::uint32_t>(std::floor(exact)));
    remainders.push_back(exact - std::floor(exact));
  }
  const auto sum = std::accumulate(users.begin(), users.end(), 0.0);
  std::vector<std::size_t> order(shares.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>(), [&](std::size_t i) { return remainders[i]; });
  auto left = static_cast<std::int64_t>(std::llround(total - sum));
  for (std::size_t i = 0; left > 0 && i < order.size(); ++i, --left) ++users[order[i]];
  return users;
}

std::optional<workload::HistoryFit> fit_of(const workload::Load& load) {
  const auto* history = std::get_if<workload::History>(&load.now);
  if (history == nullptr) return std::nullopt;
  return workload::fit_history(*history, load.season);
}

constexpr double kMostOperations = 1e5;  // of one request: a second of simulation for a few dozen

/// An error for every class whose requests make more operations than can be simulated.
Diagnostics beyond_limit(const Model& model) {
  Diagnostics found;
  for (std::size_t s = 0; s < model.network().sources.size(); ++s) {
    const std::string& request_class = model.network().sources[s].request_class;
    const std::vector<double>& started = model.demands().operations[s];
    const double operations = std::accumulate(started.begin(), started.end(), 0.0);
    if (operations <= kMostOperations) continue;
    Diagnostic refused;
    refused.fault = Fault::limit_reached;
    refused.code = "too-many-operations";
    refused.pointer = "/load/classes/" + pointer_token(request_class) + "/enters";
    refused.message = "one request makes " + std::to_string(std::llround(operations)) +
                      " operations, calls of calls included; the limit is 100000";
    refused.hint = "call less often, or describe what is called often by one component";
    found.add(std::move(refused));
  }
  return found;
}

}  // namespace

std::vector<network::ClassEntry> entries_of(const Scenario& scenario) {
  std::vector<network::ClassEntry> entries;
  for (const workload::RequestClass& each : scenario.load.classes)
    entries.push_back({each.name,
                       {each.component, each.operation},
                       "/load/classes/" + pointer_token(each.name) + "/enters",
                       each.arrivals,
                       static_cast<std::uint8_t>(each.priority - 1),
                       each.deadline});
  return entries;
}

Result<Model> Model::build(const Scenario& scenario, const network::KindList& kinds,
                           const cost::Catalogue& catalogue) {
  auto network =
      network::compile(scenario.architecture, kinds, catalogue.sizes, entries_of(scenario));
  if (!network) return network.diagnostics();
  Model model(scenario, kinds, catalogue, std::move(network).value());
  const Diagnostics refused = beyond_limit(model);
  if (refused.has_errors()) return refused;
  return model;
}

Model::Model(const Scenario& scenario, const network::KindList& kinds,
             const cost::Catalogue& catalogue, network::Network network)
    : scenario_(&scenario),
      history_fit_(fit_of(scenario.load)),
      load_(history_fit_ ? workload::resolved(scenario.load, *history_fit_) : scenario.load),
      kinds_(&kinds),
      catalogue_(&catalogue),
      network_(std::make_shared<const network::Network>(std::move(network))),
      demands_(analytic::demands(*network_)) {
  for (const network::Source& source : network_->sources)
    shares_.push_back(share_of(scenario, source.request_class));
}

std::shared_ptr<const network::Network> Model::network_at(double total) const {
  if (!network::scales(*network_)) return network_;
  return std::make_shared<const network::Network>(
      network::with_replicas(*network_, resting_replicas(*network_, demands_, load_at(total))));
}

double Model::operations(const std::string& component, const std::vector<double>& requests) const {
  const std::uint32_t group = network_->group_named(component);
  HEADROOM_EXPECTS(group != network::kNone && requests.size() == network_->sources.size());
  double operations = 0.0;
  for (std::size_t s = 0; s < requests.size(); ++s)
    operations += requests[s] * demands_.operations[s][group];
  return operations;
}

bool Model::closed() const {
  return std::holds_alternative<workload::Population>(scenario_->load.now);
}

network::Load Model::load_at(double total) const {
  HEADROOM_EXPECTS(total >= 0.0);
  network::Load load;
  load.sources.resize(shares_.size());
  if (closed()) {
    const std::vector<std::uint32_t> users = whole_users(total, shares_);
    for (std::size_t i = 0; i < users.size(); ++i) load.sources[i].population = users[i];
  } else {
    for (std::size_t i = 0; i < shares_.size(); ++i)
      load.sources[i].rate = PerSecond(total * shares_[i]);
  }
  return load;
}

}  // namespace headroom::projection
