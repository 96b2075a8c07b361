#include "models/kinds/machine.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "models/kinds/findings.h"
#include "models/kinds/numbers.h"
#include "models/kinds/offers.h"
#include "models/kinds/usage_rows.h"

namespace headroom::models {

using namespace architecture;

namespace {

double typed_memory_gib(const Settings& settings) {
  return settings.number("memory") / kBytesPerGib;
}

/// Share of the node that one container keeps from others.
double share_of(const Machine& container, const Size& node) {
  return std::max(container.vcpus / node.vcpus, container.memory_gib / node.memory_gib);
}

void check_container(const Settings& settings, Diagnostics& found) {
  if (!settings.typed("vcpus"))
    found.add(mistake("missing-size", "", "nothing says what a replica runs on",
                      "give it a size or vcpus"));
  if (!settings.typed("runs_on") || !settings.typed("vcpus")) return;
  const Size* node = settings.size("runs_on");
  if (node != nullptr && share_of(machine_of(settings), *node) > 1.0)
    found.add(mistake("larger-than-node", "/runs_on",
                      "one replica needs more than a whole " + node->id,
                      "choose a larger node or lower vcpus or memory"));
}

void check_sized(const Settings& settings, Diagnostics& found) {
  for (const char* parameter : {"vcpus", "memory", "runs_on"})
    if (settings.typed(parameter))
      found.add(mistake("size-and-" + std::string(parameter), "/" + std::string(parameter),
                        "the size already says it; " + std::string(parameter) +
                            " describes replicas without a size",
                        "remove one of the two"));
}

bool by_priority(const Settings& settings) { return settings.text("cpu_scheduling") == "priority"; }

/// The typed parameter that says how many replicas run; where it is none, on what they run.
std::string decisive_parameter(const Settings& settings) {
  for (const char* name : {"replicas", "nodes", "size"})
    if (settings.component().parameters.contains(name)) return name;
  return "vcpus";
}

void check_burstable(const Settings& settings, const std::string& parameter, Diagnostics& found) {
  const Size* size = settings.size(parameter);
  if (size == nullptr || !size->cpu_baseline_ratio) return;
  const std::string share = short_number(100.0 * *size->cpu_baseline_ratio) + " %";
  found.add(
      caution("burstable-size", "/" + parameter,
              size->id + " sustains " + share +
                  " of its vCPUs; it is simulated with all of them and billed without surplus",
              "read a CPU above " + share + " as a cost that is missing from the bill"));
}

Usage hours_of(const Settings& settings, const Activity& activity) {
  Usage usage;
  usage.component = settings.component().name;
  usage.quantity = activity.replica_hours;
  usage.detail = short_number(activity.replica_hours / activity.hours) + " x ";
  usage.evidence = evidence_of(settings, decisive_parameter(settings));
  return usage;
}

Usage stated_hours(const Settings& settings, const Activity& activity) {
  Usage usage = hours_of(settings, activity);
  const std::string size = settings.text("size");
  usage.item = "stated:" + settings.component().name + ".hour";
  usage.detail += size.empty() ? "replica" : name_in_catalogue(size);
  usage.stated_price =
      StatedPrice{PriceUnit::hour, Money::from_units(settings.number("price") * 1e6)};
  return usage;
}

Usage node_hours(const Settings& settings, const Activity& activity, const Size& node) {
  Usage usage = hours_of(settings, activity);
  const double share = share_of(machine_of(settings), node);
  usage.item = node.id;
  usage.quantity *= share;
  usage.detail += short_number(share) + " of " + name_in_catalogue(node.id);
  return usage;
}

/// Containers billed by what they reserve.
std::vector<Usage> container_hours(const Settings& settings, const Activity& activity) {
  const Machine machine = machine_of(settings);
  const Offers offers = offers_of(activity.provider);
  Usage vcpus = hours_of(settings, activity);
  Usage memory = vcpus;
  vcpus.item = offers.container_vcpu_hour;
  vcpus.quantity *= machine.vcpus;
  vcpus.detail += short_number(machine.vcpus) + " vCPU";
  memory.item = offers.container_gib_hour;
  memory.quantity *= machine.memory_gib;
  memory.detail += short_number(machine.memory_gib) + " GiB";
  memory.evidence = evidence_of(settings, "memory");
  return {vcpus, memory};
}

}  // namespace

Machine machine_of(const Settings& settings) {
  if (const Size* size = settings.size())
    return {size->vcpus, size->memory_gib, size->relative_speed};
  const Size* node = settings.size("runs_on");
  return {settings.number("vcpus"), typed_memory_gib(settings),
          node == nullptr ? 1.0 : node->relative_speed};
}

Diagnostics check_machine(const Settings& settings) {
  Diagnostics found;
  for (const char* parameter : {"size", "runs_on"}) {
    if (settings.typed(parameter) && settings.size(parameter) == nullptr)
      found.add(unknown_size(settings, parameter));
    check_burstable(settings, parameter, found);
  }
  if (settings.typed("size"))
    check_sized(settings, found);
  else
    check_container(settings, found);
  return found;
}

Diagnostics check_processor(const Settings& settings) {
  Diagnostics found = check_machine(settings);
  if (found.has_errors() || !by_priority(settings)) return found;
  const double vcpus = machine_of(settings).vcpus;
  if (vcpus != std::floor(vcpus))
    found.add(mistake("priority-on-part-of-a-cpu", "/cpu_scheduling",
                      "whole vCPUs are given by priority, but a replica has " + short_number(vcpus),
                      "give whole vcpus, or leave the scheduling fair"));
  for (const char* parameter : {"contention", "coherency"})
    if (settings.optional_number(parameter).value_or(0.0) > 0.0)
      found.add(mistake("priority-and-contention", "/" + std::string(parameter),
                        "contention is modelled for fair scheduling only",
                        "remove it, or leave the scheduling fair"));
  return found;
}

network::Order order_named(const std::string& name) {
  if (name == "lifo") return network::Order::lifo;
  if (name == "deadline") return network::Order::deadline;
  return name == "priority" ? network::Order::priority : network::Order::fifo;
}

network::ResourceRef cpu_station(const Settings& settings, network::ComponentBuilder& builder) {
  const Machine machine = machine_of(settings);
  network::StationOptions cpu;
  cpu.discipline = by_priority(settings) ? network::Discipline::preemptive
                                         : network::Discipline::processor_sharing;
  cpu.capacity = machine.vcpus;
  cpu.speed = machine.speed;
  cpu.scalability = {settings.optional_number("contention").value_or(0.0),
                     settings.optional_number("coherency").value_or(0.0)};
  return builder.station("CPU", cpu);
}

std::vector<Usage> machine_usage(const Settings& settings, const Activity& activity,
                                 const std::string& priced_id) {
  if (settings.typed("price")) return {stated_hours(settings, activity)};
  if (const Size* node = settings.size("runs_on")) return {node_hours(settings, activity, *node)};
  if (!settings.typed("size")) return container_hours(settings, activity);
  Usage usage = hours_of(settings, activity);
  usage.item = priced_id;
  usage.detail += name_in_catalogue(priced_id);
  return {usage};
}

std::string provider_of_machine(const Settings& settings, const Activity& activity) {
  for (const char* parameter : {"size", "runs_on"})
    if (settings.typed(parameter)) return provider_of(settings.text(parameter));
  return activity.provider;
}

}  // namespace headroom::models
