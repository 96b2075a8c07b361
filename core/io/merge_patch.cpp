#include "core/io/merge_patch.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/base/contracts.h"
#include "core/base/did_you_mean.h"
#include "core/io/words.h"

namespace headroom::io {
namespace {

/// Members by name: a patch may have as many changes as the object has members.
class Members {
 public:
  explicit Members(Json& object) : object_(&object) {
    for (std::size_t i = 0; i < object.items.size(); ++i) places_.emplace(object.items[i].name, i);
  }
  [[nodiscard]] bool has(const std::string& name) const { return places_.contains(name); }
  /// Adds it if it is missing.
  Json& at(const std::string& name) {
    const auto [place, is_new] = places_.emplace(name, object_->items.size());
    return is_new ? object_->add(name, {}) : object_->items[place->second];
  }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& [name, place] : places_) names.push_back(name);
    return names;
  }

 private:
  Json* object_;
  std::map<std::string, std::size_t> places_;
};

/// Whether the change removes something.
bool removes(Reader& reader, const Json& change, const Members& members) {
  const bool there = members.has(change.name);
  if (!there)
    reader.warning(change, "nothing-to-remove",
                   in_quotes(change.name) + " is not there, so that nothing is removed",
                   did_you_mean(change.name, members.names()), Part::name);
  return there;
}

/// As `patch` says, without its members.
void replace(Json& target, const Json& patch) {
  target = Json::of(patch.type);
  target.text = patch.text;
  target.flag = patch.flag;
  if (!patch.is(Json::Type::object)) target.items = patch.items;
  target.name = patch.name;
  target.source = patch.source;
  target.name_at = patch.name_at;
  target.at = patch.at;
}

bool are_objects(const Json& a, const Json& b) {
  return a.is(Json::Type::object) && b.is(Json::Type::object);
}

}  // namespace

void apply_patch(Json& target, const Json& patch, Reader& reader) {
  if (!are_objects(patch, target)) replace(target, patch);
  if (!patch.is(Json::Type::object)) return;
  Members members(target);
  std::set<std::string> removed;
  for (const Json& change : patch.items) {
    if (!change.is(Json::Type::null)) {
      apply_patch(members.at(change.name), change, reader);
    } else if (removes(reader, change, members)) {
      removed.insert(change.name);
    }
  }
  std::erase_if(target.items, [&](const Json& member) { return removed.contains(member.name); });
}

bool equal_values(const Json& a, const Json& b) {
  if (a.type != b.type || a.text != b.text || a.flag != b.flag) return false;
  if (a.items.size() != b.items.size()) return false;
  if (!a.is(Json::Type::object)) return std::ranges::equal(a.items, b.items, equal_values);
  return std::ranges::all_of(a.items, [&](const Json& member) {
    const Json* other = b.find(member.name);
    return other != nullptr && equal_values(member, *other);
  });
}

Json patch_between(const Json& from, const Json& to) {
  HEADROOM_EXPECTS(are_objects(from, to));
  Json patch = Json::object();
  for (const Json& before : from.items)
    if (to.find(before.name) == nullptr) patch.add(before.name, Json::of(Json::Type::null));
  for (const Json& after : to.items) {
    const Json* before = from.find(after.name);
    if (before != nullptr && equal_values(*before, after)) continue;
    const bool merged = before != nullptr && are_objects(*before, after);
    patch.add(after.name, merged ? patch_between(*before, after) : after);
  }
  return patch;
}

}  // namespace headroom::io
