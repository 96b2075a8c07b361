#include "core/network/component_writer.h"

#include <cmath>
#include <utility>

#include "core/base/contracts.h"
#include "core/network/program_writer.h"

namespace headroom::network {
namespace {

bool is_whole(double number) { return number >= 1.0 && std::floor(number) == number; }

}  // namespace

ComponentWriter::ComponentWriter(Assembly& assembly, const architecture::Component& component,
                                 std::vector<std::string> requested_operations)
    : assembly_(&assembly),
      group_(assembly.add_group(component)),
      requested_(std::move(requested_operations)) {}

void ComponentWriter::replicas(std::uint32_t count, Policy policy) {
  assembly_->replicate(group_, count, policy);
}

void ComponentWriter::slow(const SlowReplicas& slow) { assembly_->slow_down(group_, slow); }

void ComponentWriter::autoscale(ResourceRef of, Autoscaling scaling) {
  scaling.resource = of.index;
  assembly_->scale(group_, scaling);
}

void ComponentWriter::network_hop(const random::Distribution& one_way) {
  assembly_->set_hop(group_, one_way);
}

ResourceRef ComponentWriter::station(const std::string& label, const StationOptions& options) {
  const bool whole = options.discipline != Discipline::processor_sharing;
  HEADROOM_EXPECTS(whole ? is_whole(options.capacity) : options.capacity > 0.0);
  HEADROOM_EXPECTS(options.speed > 0.0 && options.burst >= 1);
  return {assembly_->add_resource(group_, {.label = label,
                                           .kind = ResourceKind::station,
                                           .discipline = options.discipline,
                                           .capacity = options.capacity,
                                           .speed = options.speed,
                                           .order = options.order,
                                           .scalability = options.scalability,
                                           .burst = options.burst,
                                           .waiting_limit = options.waiting_limit})};
}

ResourceRef ComponentWriter::pool(const std::string& label, const PoolOptions& options) {
  HEADROOM_EXPECTS(is_whole(options.tokens) && !(options.timeout && options.patience));
  const auto draws = [&](const std::optional<random::Distribution>& time, const char* purpose) {
    if (!time) return kNone;
    return assembly_->site(group_, {.purpose = label + "/" + purpose, .distribution = *time});
  };
  return {assembly_->add_resource(
      group_, {.label = label,
               .kind = ResourceKind::pool,
               .capacity = options.tokens,
               .order = options.order,
               .waiting_limit = options.waiting_limit,
               .timeout = options.timeout ? assembly_->timeout(*options.timeout) : kNone,
               .patience = draws(options.patience, "patience"),
               .set_up = draws(options.set_up, "set_up"),
               .keep_warm = options.keep_warm,
               .shedding = options.shedding})};
}

ResourceRef ComponentWriter::buffer(const std::string& label, const BufferOptions& options) {
  HEADROOM_EXPECTS(options.batch >= 1);
  const auto lane = [this](const std::optional<Seconds>& time) {
    return time ? assembly_->timeout(*time) : kNone;
  };
  return {assembly_->add_resource(group_, {.label = label,
                                           .kind = ResourceKind::buffer,
                                           .order = options.order,
                                           .waiting_limit = options.waiting_limit,
                                           .timeout = lane(options.retention),
                                           .batch = options.batch,
                                           .linger = lane(options.linger)})};
}

void ComponentWriter::partition(const Partitions& partitions) {
  HEADROOM_EXPECTS(partitions.count >= 1 && partitions.hottest >= 0.0 && partitions.hottest <= 1.0);
  assembly_->set_partitions(group_, partitions);
}

void ComponentWriter::redeliver(ResourceRef buffer, const Redelivery& options,
                                const ProgramBuilder::Body& dead) {
  HEADROOM_EXPECTS(options.most_deliveries >= 1);
  const auto entry = [this] { return static_cast<std::uint32_t>(assembly_->steps().size()); };
  const std::uint32_t again = entry();
  ProgramWriter returning(*assembly_, group_, "again");
  returning.dispatch_again(buffer);
  returning.finish();
  const std::uint32_t buried = entry();
  ProgramWriter burying(*assembly_, group_, "dead");
  dead(burying);
  burying.finish();
  Resource& resource = assembly_->resource(group_, buffer.index);
  resource.most_deliveries = options.most_deliveries;
  resource.visibility = options.visibility ? assembly_->timeout(*options.visibility) : kNone;
  resource.again = again;
  resource.dead = buried;
}

void ComponentWriter::operation(const std::string& name, const ProgramBuilder::Body& body) {
  const auto entry = static_cast<std::uint32_t>(assembly_->steps().size());
  ProgramWriter program(*assembly_, group_, name);
  body(program);
  program.finish();
  const auto end = static_cast<std::uint32_t>(assembly_->steps().size());
  assembly_->add_operation({group_, name, entry, end}, true);
}

void ComponentWriter::consume(const std::string& queue, const std::string& operation,
                              ResourceRef pool, const ProgramBuilder::Body& body) {
  const auto entry = static_cast<std::uint32_t>(assembly_->steps().size());
  ProgramWriter program(*assembly_, group_, operation);
  program.start_with(pool, assembly_->consumers());
  body(program);
  program.finish();
  const auto end = static_cast<std::uint32_t>(assembly_->steps().size());
  assembly_->add_operation({group_, operation, entry, end}, false);
  assembly_->add_consumer(queue, {.group = group_, .pool = pool.index, .entry = entry});
}

void ComponentWriter::think_time(const random::Distribution& time) {
  assembly_->set_think_time(group_, time);
}

}  // namespace headroom::network
