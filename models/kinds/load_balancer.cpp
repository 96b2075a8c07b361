// A load balancer: chooses a replica of the component behind it for every request.
#include <algorithm>
#include <memory>

#include "models/kinds/kinds.h"
#include "models/kinds/links.h"
#include "models/kinds/numbers.h"
#include "models/kinds/offers.h"
#include "models/kinds/rate_limit.h"
#include "models/kinds/traffic.h"
#include "models/kinds/usage_rows.h"

namespace headroom::models {
namespace {

using namespace architecture;

/// A balancer billed by the hour and by capacity units. One unit covers any one of the limits; the
/// dimension that needs most units is billed. Active connections need not be looked at: a unit
/// covers as many as 120 s of its new connections, and connections that live longer are rare.
struct Product {
  std::string_view id;
  std::string_view hour;
  std::string_view capacity_hour = {};  ///< empty: capacity costs nothing extra
  double connections_per_s = 0.0;       ///< new ones per capacity unit
  double gb_per_hour = 0.0;             ///< per capacity unit
};

// Limits of capacity units: elastic load balancing pricing pages (believed, not seen).
constexpr Product kProducts[] = {{"aws:alb", "aws:alb.hour", "aws:alb.lcu-hour", 25.0, 1.0},
                                 {"aws:nlb", "aws:nlb.hour", "aws:nlb.lcu-hour", 800.0, 1.0},
                                 {"gcp:load-balancer", "gcp:load-balancer.rule-hour"},
                                 {"azure:application-gateway", "azure:application-gateway.hour"}};

constexpr std::string_view kProductNames[] = {"usual",         "none",          kProducts[0].id,
                                              kProducts[1].id, kProducts[2].id, kProducts[3].id};

constexpr ParameterSpec balancing_policy() {
  ParameterSpec row = traffic::kPolicy;
  row.default_text = "round_robin";
  row.doc =
      "How it chooses a replica: in turn, at random, the one with the fewest requests under "
      "way, or the better of two random ones.";
  row.evidence = "vendor: round robin is the default of AWS application load balancers";
  return row;
}

constexpr ParameterSpec kParameters[] = {
    {.name = "to",
     .type = ParameterType::component,
     .required = true,
     .doc = "The component behind it. Every operation is passed on under the same name."},
    balancing_policy(),
    {.name = "delay",
     .type = ParameterType::distribution,
     .dimension = Dimension::duration,
     .default_text = "1 ms",
     .doc = "Time that it adds to a request of its own. It is never the bottleneck.",
     .evidence = "assumption"},
    rate_limit::kRate,
    rate_limit::kBurst,
    {.name = "max_waiting",
     .dimension = Dimension::count,
     .default_text = "0",
     .needs = "rate_limit",
     .doc = "Requests that may wait for the rate limit; more are refused.",
     .evidence = "vendor: AWS API Gateway answers 429 at once"},
    traffic::kNetwork,
    {.name = "product",
     .type = ParameterType::choice,
     .default_text = "usual",
     .choices = kProductNames,
     .doc = "What is billed: \"usual\" is the provider's own (AWS: application load balancer), "
            "\"none\" one that costs nothing, such as a proxy inside a cluster."},
    {.name = "connection_reuse",
     .dimension = Dimension::number,
     .default_text = "10",
     .minimum = 1.0,
     .doc = "Requests that a user sends over one connection. New connections are what AWS bills "
            "capacity units for when replies are small.",
     .evidence = "assumption"}};

/// Capacity-unit-hours of the month. Requests, connections and bytes are proportional to each
/// other, so the dimension that decides is the same in every hour and the sum may be taken first.
double capacity_hours(const Product& product, const Settings& settings, const Activity& activity) {
  const double connections = activity.requests / settings.number("connection_reuse");
  return std::max(connections / 3600.0 / product.connections_per_s,
                  activity.response_bytes / 1e9 / product.gb_per_hour);
}

class LoadBalancer : public network::ComponentKind {
 public:
  std::string_view name() const override { return "load_balancer"; }
  std::string_view summary() const override {
    return "Chooses a replica of the component behind it for every request.";
  }
  std::span<const ParameterSpec> parameters() const override { return kParameters; }
  network::Operations operations() const override { return network::Operations::implicit; }
  std::span<const std::string_view> steps() const override { return {}; }

  std::vector<Link> links(const Settings& settings, const std::string& operation) const override {
    return {link_to(settings, "to", operation)};
  }

  Diagnostics check(const Settings& settings) const override { return check_rate_limit(settings); }

  void compile(const Settings& settings, network::ComponentBuilder& builder) const override {
    add_network(settings, builder);
    const RateLimit limit(settings, whole(settings, "max_waiting"), builder);
    const random::Distribution delay = settings.distribution("delay");
    network::CallOptions options;
    options.policy = policy_named(settings.text("policy"));
    for (const std::string& operation : builder.requested_operations())
      builder.operation(operation, [&](network::ProgramBuilder& program) {
        limit.pass(program);
        if (delay.mean() > 0.0) program.delay(delay, "delay");
        program.call({settings.text("to"), operation}, options, "to");
      });
  }

  std::vector<Usage> usage(const Settings& settings, const Activity& activity) const override {
    std::string product = settings.text("product");
    if (product == "usual") product = offers_of(activity.provider).balancer;
    std::vector<Usage> rows;
    if (product != "none") append(rows, product_usage(product, settings, activity));
    append(rows, egress_usage(settings, activity, activity.provider));
    return rows;
  }

 private:
  static std::vector<Usage> product_usage(const std::string& id, const Settings& settings,
                                          const Activity& activity) {
    const auto known = std::ranges::find(kProducts, id, &Product::id);
    const std::string& owner = settings.component().name;
    if (known == std::end(kProducts))
      return {{owner, id + ".hour", activity.hours, "load balancer", "scenario"}};
    std::vector<Usage> rows;
    rows.push_back(
        {owner, std::string(known->hour), activity.hours, name_in_catalogue(id), "scenario"});
    if (known->capacity_hour.empty()) return rows;
    const double units = capacity_hours(*known, settings, activity);
    rows.push_back({owner, std::string(known->capacity_hour), units,
                    short_number(units / activity.hours) + " capacity units on average",
                    evidence_of(settings, "connection_reuse")});
    return rows;
  }
};

}  // namespace

KindPointer load_balancer_kind() { return std::make_unique<LoadBalancer>(); }

}  // namespace headroom::models
