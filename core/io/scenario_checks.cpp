#include "core/io/scenario_checks.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/did_you_mean.h"
#include "core/io/words.h"
#include "core/network/compile.h"
#include "core/projection/model.h"

namespace headroom::io {
namespace {

using projection::Scenario;

std::string provider_of(const std::string& id) { return id.substr(0, id.find(':')); }

void check_member(Reader& reader, const Json& root, const char* pointer, const std::string& value,
                  const std::set<std::string>& known, const std::string& what) {
  if (known.contains(value)) return;
  const std::vector<std::string> words(known.begin(), known.end());
  std::string hint = did_you_mean(value, words);
  if (hint.empty())
    hint = words.empty() ? "" : "known: " + listed(words) + "; an \"overlay\" may add own prices";
  reader.mistake(find_nearest(root, pointer), "no-prices",
                 "no prices are known of " + what + " " + in_quotes(value), hint);
}

/// Whether `inner` is `outer` or lies in it.
bool lies_in(std::string_view inner, std::string_view outer) {
  return inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
}

bool any_in(const std::vector<std::string>& mistaken, std::string_view outer) {
  return std::ranges::any_of(mistaken,
                             [&](const std::string& pointer) { return lies_in(pointer, outer); });
}

/// Whether a finding may only follow from what could not be read: it is about something around a
/// mistake, about something missing in a component with a mistake, about an operation of such a
/// component, or about who calls whom.
bool may_follow(const Diagnostic& finding, const Json& root,
                const std::vector<std::string>& mistaken) {
  constexpr std::string_view kOfCalls[] = {"unreachable-component", "no-consumer"};
  constexpr std::string_view kOfOperations[] = {"unknown-operation", "operation-missing"};
  if (mistaken.empty()) return false;
  if (std::ranges::find(kOfCalls, finding.code) != std::end(kOfCalls)) return true;
  const Json& found = find_nearest(root, finding.pointer);
  const std::string component = found.text.substr(0, found.text.find('.'));
  if (std::ranges::find(kOfOperations, finding.code) != std::end(kOfOperations) &&
      any_in(mistaken, "/components/" + component))
    return true;
  return any_in(mistaken, pointer_to(found));
}

std::vector<std::string> pointers_of_mistakes(const Reader& reader) {
  std::vector<std::string> pointers;
  for (const Diagnostic& one : reader.found().all())
    if (one.severity == Severity::error) pointers.push_back(one.pointer);
  return pointers;
}

void check_sources(Reader& reader, const Json& root, const ScenarioFile& file,
                   const network::KindList& kinds) {
  const Scenario& scenario = file.scenario;
  const auto network = network::compile(scenario.architecture, kinds, file.catalogue.sizes,
                                        projection::entries_of(scenario));
  if (!network) return;  // validate has told why
  const bool users = std::holds_alternative<workload::Population>(scenario.load.now);
  for (const network::Source& source : network->sources) {
    if (source.closed() == users) continue;
    reader.mistake(
        find_nearest(root, "/load/classes/" + source.request_class + "/enters"), "load-and-class",
        users ? "the load is a number of users, but this class enters where nobody thinks"
              : "the load is a rate, but this class enters at users who think between requests",
        users ? "let it enter at a client with a \"think_time\""
              : "state \"users_now\", or remove the \"think_time\"");
  }
}

}  // namespace

void check_prices(Reader& reader, const Json& root, const ScenarioFile& file) {
  const projection::Prices& prices = file.scenario.prices;
  std::set<std::string> providers, regions;
  for (const auto& [id, price] : file.catalogue.prices.all()) {
    providers.insert(provider_of(id));
    if (provider_of(id) == prices.provider) regions.insert(price.region);
  }
  check_member(reader, root, "/prices/provider", prices.provider, providers, "provider");
  if (providers.contains(prices.provider))
    check_member(reader, root, "/prices/region", prices.region, regions, prices.provider + " in");
  for (const auto& [name, cost] : file.scenario.platform)
    if (file.catalogue.prices.find(cost.item) == nullptr)
      reader.mistake(find_nearest(root, "/platform/" + name + "/item"), "unknown-item",
                     "the price list has no " + in_quotes(cost.item),
                     did_you_mean(cost.item, file.catalogue.prices.ids()));
}

void check_surges(Reader& reader, const Json& root, const Scenario& scenario) {
  const std::vector<std::string> mistaken = pointers_of_mistakes(reader);
  if (root.find("horizon") == nullptr || any_in(mistaken, "/horizon")) return;
  const Instant begin = start_of(scenario.horizon.start);
  const Instant end = start_of(months_after(scenario.horizon.start, scenario.horizon.months + 1));
  for (const workload::Surge& surge : scenario.load.surges) {
    const std::string pointer = "/load/surges/" + surge.name;
    const bool outside = surge.at < begin || !(surge.at < end);
    if (outside && !any_in(mistaken, pointer))
      reader.warning(find_nearest(root, pointer + "/at"), "surge-outside-horizon",
                     "this surge begins outside the horizon, " + date_string(begin) + " to " +
                         date_string({end.seconds - 1}));
  }
}

void check_architecture(Reader& reader, const Json& root, const ScenarioFile& file,
                        const network::KindList& kinds) {
  const Scenario& scenario = file.scenario;
  const std::vector<std::string> mistaken = pointers_of_mistakes(reader);
  const Diagnostics found = network::validate(scenario.architecture, kinds, file.catalogue.sizes,
                                              projection::entries_of(scenario));
  for (const Diagnostic& one : found.all())
    if (!may_follow(one, root, mistaken)) reader.take_at_pointer(root, one);
  if (!reader.found().has_errors()) check_sources(reader, root, file, kinds);
}

}  // namespace headroom::io
