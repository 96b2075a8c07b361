#include "models/kinds/autoscaling.h"

#include <string>

#include "models/kinds/findings.h"
#include "models/kinds/numbers.h"

namespace headroom::models {

using architecture::Settings;

namespace {

// [Kubernetes, flags of kube-controller-manager: --horizontal-pod-autoscaler-sync-period and
// --horizontal-pod-autoscaler-tolerance]
constexpr Seconds kPeriod(15.0);
constexpr double kTolerance = 0.1;

}  // namespace

Diagnostics check_autoscaling(const Settings& settings) {
  Diagnostics found;
  const auto most = settings.optional_number("max_replicas");
  if (most && *most < settings.number("replicas"))
    found.add(mistake("fewer-than-the-least", "/max_replicas",
                      "max_replicas is the most replicas and below the least, replicas: " +
                          std::to_string(whole(settings, "replicas")),
                      "make it at least as large"));
  return found;
}

void add_autoscaling(const Settings& settings, network::ResourceRef cpu,
                     network::ComponentBuilder& builder) {
  if (!settings.typed("max_replicas")) return;
  network::Autoscaling rule;
  rule.least = whole(settings, "replicas");
  rule.most = whole(settings, "max_replicas");
  rule.target = settings.number("target_cpu");
  rule.tolerance = kTolerance;
  rule.period = kPeriod;
  rule.start_up = Seconds(settings.number("start_up"));
  rule.growth = scaling::default_growth();
  rule.shrinking = scaling::default_shrinking();
  rule.shrinking.stabilization_s = settings.number("scale_down_after");
  builder.autoscale(cpu, rule);
}

}  // namespace headroom::models
