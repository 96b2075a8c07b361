// Workers: take messages from a queue and handle each with one of their consumers.
#include <memory>

#include "models/kinds/findings.h"
#include "models/kinds/kinds.h"
#include "models/kinds/machine.h"
#include "models/kinds/numbers.h"
#include "models/kinds/steps.h"
#include "models/kinds/usage_rows.h"

namespace headroom::models {
namespace {

using namespace architecture;

constexpr const char* kHandle = "handle";

constexpr ParameterSpec kParameters[] = {
    {.name = "from",
     .type = ParameterType::component,
     .required = true,
     .doc = "The message queue whose messages it handles, by its only operation, \"handle\"."},
    machine::kSize,
    machine::kVcpus,
    machine::kMemory,
    machine::kRunsOn,
    machine::kPrice,
    machine::kScheduling,
    machine::kContention,
    machine::kCoherency,
    machine::kReplicas,
    {.name = "concurrency",
     .dimension = Dimension::count,
     .default_text = "1",
     .minimum = 1,
     .doc = "Messages that one replica handles at a time. A consumer is busy until its message is "
            "handled, calls to others included."}};

class Worker : public network::ComponentKind {
 public:
  std::string_view name() const override { return "worker"; }
  std::string_view summary() const override {
    return "Replicas whose consumers take messages from a queue and handle them.";
  }
  std::span<const ParameterSpec> parameters() const override { return kParameters; }
  network::Operations operations() const override { return network::Operations::typed; }
  network::Intake intake() const override { return network::Intake::dispatch; }
  std::span<const std::string_view> steps() const override { return kWorkerSteps; }

  Diagnostics check(const Settings& settings) const override {
    Diagnostics found = check_processor(settings);
    found.append(check_steps(settings));
    for (const auto& [operation, steps] : settings.component().operations)
      if (operation != kHandle)
        found.add(mistake("operation-of-worker", "/operations/" + operation,
                          "a worker has one operation, \"handle\"",
                          "rename it to \"handle\" or move it to a service"));
    return found;
  }

  std::vector<Link> links(const Settings& settings, const std::string& operation) const override {
    const std::string& component = settings.component().name;
    std::vector<Link> links = network::links_of_steps(settings.component(), operation);
    Link taken;
    taken.from = {settings.text("from"), ""};
    taken.to = {component, operation};
    taken.synchronous = false;
    taken.pointer = "/components/" + component + "/from";
    links.push_back(taken);
    return links;
  }

  void compile(const Settings& settings, network::ComponentBuilder& builder) const override {
    // The queue hands a message to any free consumer: no policy is asked.
    builder.replicas(whole(settings, "replicas"), network::Policy::random);
    const StepResources resources{cpu_station(settings, builder)};
    network::PoolOptions consumers;
    consumers.tokens = whole(settings, "concurrency");
    const network::ResourceRef pool = builder.pool("consumers", consumers);
    const Steps& steps = settings.component().operations.at(kHandle);
    builder.consume(settings.text("from"), kHandle, pool, [&](network::ProgramBuilder& program) {
      write_steps(steps, resources, program);
    });
  }

  std::vector<Usage> usage(const Settings& settings, const Activity& activity) const override {
    return machine_usage(settings, activity, settings.text("size"));
  }
};

}  // namespace

KindPointer worker_kind() { return std::make_unique<Worker>(); }

}  // namespace headroom::models
