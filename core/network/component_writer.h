// Turns what a kind says of one component into a group of the network.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/network/assembly.h"
#include "core/network/builder.h"

namespace headroom::network {

class ComponentWriter final : public ComponentBuilder {
 public:
  ComponentWriter(Assembly& assembly, const architecture::Component& component,
                  std::vector<std::string> requested_operations);

  void replicas(std::uint32_t count, Policy policy) override;
  void slow(const SlowReplicas& slow) override;
  void autoscale(ResourceRef of, Autoscaling scaling) override;
  void network_hop(const random::Distribution& one_way) override;
  ResourceRef station(const std::string& label, const StationOptions& options) override;
  ResourceRef pool(const std::string& label, const PoolOptions& options) override;
  ResourceRef buffer(const std::string& label, const BufferOptions& options) override;
  void partition(const Partitions& partitions) override;
  void redeliver(ResourceRef buffer, const Redelivery& options,
                 const ProgramBuilder::Body& dead) override;
  void operation(const std::string& name, const ProgramBuilder::Body& body) override;
  [[nodiscard]] std::vector<std::string> requested_operations() const override {
    return requested_;
  }
  void consume(const std::string& queue, const std::string& operation, ResourceRef pool,
               const ProgramBuilder::Body& body) override;
  void think_time(const random::Distribution& time) override;

 private:
  Assembly* assembly_;
  std::uint32_t group_;
  std::vector<std::string> requested_;
};

}  // namespace headroom::network
