// Users: an open stream of requests, or a fixed population that thinks between two requests.
#include <memory>
#include <optional>

#include "models/kinds/kinds.h"
#include "models/kinds/links.h"
#include "models/kinds/traffic.h"

namespace headroom::models {
namespace {

using namespace architecture;

constexpr ParameterSpec kParameters[] = {
    {.name = "to",
     .type = ParameterType::component,
     .required = true,
     .doc = "The component that the users reach. Requests that enter here go to its operation of "
            "the same name."},
    {.name = "think_time",
     .type = ParameterType::distribution,
     .dimension = Dimension::duration,
     .doc =
         "Time between a reply and the same user's next request. With it the load is a number of "
         "users; without it requests arrive at a rate, whatever the system answers."},
    {.name = "network",
     .type = ParameterType::distribution,
     .dimension = Dimension::duration,
     .doc = "Network time of one direction between the users and the system; a request takes it "
            "twice. Without it latencies are those of the system alone."}};

class Client : public network::ComponentKind {
 public:
  std::string_view name() const override { return "client"; }
  std::string_view summary() const override {
    return "Users: arrivals at a rate, or a population that thinks between two requests.";
  }
  std::span<const ParameterSpec> parameters() const override { return kParameters; }
  network::Operations operations() const override { return network::Operations::implicit; }
  std::span<const std::string_view> steps() const override { return {}; }

  std::vector<Link> links(const Settings& settings, const std::string& operation) const override {
    return {link_to(settings, "to", operation)};
  }

  void compile(const Settings& settings, network::ComponentBuilder& builder) const override {
    const auto network = settings.optional_distribution("network");
    if (const auto think_time = settings.optional_distribution("think_time"))
      builder.think_time(*think_time);
    for (const std::string& operation : builder.requested_operations())
      builder.operation(operation, [&](network::ProgramBuilder& program) {
        if (network) program.delay(*network, "network");
        program.call({settings.text("to"), operation}, {}, "to");
        if (network) program.delay(*network, "network");
      });
  }

  std::vector<Usage> usage(const Settings& settings, const Activity& activity) const override {
    return egress_usage(settings, activity, activity.provider);
  }
};

}  // namespace

KindPointer client_kind() { return std::make_unique<Client>(); }

}  // namespace headroom::models
