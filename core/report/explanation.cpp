#include "core/report/explanation.h"

#include <string_view>

#include "core/report/json_writer.h"
#include "core/report/numbers.h"
#include "core/report/window_json.h"

namespace headroom::report {
namespace {

using sim::Breakdown;
using sim::PartKind;
using sim::PartTime;
using sim::PathNode;

constexpr double kMilliseconds = 1000.0;  ///< in a second

std::string_view name_of(PartKind kind) {
  switch (kind) {
    case PartKind::service:
      return "service";
    case PartKind::waiting:
      return "waiting";
    case PartKind::pause:
      return "pause";
    case PartKind::network:
      return "network";
    default:
      return "lost";
  }
}

void write_times(JsonWriter& json, const Estimate& mean_s, const Estimate& band_s) {
  json.estimate("mean_ms", mean_s, kMilliseconds);
  json.estimate("near_p95_ms", band_s, kMilliseconds);
}

void write_part(JsonWriter& json, const PartTime& part) {
  json.object("", [&] {
    json.text("component", part.component);
    json.text("kind", name_of(part.kind));
    json.text_or_null("label", part.label);
    write_times(json, part.mean_s, part.band_s);
  });
}

void write_node(JsonWriter& json, const PathNode& node) {
  json.object("", [&] {
    if (node.parent == network::kNone)
      json.null("parent");
    else
      json.natural("parent", node.parent);
    json.text("component", node.component);
    json.text_or_null("operation", node.operation);
    json.estimate("visits", node.visits);
    json.estimate("near_p95_visits", node.band_visits);
    write_times(json, node.mean_s, node.band_s);
    json.array("parts", [&] {
      for (const PartTime& part : node.parts) write_part(json, part);
    });
  });
}

void write_breakdown(JsonWriter& json, const Breakdown& breakdown) {
  json.object("", [&] {
    json.text("class", breakdown.request_class);
    json.natural("requests", breakdown.requests);
    json.estimate("mean_ms", breakdown.mean_s, kMilliseconds);
    json.estimate("p95_ms", breakdown.p95_s, kMilliseconds);
    json.object("near_p95", [&] {
      json.number("from_ms", breakdown.band_low_s * kMilliseconds);
      json.number("to_ms", breakdown.band_high_s * kMilliseconds);
      json.number("requests", breakdown.band_requests);
      json.estimate("mean_ms", breakdown.band_s, kMilliseconds);
    });
    json.array("causes", [&] {
      for (const PartTime& cause : breakdown.causes) write_part(json, cause);
    });
    json.array("path", [&] {
      for (const PathNode& node : breakdown.nodes) write_node(json, node);
    });
  });
}

void write_anatomy(JsonWriter& json, const Anatomy& anatomy) {
  json.object("component", [&] {
    json.text("name", anatomy.component);
    json.text("kind", anatomy.kind);
    json.natural("replicas", anatomy.replicas);
    json.array("callers", [&] {
      for (const std::string& caller : anatomy.callers) json.text("", caller);
    });
    json.array("figures", [&] {
      for (const Origin& origin : anatomy.origins)
        json.row("", [&] {
          json.text("name", origin.name);
          json.text("value", origin.value);
          json.text("source", origin.source);
        });
    });
    json.array("resources", [&] {
      for (const ResourceWords& resource : anatomy.resources)
        json.row("", [&] {
          json.text("label", resource.label);
          json.text("words", resource.words);
        });
    });
    json.array("operations", [&] {
      for (const OperationWords& operation : anatomy.operations)
        json.object("", [&] {
          json.text_or_null("name", operation.name);
          json.array("lines", [&] {
            for (const std::string& line : operation.lines) json.text("", line);
          });
        });
    });
  });
}

}  // namespace

std::string cause_words(const PartTime& part) {
  switch (part.kind) {
    case PartKind::service:
      return part.label + " work";
    case PartKind::waiting:
      return "waiting for " + part.label;
    case PartKind::pause:
      return part.label;
    case PartKind::network:
      return "network";
    default:
      return "calls that timed out";
  }
}

Sentence where_time_goes(const Breakdown& breakdown, Style style) {
  if (breakdown.causes.empty()) return {};
  const PartTime& longest = breakdown.causes.front();
  const double share = longest.band_s.estimate / breakdown.band_s.estimate;
  return {{"At its p95, "},
          {latency(breakdown.p95_s, style), Tone::strong},
          {", " + duration(longest.band_s.estimate, style) + " (" + percent(share, style) +
           ") are " + cause_words(longest) + " in "},
          {longest.component, Tone::strong},
          {"; in the mean " + duration(longest.mean_s.estimate, style) + " of " +
           duration(breakdown.mean_s.estimate, style) + "."}};
}

std::string explanation_json(const Subject& subject, const projection::ExplainedWindow& explained,
                             const std::optional<Anatomy>& anatomy, std::uint64_t seed,
                             double precision) {
  JsonWriter json;
  json.object("", [&] {
    json.text("format", "headroom-explanation/1");
    write_subject(json, subject);
    json.natural("seed", seed);
    json.number("precision", precision);
    if (anatomy)
      write_anatomy(json, *anatomy);
    else
      json.null("component");
    write_window(json, "window", explained.window, is_closed(subject.scenario));
    json.array("classes", [&] {
      for (const Breakdown& breakdown : explained.classes) write_breakdown(json, breakdown);
    });
  });
  return json.document();
}

}  // namespace headroom::report
