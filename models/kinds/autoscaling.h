// Replicas whose number follows the load: parameters and rules of the HorizontalPodAutoscaler.
#pragma once

#include "core/architecture/parameter.h"
#include "core/architecture/settings.h"
#include "core/base/diagnostic.h"
#include "core/network/builder.h"

namespace headroom::models {

namespace autoscaling {

inline constexpr architecture::ParameterSpec kMaxReplicas{
    .name = "max_replicas",
    .dimension = architecture::Dimension::count,
    .minimum = 1,
    .doc =
        "With it the number of replicas follows the use of their CPUs, from `replicas` up to "
        "this, as a Kubernetes HorizontalPodAutoscaler makes it. Without it nothing changes it."};

inline constexpr architecture::ParameterSpec kTargetCpu{
    .name = "target_cpu",
    .dimension = architecture::Dimension::ratio,
    .default_text = "80 %",
    .minimum = 0.01,
    .maximum = 1.0,
    .needs = "max_replicas",
    .doc =
        "Mean use of the replicas' CPUs that the autoscaler keeps; 10 % more or less of it are "
        "tolerated. A replica requests all of its vCPUs.",
    .evidence = "Kubernetes, autoscaling/v2: where no metric is given, 80 % of the requested CPU"};

inline constexpr architecture::ParameterSpec kStartUp{
    .name = "start_up",
    .dimension = architecture::Dimension::duration,
    .default_text = "60 s",
    .needs = "max_replicas",
    .doc =
        "Time from the decision to add a replica until it serves: room on a node, the image, the "
        "start of the process, its readiness probe.",
    .evidence = "assumption: a node has room; a node that must boot takes some 30 s more"};

inline constexpr architecture::ParameterSpec kScaleDownAfter{
    .name = "scale_down_after",
    .dimension = architecture::Dimension::duration,
    .default_text = "300 s",
    .maximum = 3600.0,
    .needs = "max_replicas",
    .doc =
        "Replicas are removed when so many have not been asked for during this time "
        "(scaleDown.stabilizationWindowSeconds).",
    .evidence = "Kubernetes, --horizontal-pod-autoscaler-downscale-stabilization"};

}  // namespace autoscaling

/// Mistakes in the parameters above.
Diagnostics check_autoscaling(const architecture::Settings& settings);

/// Lets the replicas follow the use of `cpu`, if `max_replicas` is typed.
void add_autoscaling(const architecture::Settings& settings, network::ResourceRef cpu,
                     network::ComponentBuilder& builder);

}  // namespace headroom::models
