#include "tests/support/json_schema.h"

#include <algorithm>
#include <functional>
#include <map>
#include <regex>

namespace headroom::testing {
namespace {

using Json = nlohmann::json;
using Problems = std::vector<std::string>;

bool has_type(const Json& value, const std::string& type) {
  if (type == "number") return value.is_number();
  if (type == "integer") return value.is_number_integer();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  return type == "null" && value.is_null();
}

class Checker {
 public:
  explicit Checker(const Json& root) : root_(root) {}

  Problems check(const Json& schema, const Json& value, const std::string& pointer) const {
    if (schema.is_boolean())
      return schema.get<bool>() ? Problems{} : Problems{pointer + ": nothing is allowed here"};
    Problems problems;
    for (const auto& [keyword, argument] : schema.items()) {
      const auto rule = rules().find(keyword);
      if (rule == rules().end())
        problems.push_back(pointer + ": unknown keyword " + keyword);
      else if (const Problems found = rule->second(*this, schema, value, pointer); !found.empty())
        problems.insert(problems.end(), found.begin(), found.end());
    }
    return problems;
  }

 private:
  using Rule = std::function<Problems(const Checker&, const Json& schema, const Json& value,
                                      const std::string& pointer)>;

  static Problems unless(bool kept, const std::string& pointer, const std::string& rule) {
    return kept ? Problems{} : Problems{pointer + ": " + rule};
  }

  /// The least wrong of the alternatives tells what is wrong.
  Problems any_of(const Json& schemas, const Json& value, const std::string& pointer) const {
    Problems least(1000, pointer + ": no alternative fits");
    for (const Json& schema : schemas) {
      Problems problems = check(schema, value, pointer);
      if (problems.size() < least.size()) least = std::move(problems);
    }
    return least;
  }

  Problems one_of(const Json& schemas, const Json& value, const std::string& pointer) const {
    int fitting = 0;
    for (const Json& schema : schemas) fitting += check(schema, value, pointer).empty() ? 1 : 0;
    if (fitting == 1) return {};
    if (fitting == 0) return any_of(schemas, value, pointer);
    return {pointer + ": more than one alternative fits"};
  }

  Problems all_of(const Json& schemas, const Json& value, const std::string& pointer) const {
    Problems problems;
    for (const Json& schema : schemas)
      for (std::string& problem : check(schema, value, pointer))
        problems.push_back(std::move(problem));
    return problems;
  }

  const Json* schema_of_member(const Json& schema, const std::string& name) const {
    if (schema.contains("properties") && schema.at("properties").contains(name))
      return &schema.at("properties").at(name);
    if (schema.contains("patternProperties"))
      for (const auto& [expression, one] : schema.at("patternProperties").items())
        if (std::regex_search(name, compiled(expression))) return &one;
    return schema.contains("additionalProperties") ? &schema.at("additionalProperties") : nullptr;
  }

  Problems members(const Json& schema, const Json& value, const std::string& pointer) const {
    Problems problems;
    if (!value.is_object()) return problems;
    for (const auto& [name, member] : value.items()) {
      const Json* of_member = schema_of_member(schema, name);
      if (of_member == nullptr) continue;
      for (std::string& problem : check(*of_member, member, pointer + "/" + name))
        problems.push_back(std::move(problem));
    }
    return problems;
  }

  static Problems required(const Json& names, const Json& value, const std::string& pointer) {
    Problems problems;
    for (const Json& name : names)
      if (value.is_object() && !value.contains(name.get<std::string>()))
        problems.push_back(pointer + ": " + name.get<std::string>() + " is missing");
    return problems;
  }

  Problems elements(const Json& items, const Json& value, const std::string& pointer) const {
    Problems problems;
    if (!value.is_array()) return problems;
    for (std::size_t i = 0; i < value.size(); ++i)
      for (std::string& problem : check(items, value[i], pointer + "/" + std::to_string(i)))
        problems.push_back(std::move(problem));
    return problems;
  }

  Problems of_type(const Json& types, const Json& value, const std::string& pointer) const {
    bool fits = types.is_string() && has_type(value, types.get<std::string>());
    if (types.is_array())
      for (const Json& type : types) fits = fits || has_type(value, type.get<std::string>());
    return unless(fits, pointer, "is no " + types.dump());
  }

  static Rule ignored() {
    return [](const Checker&, const Json&, const Json&, const std::string&) { return Problems{}; };
  }

  /// A rule about numbers: `kept(value, bound)`.
  static Rule bound(const std::string& keyword, const std::function<bool(double, double)>& kept) {
    return [=](const Checker&, const Json& schema, const Json& value, const std::string& pointer) {
      const bool fits = !value.is_number() || kept(value, schema.at(keyword));
      return unless(fits, pointer, keyword + " is not kept");
    };
  }

  static const std::map<std::string, Rule>& rules() {
    using C = const Checker&;
    using J = const Json&;
    using P = const std::string&;
    static const std::map<std::string, Rule> all = {
        {"$schema", ignored()},
        {"$id", ignored()},
        {"$comment", ignored()},
        {"$defs", ignored()},
        {"title", ignored()},
        {"description", ignored()},
        {"default", ignored()},
        {"examples", ignored()},
        {"patternProperties", ignored()},  // looked up by schema_of_member
        {"additionalProperties", [](C c, J s, J v, P p) { return c.members(s, v, p); }},
        {"properties",
         [](C c, J s, J v, P p) {  // together with additionalProperties where there are some
           return s.contains("additionalProperties") ? Problems{} : c.members(s, v, p);
         }},
        {"$ref",
         [](C c, J s, J v, P p) {
           const std::string target = s.at("$ref").get<std::string>().substr(1);
           return c.check(c.root_.at(Json::json_pointer(target)), v, p);
         }},
        {"type", [](C c, J s, J v, P p) { return c.of_type(s.at("type"), v, p); }},
        {"const",
         [](C, J s, J v, P p) { return unless(v == s.at("const"), p, "is not the constant"); }},
        {"enum",
         [](C, J s, J v, P p) {
           const Json& words = s.at("enum");
           return unless(std::find(words.begin(), words.end(), v) != words.end(), p,
                         "is not among the words");
         }},
        {"pattern",
         [](C c, J s, J v, P p) {
           const bool fits = !v.is_string() ||
                             std::regex_search(v.get<std::string>(), c.compiled(s.at("pattern")));
           return unless(fits, p, "does not match the pattern");
         }},
        {"required", [](C, J s, J v, P p) { return required(s.at("required"), v, p); }},
        {"items", [](C c, J s, J v, P p) { return c.elements(s.at("items"), v, p); }},
        {"anyOf", [](C c, J s, J v, P p) { return c.any_of(s.at("anyOf"), v, p); }},
        {"oneOf", [](C c, J s, J v, P p) { return c.one_of(s.at("oneOf"), v, p); }},
        {"allOf", [](C c, J s, J v, P p) { return c.all_of(s.at("allOf"), v, p); }},
        {"minItems",
         [](C, J s, J v, P p) {
           return unless(!v.is_array() || v.size() >= s.at("minItems"), p, "has too few elements");
         }},
        {"minProperties",
         [](C, J s, J v, P p) {
           return unless(!v.is_object() || v.size() >= s.at("minProperties"), p,
                         "has too few members");
         }},
        {"minimum", bound("minimum", std::greater_equal<>())},
        {"maximum", bound("maximum", std::less_equal<>())},
        {"exclusiveMinimum", bound("exclusiveMinimum", std::greater<>())},
        {"exclusiveMaximum", bound("exclusiveMaximum", std::less<>())}};
    return all;
  }

  /// Compiled once: it costs more than everything else.
  const std::regex& compiled(const std::string& expression) const {
    return expressions_.try_emplace(expression, expression).first->second;
  }

  const Json& root_;
  mutable std::map<std::string, std::regex> expressions_;
};

}  // namespace

Problems schema_problems(const Json& schema, const Json& document) {
  return Checker(schema).check(schema, document, "");
}

}  // namespace headroom::testing
