// A queue: keeps messages until a consumer of a worker is free.
#include <memory>
#include <optional>

#include "core/network/builder.h"
#include "models/kinds/findings.h"
#include "models/kinds/kinds.h"
#include "models/kinds/machine.h"
#include "models/kinds/numbers.h"
#include "models/kinds/offers.h"
#include "models/kinds/usage_rows.h"

namespace headroom::models {
namespace {

using namespace architecture;

constexpr ParameterSpec kParameters[] = {
    {.name = "max_backlog",
     .dimension = Dimension::count,
     .doc = "Messages that it keeps; more are turned away and count as failed. Without it it keeps "
            "all."},
    {.name = "retention",
     .dimension = Dimension::duration,
     .above_minimum = true,
     .doc = "Longest time that a message waits for a consumer; then it is dropped and counts as "
            "failed (SQS MessageRetentionPeriod, RabbitMQ x-message-ttl). Without it it waits as "
            "long as it takes."},
    {.name = "batch",
     .dimension = Dimension::count,
     .default_text = "1",
     .minimum = 1,
     .doc = "Messages that a consumer takes at a time, at most (Kafka max.poll.records, SQS batch "
            "size of a function). Its steps run once for all of them, those in each for each."},
    {.name = "batch_wait",
     .dimension = Dimension::duration,
     .above_minimum = true,
     .doc = "How long a message waits until as many have come as go into a batch; then the next "
            "free consumer takes what is there. Without it a free consumer takes it at once."},
    {.name = "partitions",
     .dimension = Dimension::count,
     .minimum = 1,
     .doc =
         "Each message belongs to one of so many partitions by its key, and each partition to one "
         "replica of the only worker, as for a consumer group of Kafka. Without it any free "
         "consumer takes any message."},
    {.name = "hottest_partition",
     .dimension = Dimension::ratio,
     .maximum = 1.0,
     .above_minimum = true,
     .needs = "partitions",
     .doc = "Share of the messages that belong to the busiest partition; the others share the rest "
            "alike. Without it all partitions are alike."},
    {.name = "max_receives",
     .dimension = Dimension::count,
     .default_text = "1",
     .minimum = 1,
     .doc = "How often a message is handed over until one handling of it succeeds (SQS "
            "maxReceiveCount); then it has failed."},
    {.name = "visibility_timeout",
     .dimension = Dimension::duration,
     .above_minimum = true,
     .needs = "max_receives",
     .doc = "A message that is not handled so long after it was handed over is handed over once "
            "more, even if the first consumer still works on it (SQS: 30 s). Without it a message "
            "comes back at once when its handling has failed, and only then (RabbitMQ)."},
    {.name = "dead_letters",
     .type = ParameterType::component,
     .doc = "Another message queue, that gets a copy of those that were handed over too often."},
    order_row("order",
              "Which message is next: the oldest, the youngest, that of the class of highest "
              "priority, or of the earliest deadline."),
    {.name = "delay",
     .type = ParameterType::distribution,
     .dimension = Dimension::duration,
     .default_text = "10 ms",
     .doc = "Time from sending a message until a free consumer can have it: network and broker.",
     .evidence = "assumption"},
    {.name = "broker",
     .type = ParameterType::text,
     .doc = "Managed broker billed by the hour, an id of the price list such as "
            "\"aws:mq.rabbit.m5.large\". Without broker, size and vcpus messages are billed one by "
            "one (AWS SQS)."},
    {.name = "nodes",
     .dimension = Dimension::count,
     .default_text = "1",
     .minimum = 1,
     .doc =
         "Brokers, managed or your own. They only count for the price: the queue itself is never "
         "the bottleneck."},
    {.name = "billed_requests",
     .dimension = Dimension::number,
     .default_text = "3",
     .doc = "Billed requests for each message where requests are billed.",
     .evidence = "vendor: SQS bills sending, receiving and deleting; batches need fewer"},
    machine::kSize,
    machine::kVcpus,
    machine::kMemory,
    machine::kRunsOn,
    machine::kPrice};

bool self_hosted(const Settings& settings) {
  return settings.typed("size") || settings.typed("vcpus") || settings.typed("runs_on");
}

bool redelivers(const Settings& settings) {
  return settings.typed("max_receives") || settings.typed("visibility_timeout") ||
         settings.typed("dead_letters");
}

std::optional<Seconds> time_of(const Settings& settings, std::string_view parameter) {
  if (!settings.typed(parameter)) return std::nullopt;
  return settings.duration(parameter);
}

class MessageQueue : public network::ComponentKind {
 public:
  std::string_view name() const override { return "message_queue"; }
  std::string_view summary() const override { return "Keeps messages until a worker takes them."; }
  std::span<const ParameterSpec> parameters() const override { return kParameters; }
  network::Operations operations() const override { return network::Operations::implicit; }
  network::Intake intake() const override { return network::Intake::messages; }
  std::span<const std::string_view> steps() const override { return {}; }

  bool has_one_worker(const Settings& settings) const override {
    return settings.typed("partitions");
  }

  Diagnostics check(const Settings& settings) const override {
    Diagnostics found;
    if (settings.typed("partitions") && settings.typed("hottest_partition") &&
        settings.number("hottest_partition") * settings.number("partitions") < 1.0)
      found.add(mistake("cool-partition", "/hottest_partition",
                        "the busiest partition would have less than its share of the messages",
                        "expected at least 1 / partitions"));
    if (!self_hosted(settings)) return found;
    found.append(check_machine(settings));
    if (settings.typed("broker"))
      found.add(mistake("broker-and-machine", "/broker",
                        "the queue is both managed and on machines of your own",
                        "remove broker, or size, vcpus and runs_on"));
    return found;
  }

  std::vector<Link> links(const Settings& settings, const std::string& operation) const override {
    if (!settings.typed("dead_letters")) return {};
    const std::string& own = settings.component().name;
    Link dead;
    dead.from = {own, operation};
    dead.to = {settings.text("dead_letters"), ""};
    dead.synchronous = false;
    dead.mean_calls = 0.0;  // when nothing fails
    dead.pointer = "/components/" + own + "/dead_letters";
    return {dead};
  }

  void compile(const Settings& settings, network::ComponentBuilder& builder) const override {
    const random::Distribution delay = settings.distribution("delay");
    const network::ResourceRef messages = builder.buffer(
        "messages", {.waiting_limit = whole_or(settings, "max_backlog", network::kUnlimited),
                     .order = order_named(settings.text("order")),
                     .retention = time_of(settings, "retention"),
                     .batch = whole(settings, "batch"),
                     .linger = time_of(settings, "batch_wait")});
    if (settings.typed("partitions"))
      builder.partition({.count = whole(settings, "partitions"),
                         .hottest = settings.optional_number("hottest_partition").value_or(0.0)});
    if (redelivers(settings))
      builder.redeliver(
          messages,
          {.most_deliveries = whole(settings, "max_receives"),
           .visibility = time_of(settings, "visibility_timeout")},
          [&](network::ProgramBuilder& dead) {
            // Where no message comes in nobody asks the other queue for anything.
            if (settings.typed("dead_letters") && !builder.requested_operations().empty())
              dead.send({settings.text("dead_letters"), ""}, "dead_letters");
          });
    for (const std::string& operation : builder.requested_operations())
      builder.operation(operation, [&](network::ProgramBuilder& program) {
        if (delay.mean() > 0.0) program.delay(delay, "delay");
        program.dispatch(messages);
      });
  }

  std::vector<Usage> usage(const Settings& settings, const Activity& activity) const override {
    // The queue is one replica of the network; its brokers only exist on the bill.
    Activity brokers = activity;
    brokers.replica_hours = activity.hours * whole(settings, "nodes");
    if (self_hosted(settings)) return machine_usage(settings, brokers, settings.text("size"));
    const std::string& owner = settings.component().name;
    if (settings.typed("broker"))
      return {{owner, settings.text("broker"), brokers.replica_hours,
               short_number(whole(settings, "nodes")) + " x " +
                   name_in_catalogue(settings.text("broker")),
               evidence_of(settings, "nodes")}};
    const double requests = activity.requests * settings.number("billed_requests");
    return {{owner, offers_of(activity.provider).queue_request, requests,
             short_number(activity.requests / 1e6) + " million messages", "forecast"}};
  }
};

}  // namespace

KindPointer message_queue_kind() { return std::make_unique<MessageQueue>(); }

}  // namespace headroom::models
