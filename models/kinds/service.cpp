// A service: replicas with a CPU and, if limited, worker threads that a request holds from its
// start to its end, the time it waits for others included.
#include <memory>

#include "models/kinds/autoscaling.h"
#include "models/kinds/findings.h"
#include "models/kinds/kinds.h"
#include "models/kinds/machine.h"
#include "models/kinds/numbers.h"
#include "models/kinds/steps.h"
#include "models/kinds/traffic.h"
#include "models/kinds/usage_rows.h"

namespace headroom::models {
namespace {

using namespace architecture;

constexpr ParameterSpec kParameters[] = {
    machine::kSize,
    machine::kVcpus,
    machine::kMemory,
    machine::kRunsOn,
    machine::kPrice,
    machine::kScheduling,
    machine::kContention,
    machine::kCoherency,
    machine::kReplicas,
    {.name = "slow_replicas",
     .dimension = Dimension::count,
     .doc = "So many of the replicas are slower than the others: older machines in a mixed fleet, "
            "a neighbour that takes their share, a fault that nobody has noticed. They cost the "
            "same."},
    {.name = "slow_speed",
     .dimension = Dimension::ratio,
     .minimum = 0.01,
     .maximum = 1.0,
     .needs = "slow_replicas",
     .doc = "Speed of their CPUs / that of the others."},
    autoscaling::kMaxReplicas,
    autoscaling::kTargetCpu,
    autoscaling::kStartUp,
    autoscaling::kScaleDownAfter,
    {.name = "threads",
     .dimension = Dimension::count,
     .minimum = 1,
     .doc = "Requests that one replica works on at a time: worker threads, processes, or a "
            "concurrency limit. A request keeps its thread while it calls others. Without it a "
            "replica takes everything at once."},
    {.name = "max_queue",
     .dimension = Dimension::count,
     .needs = "threads",
     .doc =
         "Requests that may wait for a thread of one replica; more are turned away. 0 turns away "
         "whatever finds no free thread. Without it all wait."},
    {.name = "queue_timeout",
     .dimension = Dimension::duration,
     .above_minimum = true,
     .needs = "threads",
     .doc =
         "Longest wait for a thread; then the request fails. Without it requests wait for ever."},
    {.name = "patience",
     .type = ParameterType::distribution,
     .dimension = Dimension::duration,
     .needs = "threads",
     .doc = "How long whoever asks waits for a thread before giving up, each differently, such as "
            "\"exponential(20 s)\"; the request fails then. Instead of queue_timeout."},
    {.name = "shed_above",
     .dimension = Dimension::duration,
     .above_minimum = true,
     .needs = "threads",
     .doc =
         "Load shedding by controlled delay (CoDel): while everybody in the shed_interval before "
         "waited longer than this for a thread, a request that waited for more than twice as "
         "long is turned away when its turn comes. Without it none is."},
    {.name = "shed_interval",
     .dimension = Dimension::duration,
     .default_text = "100 ms",
     .above_minimum = true,
     .needs = "shed_above",
     .doc = "Over which the shortest wait is looked at.",
     .evidence = "CoDel's default (RFC 8289, section 3.2) and that of Meta's folly::Codel"},
    {.name = "cold_start",
     .type = ParameterType::distribution,
     .dimension = Dimension::duration,
     .needs = "threads",
     .doc =
         "Time until a thread (a sandbox, an instance) can begin its first request, or one after "
         "a pause; the request waits for it."},
    {.name = "keep_warm",
     .dimension = Dimension::duration,
     .needs = "cold_start",
     .doc = "Longest pause of a thread after which it need not start again. Without it every pause "
            "is too long."},
    order_row(
        "order",
        "Who is next when a thread is free: who has waited longest, who came last, the class of "
        "highest priority, or whose class has the earliest deadline."),
    traffic::kPolicy,
    traffic::kNetwork,
    traffic::kReply,
    traffic::kCrossZone};

class Service : public network::ComponentKind {
 public:
  std::string_view name() const override { return "service"; }
  std::string_view summary() const override {
    return "Replicas that compute, with a limited number of threads, and call other components.";
  }
  std::span<const ParameterSpec> parameters() const override { return kParameters; }
  network::Operations operations() const override { return network::Operations::typed; }
  std::span<const std::string_view> steps() const override { return kServiceSteps; }

  Diagnostics check(const Settings& settings) const override {
    Diagnostics found = check_processor(settings);
    found.append(check_steps(settings));
    found.append(check_autoscaling(settings));
    for (const char* parameter :
         {"max_queue", "queue_timeout", "patience", "shed_above", "cold_start", "order"})
      if (settings.typed(parameter) && !settings.has("threads"))
        found.add(mistake("queue-without-threads", "/" + std::string(parameter),
                          "nothing waits without a limit on threads", "set threads too"));
    found.append(check_slow_replicas(settings));
    if (settings.typed("patience") && settings.typed("queue_timeout"))
      found.add(mistake("two-longest-waits", "/patience",
                        "the longest wait for a thread is given twice",
                        "remove patience or queue_timeout"));
    if (settings.typed("patience") && settings.distribution("patience").mean() <= 0.0)
      found.add(mistake("no-patience", "/patience", "nobody would wait for a thread at all",
                        "for no waiting set max_queue to 0"));
    return found;
  }

  void compile(const Settings& settings, network::ComponentBuilder& builder) const override {
    builder.replicas(whole(settings, "replicas"), policy_named(settings.text("policy")));
    if (settings.typed("slow_replicas"))
      builder.slow({whole(settings, "slow_replicas"), settings.number("slow_speed")});
    add_network(settings, builder);
    const network::ResourceRef cpu = cpu_station(settings, builder);
    add_autoscaling(settings, cpu, builder);
    const StepResources resources{cpu};
    std::optional<network::ResourceRef> threads;
    if (settings.has("threads")) threads = thread_pool(settings, builder);
    for (const auto& [operation, steps] : settings.component().operations)
      builder.operation(operation, [&, &body = steps](network::ProgramBuilder& program) {
        if (threads) program.acquire(*threads);
        write_steps(body, resources, program);
        if (threads) program.release(*threads);
      });
  }

  std::vector<Usage> usage(const Settings& settings, const Activity& activity) const override {
    std::vector<Usage> rows = machine_usage(settings, activity, settings.text("size"));
    append(rows, traffic_usage(settings, activity, provider_of_machine(settings, activity)));
    return rows;
  }

 private:
  static Diagnostics check_slow_replicas(const Settings& settings) {
    Diagnostics found;
    const auto slow = settings.optional_number("slow_replicas");
    if (!slow) return found;
    if (!settings.typed("slow_speed"))
      found.add(mistake("slow-without-speed", "/slow_replicas",
                        "it is not said how slow these replicas are",
                        "set slow_speed, such as \"50 %\""));
    if (*slow >= settings.number("replicas"))
      found.add(mistake("slower-than-nobody", "/slow_replicas",
                        "no replica is left that they could be slower than",
                        "make slow_replicas smaller than replicas, or choose a slower size"));
    if (settings.typed("max_replicas"))
      found.add(mistake("slow-and-scaled", "/slow_replicas",
                        "the replicas of an autoscaler are alike here",
                        "remove slow_replicas or max_replicas"));
    return found;
  }

  static std::optional<random::Distribution> time_of(const Settings& settings,
                                                     std::string_view parameter) {
    if (!settings.typed(parameter)) return std::nullopt;
    return settings.distribution(parameter);
  }

  static network::ResourceRef thread_pool(const Settings& settings,
                                          network::ComponentBuilder& builder) {
    network::PoolOptions threads;
    threads.tokens = whole(settings, "threads");
    threads.order = order_named(settings.text("order"));
    threads.waiting_limit = whole_or(settings, "max_queue", network::kUnlimited);
    if (const auto timeout = settings.optional_number("queue_timeout"))
      threads.timeout = Seconds(*timeout);
    threads.patience = time_of(settings, "patience");
    if (const auto target = settings.optional_number("shed_above"))
      threads.shedding = {Seconds(*target), Seconds(settings.number("shed_interval"))};
    threads.set_up = time_of(settings, "cold_start");
    threads.keep_warm = Seconds(settings.optional_number("keep_warm").value_or(0.0));
    return builder.pool("threads", threads);
  }
};

}  // namespace

KindPointer service_kind() { return std::make_unique<Service>(); }

}  // namespace headroom::models
