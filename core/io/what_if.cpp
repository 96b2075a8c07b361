#include "core/io/what_if.h"

#include <algorithm>
#include <span>
#include <utility>

#include "core/base/contracts.h"
#include "core/io/files.h"
#include "core/io/format_name.h"
#include "core/io/json_parse.h"
#include "core/io/merge_patch.h"
#include "core/io/paths.h"
#include "core/io/scenario_fields.h"
#include "core/io/words.h"

namespace headroom::io {
namespace {

/// Text that this program wrote.
ParsedText parsed(const std::string& text) {
  auto read = parse_json(text, "changes", "changes");
  HEADROOM_EXPECTS(read.ok());
  return std::move(read).value();
}

void drop_member(Json& object, std::string_view name) {
  std::erase_if(object.items, [&](const Json& member) { return member.name == name; });
}

Json* find_member(Json& object, std::string_view name) {
  const auto found = std::ranges::find(object.items, name, &Json::name);
  return found == object.items.end() ? nullptr : &*found;
}

void set_member(Json& object, const std::string& name, Json value) {
  drop_member(object, name);
  object.add(name, std::move(value));
}

/// As it would stand in a file, without its name.
ParsedText canonical(const projection::Scenario& scenario, const network::KindList& kinds) {
  ParsedText text = parsed(write_scenario(scenario, kinds));
  drop_member(text.root, "name");
  return text;
}

std::string on_one_line(const Json& value) {
  if (value.is(Json::Type::string)) return value.text;
  std::string line;
  for (const char c : to_text(value)) {
    if (c == '\n') continue;
    const bool indent = c == ' ' && !line.empty() && (line.back() == '{' || line.back() == '[');
    if (!indent && !(c == ' ' && !line.empty() && line.back() == ' ')) line += c;
  }
  return line;
}

/// Parts of a scenario such as its targets are there in any case, even if nothing stands in them.
bool is_part(const std::string& pointer, const Json& member) {
  return pointer.empty() && member.is(Json::Type::object);
}

void list(const Json& before, const Json& after, const std::string& pointer,
          std::vector<Change>& out) {
  const Json nothing = Json::object();
  const auto at = [&](const Json& member) { return pointer + "/" + pointer_part(member.name); };
  for (const Json& gone : before.items) {
    if (after.find(gone.name) != nullptr) continue;
    if (is_part(pointer, gone))
      list(gone, nothing, at(gone), out);
    else
      out.push_back({at(gone), on_one_line(gone), std::nullopt});
  }
  for (const Json& now : after.items) {
    const Json* known = before.find(now.name);
    if (known == nullptr && is_part(pointer, now)) known = &nothing;
    if (known == nullptr)
      out.push_back({at(now), std::nullopt, on_one_line(now)});
    else if (known->is(Json::Type::object) && now.is(Json::Type::object))
      list(*known, now, at(now), out);
    else if (!equal_values(*known, now))
      out.push_back({at(now), on_one_line(*known), on_one_line(now)});
  }
}

/// What is said of components that are not there and would not come to be by it.
void drop_orphans(Json& patch, const Json& target, Diagnostics& warnings) {
  Json* changed = find_member(patch, "components");
  const Json* known = target.find("components");
  if (changed == nullptr || known == nullptr) return;
  std::erase_if(changed->items, [&](const Json& member) {
    const bool there = known->find(member.name) != nullptr || member.find("kind") != nullptr;
    if (there) return false;
    Diagnostic warning;
    warning.severity = Severity::warning;
    warning.code = "nothing-to-change";
    warning.pointer = "/components/" + pointer_part(member.name);
    warning.message = in_quotes(member.name) + " is no longer there, so that it is not changed";
    warnings.add(std::move(warning));
    return true;
  });
}

/// Removes the value of the parts of a pointer; whether the object is empty then.
bool drop_at(Json& object, std::span<const std::string> parts) {
  if (parts.size() == 1) {
    drop_member(object, parts.front());
  } else if (Json* member = find_member(object, parts.front()); member != nullptr) {
    // What is removed as a whole comes back as a whole.
    const bool gone = member->is(Json::Type::null);
    const bool inside = member->is(Json::Type::object);
    if (gone || (inside && drop_at(*member, parts.subspan(1)))) drop_member(object, parts.front());
  }
  return object.items.empty();
}

std::vector<std::string> parts_of(const std::string& pointer) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start < pointer.size();) {
    const std::size_t end = std::min(pointer.find('/', start + 1), pointer.size());
    std::string part;
    for (std::size_t i = start + 1; i < end; ++i) {
      const bool escape = pointer[i] == '~' && i + 1 < end;
      part += !escape ? pointer[i] : pointer[++i] == '1' ? '/' : '~';
    }
    parts.push_back(std::move(part));
    start = end;
  }
  return parts;
}

/// Own fields of the file beside its changes.
Result<WhatIfFile> what_if_of(const Json& root, const std::string& path) {
  Reader reader;
  WhatIfText text;
  read_object(reader, root, what_if_fields(), text);
  if (reader.found().has_errors()) return reader.found();
  const auto extends = file_beside(path, text.extends);
  if (!extends) return extends.diagnostics();
  Json changes = *text.changes;
  if (const Json* own = root.find("description")) {
    drop_member(changes, "description");
    changes.items.insert(changes.items.begin(), *own);  // where it stands in a scenario
  }
  drop_member(changes, "name");
  changes.name.clear();
  const Json* inner = text.changes->find("name");
  std::string name = text.name.empty() && inner != nullptr ? inner->text : text.name;
  return WhatIfFile{*extends, std::move(name), {to_text(changes)}};
}

}  // namespace

Changes changes_between(const projection::Scenario& parent, const projection::Scenario& child,
                        const network::KindList& kinds) {
  return {to_text(patch_between(canonical(parent, kinds).root, canonical(child, kinds).root))};
}

ReadScenario with_changes(const projection::Scenario& parent, const Changes& changes,
                          const std::string& name, const std::string& file, const Known& known) {
  ParsedText target = parsed(write_scenario(parent, known.kinds));
  ParsedText patch = parsed(changes.text);
  Diagnostics warnings;
  drop_orphans(patch.root, target.root, warnings);
  Reader reader;
  apply_patch(target.root, patch.root, reader);
  set_member(target.root, "name", Json::string(name));
  ReadScenario read = read_what_is_there(to_text(target.root), file, known);
  warnings.append(read.problems);
  read.problems = std::move(warnings);
  return read;
}

std::vector<Change> list_changes(const projection::Scenario& parent,
                                 const projection::Scenario& child,
                                 const network::KindList& kinds) {
  std::vector<Change> all;
  list(canonical(parent, kinds).root, canonical(child, kinds).root, "", all);
  return all;
}

Changes without_change(const Changes& changes, const std::string& pointer) {
  ParsedText patch = parsed(changes.text);
  const std::vector<std::string> parts = parts_of(pointer);
  HEADROOM_EXPECTS(!parts.empty());
  drop_at(patch.root, parts);
  return {to_text(patch.root)};
}

Result<std::optional<WhatIfFile>> read_what_if(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return text.diagnostics();
  auto file = parse_json(*text, path, "scenario");
  if (!file) return file.diagnostics();
  Json& root = file.value().root;
  link_parents(root);
  Reader reader;
  if (!check_format(reader, root, kScenarioFormat)) return reader.found();
  if (root.find("extends") == nullptr) return std::optional<WhatIfFile>();
  auto what_if = what_if_of(root, path);
  if (!what_if) return what_if.diagnostics();
  return std::optional(std::move(what_if).value());
}

std::string write_what_if(const std::string& name, const std::string& extends,
                          const Changes& changes) {
  ParsedText patch = parsed(changes.text);
  Json root = Json::object();
  root.add("format", Json::string("headroom-scenario/1"));
  root.add("extends", Json::string(extends));
  root.add("name", Json::string(name));
  const Json* description = patch.root.find("description");
  if (description != nullptr && description->is(Json::Type::string)) {
    root.add("description", *description);
    drop_member(patch.root, "description");
  }
  root.add("changes", std::move(patch.root));
  return to_text(root);
}

}  // namespace headroom::io
