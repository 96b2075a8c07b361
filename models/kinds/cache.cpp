// A cache with a given hit ratio: nodes that execute commands one after the other.
#include <memory>

#include "models/kinds/kinds.h"
#include "models/kinds/machine.h"
#include "models/kinds/numbers.h"
#include "models/kinds/traffic.h"
#include "models/kinds/usage_rows.h"

namespace headroom::models {
namespace {

using namespace architecture;

constexpr ParameterSpec kParameters[] = {
    {.name = "hit_ratio",
     .dimension = Dimension::ratio,
     .required = true,
     .maximum = 1.0,
     .doc = "Share of reads that find what they look for; the others take the miss steps of the "
            "read. It is an input: measure it, or keep it low until you have."},
    machine::kSize,
    machine::kVcpus,
    machine::kMemory,
    machine::kRunsOn,
    machine::kPrice,
    {.name = "nodes",
     .dimension = Dimension::count,
     .default_text = "1",
     .minimum = 1,
     .doc = "Nodes among which the keys are spread evenly."},
    {.name = "threads",
     .dimension = Dimension::count,
     .default_text = "1",
     .minimum = 1,
     .doc = "Commands that one node executes at a time. Redis and Valkey execute them one by one; "
            "memcached on as many as it has threads."},
    {.name = "command",
     .type = ParameterType::distribution,
     .dimension = Dimension::duration,
     .default_text = "0.00585 ms",
     .doc = "CPU time of one read or write at reference speed.",
     .evidence =
         "measured: Redis GET, 170,938/s in one process on m6i (aws-ec2-benchmark, 2026-07)"},
    traffic::kNetwork,
    traffic::kReply,
    traffic::kCrossZone};

class Cache : public network::ComponentKind {
 public:
  std::string_view name() const override { return "cache"; }
  std::string_view summary() const override {
    return "Answers reads from memory with a given hit ratio.";
  }
  std::span<const ParameterSpec> parameters() const override { return kParameters; }
  network::Operations operations() const override { return network::Operations::implicit; }
  std::span<const std::string_view> steps() const override { return {}; }

  Diagnostics check(const Settings& settings) const override { return check_machine(settings); }

  std::vector<Link> links(const Settings&, const std::string&) const override { return {}; }

  std::optional<double> hit_ratio(const Settings& settings) const override {
    return settings.number("hit_ratio");
  }

  void compile(const Settings& settings, network::ComponentBuilder& builder) const override {
    builder.replicas(whole(settings, "nodes"), network::Policy::random);
    add_network(settings, builder);
    network::StationOptions commands;
    commands.capacity = whole(settings, "threads");
    commands.speed = machine_of(settings).speed;
    const network::ResourceRef station = builder.station("commands", commands);
    for (const std::string& operation : builder.requested_operations())
      builder.operation(operation, [&](network::ProgramBuilder& program) {
        program.serve(station, settings.distribution("command"), "command");
      });
  }

  std::vector<Usage> usage(const Settings& settings, const Activity& activity) const override {
    std::vector<Usage> rows = machine_usage(settings, activity, settings.text("size"));
    append(rows, traffic_usage(settings, activity, provider_of_machine(settings, activity)));
    return rows;
  }
};

}  // namespace

KindPointer cache_kind() { return std::make_unique<Cache>(); }

}  // namespace headroom::models
