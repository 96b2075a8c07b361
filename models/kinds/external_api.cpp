// Somebody else's service: a latency, a share of errors, perhaps limits and a price per call.
#include <memory>
#include <optional>

#include "core/network/builder.h"
#include "models/kinds/kinds.h"
#include "models/kinds/numbers.h"
#include "models/kinds/rate_limit.h"
#include "models/kinds/usage_rows.h"

namespace headroom::models {
namespace {

using namespace architecture;

constexpr ParameterSpec kParameters[] = {
    {.name = "latency",
     .type = ParameterType::distribution,
     .dimension = Dimension::duration,
     .required = true,
     .doc = "Time from a call to its answer, network included, as you measure it."},
    {.name = "error_ratio",
     .dimension = Dimension::ratio,
     .maximum = 1.0,
     .doc = "Share of calls that fail, after the same latency. Without it none does."},
    rate_limit::kRate,
    rate_limit::kBurst,
    {.name = "concurrency",
     .dimension = Dimension::count,
     .minimum = 1,
     .doc = "Calls that it works on at a time. Without it there is no limit."},
    {.name = "max_waiting",
     .dimension = Dimension::count,
     .doc =
         "Calls that may wait for a limit, for each of the two; more are refused. Without it all "
         "wait."},
    {.name = "price_per_call",
     .dimension = Dimension::money,
     .maximum = 1e6,
     .doc = "What one call costs, failed ones included. Without it calls are free."}};

class ExternalApi : public network::ComponentKind {
 public:
  std::string_view name() const override { return "external_api"; }
  std::string_view summary() const override {
    return "Somebody else's service with a latency, errors, limits and a price per call.";
  }
  std::span<const ParameterSpec> parameters() const override { return kParameters; }
  network::Operations operations() const override { return network::Operations::implicit; }
  std::span<const std::string_view> steps() const override { return {}; }

  std::vector<Link> links(const Settings&, const std::string&) const override { return {}; }

  Diagnostics check(const Settings& settings) const override { return check_rate_limit(settings); }

  void compile(const Settings& settings, network::ComponentBuilder& builder) const override {
    const RateLimit limit(settings, whole_or(settings, "max_waiting", network::kUnlimited),
                          builder);
    std::optional<network::ResourceRef> slots;
    if (settings.has("concurrency")) slots = slot_pool(settings, builder);
    for (const std::string& operation : builder.requested_operations())
      builder.operation(operation, [&](network::ProgramBuilder& program) {
        limit.pass(program);
        if (slots) program.acquire(*slots);
        program.delay(settings.distribution("latency"), "latency");
        if (slots) program.release(*slots);
        if (const auto errors = settings.optional_number("error_ratio"))
          program.fail(*errors, "error");
      });
  }

  std::vector<Usage> usage(const Settings& settings, const Activity& activity) const override {
    const auto price = settings.optional_number("price_per_call");
    if (!price) return {};
    const std::string& owner = settings.component().name;
    return {{owner, "stated:" + owner + ".call", activity.requests,
             short_number(activity.requests / 1e6) + " million calls", "forecast",
             StatedPrice{PriceUnit::request, Money::from_units(*price * 1e6)}}};
  }

 private:
  static network::ResourceRef slot_pool(const Settings& settings,
                                        network::ComponentBuilder& builder) {
    network::PoolOptions slots;
    slots.tokens = whole(settings, "concurrency");
    slots.waiting_limit = whole_or(settings, "max_waiting", network::kUnlimited);
    return builder.pool("concurrency", slots);
  }
};

}  // namespace

KindPointer external_api_kind() { return std::make_unique<ExternalApi>(); }

}  // namespace headroom::models
