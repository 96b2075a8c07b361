// What a replica runs on: a size of the catalogue, or a container with its share of a node.
#pragma once

#include <string>
#include <vector>

#include "core/architecture/parameter.h"
#include "core/architecture/settings.h"
#include "core/architecture/usage.h"
#include "core/base/diagnostic.h"
#include "core/network/builder.h"

namespace headroom::models {

/// Rows of every kind that runs on a machine; the table of such a kind has all of them.
namespace machine {

inline constexpr architecture::ParameterSpec kSize{
    .name = "size",
    .type = architecture::ParameterType::size,
    .doc =
        "Machine type of one replica, an id of the catalogue such as \"aws:m6i.large\". It "
        "brings vCPUs, memory, CPU speed and price. Leave it out for containers and give vcpus."};

inline constexpr architecture::ParameterSpec kVcpus{
    .name = "vcpus",
    .dimension = architecture::Dimension::number,
    .above_minimum = true,
    .doc =
        "vCPUs of one replica where it has no size. The CPU limit of a container may be "
        "fractional: 250 millicores are 0.25."};

inline constexpr architecture::ParameterSpec kMemory{
    .name = "memory",
    .dimension = architecture::Dimension::bytes,
    .default_text = "1 GiB",
    .above_minimum = true,
    .needs = "vcpus",
    .doc = "Memory of one replica where it has no size. It only counts for the price.",
    .evidence = "assumption"};

inline constexpr architecture::ParameterSpec kRunsOn{
    .name = "runs_on",
    .type = architecture::ParameterType::size,
    .needs = "vcpus",
    .doc =
        "Size of the node on which the containers run. A replica costs the larger of its shares "
        "of the node's vCPUs and memory, and its CPU has the node's speed. Without it containers "
        "cost the provider's price per vCPU and GiB (AWS Fargate) and have reference speed."};

inline constexpr architecture::ParameterSpec kPrice{
    .name = "price",
    .dimension = architecture::Dimension::hourly_price,
    .maximum = 1e6,
    .doc =
        "Price of one replica, where it is not that of the price list: a reserved or rented "
        "machine."};

inline constexpr architecture::ParameterSpec kReplicas{
    .name = "replicas",
    .dimension = architecture::Dimension::count,
    .default_text = "1",
    .minimum = 1,
    .doc =
        "Identical copies, each with its own CPU and its own limits. Callers choose one of them "
        "for every call."};

inline constexpr std::string_view kSchedulings[] = {"fair", "priority"};

inline constexpr architecture::ParameterSpec kScheduling{
    .name = "cpu_scheduling",
    .type = architecture::ParameterType::choice,
    .default_text = "fair",
    .choices = kSchedulings,
    .doc =
        "How the CPU of a replica is shared: all at once in equal parts, or by the priority of "
        "their class, where the first drive out the others, who go on later where they stopped."};

inline constexpr architecture::ParameterSpec kContention{
    .name = "contention",
    .dimension = architecture::Dimension::ratio,
    .maximum = 1.0,
    .doc =
        "Share of the CPU work of a replica that cannot run in parallel: sigma of the universal "
        "scalability law, m busy vCPUs do the work of m / (1 + sigma (m - 1) + kappa m (m - 1)). "
        "Without it none."};

inline constexpr architecture::ParameterSpec kCoherency{
    .name = "coherency",
    .dimension = architecture::Dimension::ratio,
    .maximum = 1.0,
    .doc =
        "Cost of agreement between each two busy vCPUs of a replica: kappa of the universal "
        "scalability law; from sqrt((1 - sigma) / kappa) vCPUs on, more do less. Without it none."};

inline constexpr std::string_view kOrders[] = {"fifo", "lifo", "priority", "deadline"};

}  // namespace machine

/// Row of everything that is waited for in a line: who is next.
constexpr architecture::ParameterSpec order_row(std::string_view name, std::string_view doc) {
  return {.name = name,
          .type = architecture::ParameterType::choice,
          .default_text = "fifo",
          .choices = machine::kOrders,
          .doc = doc};
}
network::Order order_named(const std::string& name);

/// One replica.
struct Machine {
  double vcpus = 1.0;  ///< of a container its CPU limit, which may be fractional
  double memory_gib = 0.0;
  double speed = 1.0;  ///< of one vCPU, reference = 1
};

/// Needs settings without errors of check_machine.
Machine machine_of(const architecture::Settings& settings);

/// Errors: neither or both of size and vcpus, unknown sizes, containers larger than their node.
/// Warning: burstable sizes, whose credits are not modelled.
Diagnostics check_machine(const architecture::Settings& settings);

/// Of kinds whose CPU works; the table of such a kind has kScheduling, kContention and kCoherency
/// too. The same, and priorities on parts of a vCPU or together with contention.
Diagnostics check_processor(const architecture::Settings& settings);

/// Its CPU: n jobs run at speed x min(1, vcpus/n) each, as under a fair scheduler, less what they
/// hinder each other; or those of highest priority run. Needs settings without errors of
/// check_processor.
network::ResourceRef cpu_station(const architecture::Settings& settings,
                                 network::ComponentBuilder& builder);

/// What `replica_hours` of it cost: the stated price, the size under its `priced_id`, the share of
/// the node, or the provider's price of containers per vCPU and GiB.
std::vector<architecture::Usage> machine_usage(const architecture::Settings& settings,
                                               const architecture::Activity& activity,
                                               const std::string& priced_id);

/// The provider of its size or node, else that of the scenario.
std::string provider_of_machine(const architecture::Settings& settings,
                                const architecture::Activity& activity);

}  // namespace headroom::models
