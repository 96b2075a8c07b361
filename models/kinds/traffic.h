// How calls reach a component and what the bytes cost.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/architecture/parameter.h"
#include "core/architecture/settings.h"
#include "core/architecture/usage.h"
#include "core/network/builder.h"

namespace headroom::models {

/// Rows of every kind that is called over a network; the table of such a kind has all of them.
namespace traffic {

inline constexpr architecture::ParameterSpec kNetwork{
    .name = "network",
    .type = architecture::ParameterType::distribution,
    .dimension = architecture::Dimension::duration,
    .default_text = "0.3 ms",
    .doc = "Network time of one direction of a call to this component; a call takes it twice.",
    .evidence =
        "half a round trip: a third of the calls inside a zone (0.15 ms, believed), two "
        "thirds between zones (0.8 ms; xkyle.com and flashgrid.io, 2023)"};

inline constexpr architecture::ParameterSpec kReply{
    .name = "reply",
    .dimension = architecture::Dimension::bytes,
    .default_text = "2 KiB",
    .doc =
        "Mean bytes that a call moves, request and reply together. Only counts for the price of "
        "traffic between zones.",
    .evidence = "assumption"};

inline constexpr architecture::ParameterSpec kCrossZone{
    .name = "cross_zone",
    .dimension = architecture::Dimension::ratio,
    .maximum = 1.0,
    .doc =
        "Share of the calls that come from another zone, which clouds charge for by the byte; "
        "67 % where callers in three zones choose any replica. Without it this traffic is not "
        "billed."};

inline constexpr std::string_view kPolicies[] = {"random", "round_robin", "least_outstanding",
                                                 "power_of_two"};

inline constexpr architecture::ParameterSpec kPolicy{
    .name = "policy",
    .type = architecture::ParameterType::choice,
    .default_text = "random",
    .choices = kPolicies,
    .doc =
        "How callers choose a replica: at random, in turn, the one with the fewest calls under "
        "way, or the better of two random ones. A load balancer in front decides by its own.",
    .evidence = "kube-proxy chooses at random (kubernetes.io, virtual IPs and service proxies)"};

}  // namespace traffic

network::Policy policy_named(std::string_view name);

/// Network time of a call, unless it is zero.
void add_network(const architecture::Settings& settings, network::ComponentBuilder& builder);

/// Traffic between zones, in both directions (needs kReply and kCrossZone), and responses to users.
std::vector<architecture::Usage> traffic_usage(const architecture::Settings& settings,
                                               const architecture::Activity& activity,
                                               const std::string& provider);

/// Responses to users, billed where their requests enter; none where none do.
std::vector<architecture::Usage> egress_usage(const architecture::Settings& settings,
                                              const architecture::Activity& activity,
                                              const std::string& provider);

}  // namespace headroom::models
