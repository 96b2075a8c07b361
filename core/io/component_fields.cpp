#include "core/io/component_fields.h"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/base/contracts.h"
#include "core/base/did_you_mean.h"
#include "core/io/fields.h"
#include "core/io/named.h"
#include "core/io/schema_parts.h"
#include "core/io/step_fields.h"
#include "core/io/words.h"
#include "core/network/compile.h"

namespace headroom::io {

using architecture::Component;
using architecture::ParameterType;
using OperationMap = std::map<std::string, architecture::Steps>;
using EvidenceMap = std::map<std::string, std::string>;

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, OperationMap& out);
std::optional<Json> write_value(const Writer& writer, const OperationMap& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<OperationMap>);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, EvidenceMap& out);
std::optional<Json> write_value(const Writer& writer, const EvidenceMap& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<EvidenceMap>);

namespace {

constexpr ParameterSpec text(std::string_view name, std::string_view doc) {
  return {.name = name, .type = ParameterType::text, .doc = doc};
}

/// What every component has, before the parameters of its kind.
const Field<Component> kBeforeParameters[] = {
    field<&Component::kind>({.name = "kind",
                             .type = ParameterType::text,
                             .required = true,
                             .doc = "What the component is; it decides its other fields."}),
    field<&Component::owner>(text("owner", "The team that looks after it.")),
    field<&Component::note>(text("note", "For people."))};

/// And after them.
const Field<Component> kAfterParameters[] = {
    field<&Component::operations>(
        {.name = "operations", .doc = "What others can ask of it, by name: lists of steps."}),
    field<&Component::evidence>(
        {.name = "evidence",
         .doc = "Where figures come from, by parameter or by operation and step (\"order/0\"): "
                "\"measured: ...\", \"vendor: ...\" or \"assumption: ...\"."})};

using Rows = std::span<const ParameterSpec>;

const ParameterSpec* find_row(Rows rows, std::string_view name) {
  const auto found = std::ranges::find(rows, name, &ParameterSpec::name);
  return found == rows.end() ? nullptr : &*found;
}

const Field<Component>* find_common(std::string_view name) {
  const auto* before = find_field(Table<Component>(kBeforeParameters), name);
  return before != nullptr ? before : find_field(Table<Component>(kAfterParameters), name);
}

std::vector<std::string> names_of_fields(Rows rows) {
  std::vector<std::string> names = names_of(Table<Component>(kBeforeParameters));
  for (const ParameterSpec& row : rows) names.emplace_back(row.name);
  for (const auto& name : names_of(Table<Component>(kAfterParameters))) names.push_back(name);
  return names;
}

void read_parameter(Reader& reader, const Json& json, const ParameterSpec& row, Component& out) {
  std::optional<architecture::Parameter> parameter;
  read_value(reader, json, row, parameter);
  if (parameter) out.parameters.emplace(row.name, std::move(*parameter));
}

/// "replicas", "order", "order/0", or "operations" for all of them.
void check_evidence(Reader& reader, const Json& json, Rows rows, const Component& component) {
  const Json* evidence = json.find("evidence");
  if (evidence == nullptr) return;
  std::vector<std::string> known = {"operations"};
  for (const ParameterSpec& row : rows) known.emplace_back(row.name);
  for (const auto& [name, steps] : component.operations) known.push_back(name);
  for (const Json& one : evidence->items) {
    const std::string subject = one.name.substr(0, one.name.find('/'));
    if (std::ranges::find(known, subject) == known.end())
      reader.mistake(one, "evidence-of-nothing",
                     in_quotes(subject) + " is neither a parameter nor an operation",
                     did_you_mean(subject, known), Part::name);
  }
}

void check_required(Reader& reader, const Json& json, Rows rows) {
  for (const auto& common : kBeforeParameters)
    if (common.row.required && json.find(common.row.name) == nullptr)
      reader.missing_field(json, common.row.name, common.row.doc);
  for (const ParameterSpec& row : rows)
    if (row.required && json.find(row.name) == nullptr)
      reader.missing_field(json, row.name, row.doc);
}

void read_component(Reader& reader, const Json& json, const network::KindList& kinds,
                    Component& out) {
  if (!reader.expect(json, Json::Type::object)) return;
  const Json* typed_kind = json.find("kind");
  const network::ComponentKind* kind =
      typed_kind == nullptr ? nullptr : kinds.find(typed_kind->text);
  const Rows rows = kind == nullptr ? Rows() : kind->parameters();
  for (const Json& member : json.items) {
    if (const Field<Component>* common = find_common(member.name)) {
      common->read(reader, member, common->row, out);
    } else if (const ParameterSpec* row = find_row(rows, member.name)) {
      read_parameter(reader, member, *row, out);
    } else if (kind != nullptr) {  // of an unknown kind nothing is known
      reader.unknown_field(member, names_of_fields(rows));
    }
  }
  check_required(reader, json, rows);
  if (kind != nullptr) check_evidence(reader, json, rows, out);
}

void add_fields(const Writer& writer, Json& object, const Component& component,
                Table<Component> table) {
  for (Json& member : write_object(writer, component, table).items) {
    std::string name = member.name;
    object.add(std::move(name), std::move(member));
  }
}

Json component_schema(const network::ComponentKind& kind) {
  std::vector<DescribedField> fields;
  for (const auto& one : kBeforeParameters) fields.push_back({&one.row, one.schema(one.row)});
  fields.front().schema = schema::one_word({std::string(kind.name())});
  for (const ParameterSpec& row : kind.parameters()) fields.push_back({&row, schema_of_row(row)});
  for (const auto& one : kAfterParameters) fields.push_back({&one.row, one.schema(one.row)});
  Json schema = object_schema(std::move(fields));
  schema.add("description", Json::string(std::string(kind.summary())));
  return schema;
}

}  // namespace

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, OperationMap& out) {
  for_each_named(reader, json, "operation", [&](const std::string& name, const Json& member) {
    read_value(reader, member, row, out[name]);
  });
}

std::optional<Json> write_value(const Writer& writer, const OperationMap& value,
                                const ParameterSpec& row) {
  Json object = Json::object();
  for (const auto& [name, steps] : value) object.add(name, *write_value(writer, steps, row));
  return unless_empty(std::move(object));
}

Json schema_of(const ParameterSpec& row, Tag<OperationMap>) {
  return map_schema(schema_of(row, Tag<architecture::Steps>{}));
}

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, EvidenceMap& out) {
  if (!reader.expect(json, Json::Type::object)) return;
  for (const Json& member : json.items) read_value(reader, member, row, out[member.name]);
}

std::optional<Json> write_value(const Writer&, const EvidenceMap& value, const ParameterSpec&) {
  Json object = Json::object();
  for (const auto& [subject, source] : value) object.add(subject, Json::string(source));
  return unless_empty(std::move(object));
}

Json schema_of(const ParameterSpec&, Tag<EvidenceMap>) {
  return schema::map_of("^", schema_of_row(text("evidence", "")));
}

void read_components(Reader& reader, const Json& json, const network::KindList& kinds,
                     architecture::Architecture& out) {
  for_each_named(reader, json, "component", [&](const std::string& name, const Json& member) {
    Component& component = out.components[name];
    component.name = name;
    read_component(reader, member, kinds, component);
  });
}

Json write_components(const Writer& writer, const architecture::Architecture& architecture,
                      const network::KindList& kinds) {
  Json all = Json::object();
  for (const auto& [name, component] : architecture.components) {
    const network::ComponentKind* kind = kinds.find(component.kind);
    HEADROOM_EXPECTS(kind != nullptr);
    Json& object = all.add(name, Json::object());
    add_fields(writer, object, component, kBeforeParameters);
    for (const ParameterSpec& row : kind->parameters()) {
      const auto typed = component.parameters.find(std::string(row.name));
      if (typed != component.parameters.end())
        object.add(std::string(row.name), *write_value(writer, typed->second, row));
    }
    add_fields(writer, object, component, kAfterParameters);
  }
  return all;
}

Json components_schema(const network::KindList& kinds) {
  std::vector<Json> each;
  for (const auto& kind : kinds) each.push_back(component_schema(*kind));
  Json schema = map_schema(schema::one_of(std::move(each)));
  schema.add("minProperties", Json::number("1"));
  schema.add("maxProperties", Json::number(std::to_string(network::kMaximumComponents)));
  return schema;
}

}  // namespace headroom::io
