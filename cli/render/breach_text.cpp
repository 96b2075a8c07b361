#include "cli/render/breach_text.h"

#include <algorithm>
#include <cmath>

#include "cli/render/text.h"
#include "cli/render/window_text.h"
#include "core/report/breach_words.h"
#include "core/report/numbers.h"

namespace headroom::cli {
namespace {

using network::ComponentPerformance;
using network::ResourcePerformance;
using projection::Breach;
using projection::Projection;
using projection::TargetKind;
using projection::Window;
using projection::WindowKind;
using report::Tone;

constexpr std::size_t kLabelWidth = 15;
constexpr std::size_t kWaitsShown = 2;
constexpr double kShortestWaitShown = 0.001;  ///< seconds; less is noise to a reader

std::string labelled(const std::string& label, const std::string& text) {
  std::string result;
  for (const std::string& line : wrap(text, kWidth - kLabelWidth - 1)) {
    result += left(result.empty() ? "  " + label : "", kLabelWidth) + " " + line + "\n";
  }
  return result;
}

/// " (80 % interval: May 2027 to August 2027)"
std::string interval_of(const Breach& breach) {
  if (!breach.earliest && !breach.latest) return "";
  const std::string from = breach.earliest ? long_name(*breach.earliest) : "later";
  const std::string to = breach.latest ? long_name(*breach.latest) : "later";
  return from == to ? "" : " (80 % interval: " + from + " to " + to + ")";
}

std::string value_and_limit(const Breach& breach) {
  if (breach.target == TargetKind::stability)
    return "more is asked than it can do, backlog +" + report::value_text(breach);
  const bool beyond = breach.target == TargetKind::utilization && breach.value.estimate > 1.0;
  const std::string asked = beyond ? " asked for " : " ";
  return report::target_name(breach) + asked + report::value_text(breach) + ", target " +
         report::limit_with_unit(breach);
}

/// The first breach, and what else breaks in the same month.
std::string what_breaks(const Projection& projection, const Breach& first) {
  std::string text = value_and_limit(first);
  for (const Breach& other : projection.breaches)
    if (&other != &first && other.month_index == first.month_index && other.surge == first.surge)
      text += "; " + value_and_limit(other);
  return text;
}

const Window* window_of(const Projection& projection, const Breach& breach) {
  const auto& month = projection.months[static_cast<std::size_t>(breach.month_index)];
  const auto found = std::ranges::find_if(month.windows, [&](const Window& window) {
    return breach.surge.empty() ? window.kind == WindowKind::peak : window.surge == breach.surge;
  });
  return found == month.windows.end() ? nullptr : &*found;
}

/// "CPU 87 % busy", "CPU 100 % busy, asked for 151 %"
std::string use_of(const ResourcePerformance& resource) {
  const std::string busy =
      resource.label + " " + report::percent(resource.utilization.estimate) + " busy";
  const double asked = projection::asked_of(resource);
  return asked > 1.0 ? busy + ", asked for " + report::percent(asked) : busy;
}

/// "; 118 ms wait for connections, 97 ms for IOPS": the longest, before service.
std::string waits_in(const ComponentPerformance& component) {
  std::vector<const ResourcePerformance*> waits;
  for (const ResourcePerformance& resource : component.resources)
    if (resource.mean_wait_s.estimate >= kShortestWaitShown) waits.push_back(&resource);
  std::ranges::stable_sort(waits, std::greater(), [](const ResourcePerformance* resource) {
    return resource->mean_wait_s.estimate;
  });
  if (waits.size() > kWaitsShown) waits.resize(kWaitsShown);
  std::string text;
  for (const ResourcePerformance* resource : waits)
    text += (text.empty() ? "; " : ", ") + report::duration(resource->mean_wait_s.estimate) +
            (text.empty() ? " wait for " : " for ") + resource->label;
  return text;
}

/// "api, CPU: 3 replicas as the surge begins, 15 at most"
std::string where_passing(const projection::SurgeCourse& course, const Breach& breach) {
  const std::string place = breach.component + ", " + breach.resource;
  const auto scaled =
      std::ranges::find(course.scaled, breach.component, &projection::ScaledComponent::name);
  if (scaled == course.scaled.end()) return place;
  return place + ": " + report::number(scaled->at_start.estimate, 0) +
         " replicas as the surge begins, " + report::number(scaled->most.estimate, 0) + " at most";
}

std::string where_in(const Window& window, const Breach& breach) {
  if (breach.passing) return where_passing(*window.course, breach);
  const auto& components = window.simulated.components;
  const auto component =
      std::ranges::find(components, breach.component, &ComponentPerformance::name);
  if (component == components.end()) return breach.component;
  std::string text = breach.component;
  const auto resource =
      std::ranges::find(component->resources, breach.resource, &ResourcePerformance::label);
  if (resource != component->resources.end()) text += ", " + use_of(*resource);
  return window.simulated.stable ? text + waits_in(*component) : text;
}

/// "+73 % load, until 312 rps at the peak hour"
std::string headroom_text(const Projection& projection, bool users) {
  const double room = *projection.headroom_now;
  const double critical = (1.0 + room) * projection.months.front().load.peak_rps;
  if (room < 0.0)
    return "none: the peak hour keeps every target up to " + load_text(critical, users) + ", " +
           report::percent(-room) + " less than now";
  return "+" + report::percent(room) + " load, until " + load_text(critical, users) +
         " at the peak hour";
}

}  // namespace

std::string breach_text(const Projection& projection, bool users, const Paint& paint) {
  const Breach* first = report::first_breach(projection);
  const bool room = projection.headroom_now.has_value();
  if (!first && !room) return "";
  if (!first)
    return paint(Tone::strong, "Headroom now") + "    " + headroom_text(projection, users) + "\n";
  const std::string when = first->surge.empty() ? long_name(first->month) + interval_of(*first)
                                                : long_date(first->date) + ", " + first->surge;
  std::string text = paint(Tone::strong, "First breach") + "    " + printable(when) + "\n" +
                     labelled("what breaks", printable(what_breaks(projection, *first)));
  const Window* window = window_of(projection, *first);
  if (window && !first->component.empty())
    text += labelled("where", printable(where_in(*window, *first)));
  if (room) text += labelled("headroom now", headroom_text(projection, users));
  return text;
}

}  // namespace headroom::cli
