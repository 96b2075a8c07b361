#include "core/io/load_text.h"

#include <utility>
#include <variant>

#include "core/io/step_fields.h"
#include "core/workload/fit.h"

namespace headroom::io {
namespace {

using projection::Scenario;
using projection::Targets;
using workload::PeakHourRate;
using workload::Population;

const Json& at_member(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found == nullptr ? object : *found;
}

void check_one_level(Reader& reader, const Json& json) {
  int stated = 0;
  for (const char* level : {"peak_hour_now", "users_now", "history"})
    stated += json.find(level) != nullptr ? 1 : 0;
  if (stated == 1) return;
  reader.mistake(json, "one-load",
                 std::string("the load now is ") +
                     (stated == 0 ? "missing" : "given more than once") +
                     "; expected exactly one of: peak_hour_now, users_now, history");
}

void check_as_of(Reader& reader, const Json& json) {
  const Json* as_of = json.find("as_of");
  if (as_of != nullptr && json.find("peak_hour_now") == nullptr)
    reader.mistake(*as_of, "nothing-as-of", "\"as_of\" is the date of \"peak_hour_now\"",
                   "remove it", Part::name);
}

void refuse_fits(Reader& reader, const Json& json, const LoadText& text) {
  const auto refuse = [&](const char* name) {
    reader.mistake(at_member(json, name), "nothing-to-fit",
                   "there is no history to which the " + std::string(name) + " could be fitted",
                   "give a \"history\", or state the " + std::string(name));
  };
  if (text.season.fitted) refuse("season");
  if (text.growth.fitted) refuse("growth");
}

/// What is not stated is fitted.
void take_history(Reader& reader, const Json& json, const LoadText& text, workload::Load& load) {
  workload::History history = *text.history;
  history.choice = {!text.growth.stated, !text.season.stated};
  reader.take(json, workload::fit_history(history, load.season).notes);
  load.now = std::move(history);
}

void take_level(Reader& reader, const Json& json, const LoadText& text, workload::Load& load) {
  check_one_level(reader, json);
  check_as_of(reader, json);
  if (text.peak_hour_now) load.now = PeakHourRate{*text.peak_hour_now, text.as_of};
  if (text.users_now) load.now = Population{*text.users_now};
  if (text.history) take_history(reader, at_member(json, "history"), text, load);
  if (json.find("history") == nullptr) refuse_fits(reader, json, text);
}

/// The only class has everything. Nothing where the share is missing or could not be read.
std::optional<Ratio> share_of(Reader& reader, const Json& classes, const ClassText& one,
                              bool only) {
  const Json& json = at_member(classes, one.name);
  if (one.share || json.find("share") != nullptr) return one.share;
  if (only) return Ratio(1.0);
  reader.missing_field(json, "share", "of several classes each needs its share of the requests");
  return std::nullopt;
}

void take_classes(Reader& reader, const Json& classes, const LoadText& text, Scenario& scenario) {
  const auto& all = text.classes.all;
  if (all.empty()) return reader.mistake(classes, "no-class", "expected at least one class");
  double sum = 0.0;
  bool complete = true;
  for (const ClassText& one : all) {
    const std::optional<Ratio> share = share_of(reader, classes, one, all.size() == 1);
    complete = complete && share.has_value();
    sum += share.value_or(Ratio()).value();
    scenario.load.classes.push_back({one.name, share.value_or(Ratio()), one.enters.component,
                                     one.enters.operation, one.arrivals, one.priority,
                                     one.deadline});
    if (text.users_now && !one.arrivals.poisson())
      reader.mistake(*at_member(classes, one.name).find("arrivals"), "users-and-arrivals",
                     "users come back after their think time; only a rate has arrivals",
                     "remove \"arrivals\", or state \"peak_hour_now\"", Part::name);
    if (one.targets.targets != Targets{})
      scenario.class_targets.emplace(one.name, one.targets.targets);
    if (one.response) scenario.response_size.emplace(one.name, *one.response);
  }
  if (complete) check_sum(reader, classes, sum, "shares");
}

template <class Map>
auto optional_at(const Map& map, const std::string& key) {
  const auto found = map.find(key);
  return found == map.end() ? std::nullopt : std::optional(found->second);
}

ClassText class_text_of(const Scenario& scenario, const workload::RequestClass& one) {
  const bool only = scenario.load.classes.size() == 1 && one.share == Ratio(1.0);
  return {one.name,
          only ? std::nullopt : std::optional(one.share),
          {one.component, one.operation},
          {optional_at(scenario.class_targets, one.name).value_or(Targets{})},
          optional_at(scenario.response_size, one.name),
          one.arrivals,
          one.priority,
          one.deadline};
}

}  // namespace

void take_load(Reader& reader, const Json& json, const LoadText& text, Scenario& scenario) {
  if (!json.is(Json::Type::object)) return;
  if (text.season.stated) scenario.load.season = *text.season.stated;
  if (text.growth.stated) scenario.load.growth = *text.growth.stated;
  take_level(reader, json, text, scenario.load);
  scenario.load.surges = text.surges.all;
  if (json.find("classes") != nullptr)
    take_classes(reader, at_member(json, "classes"), text, scenario);
}

LoadText load_text_of(const Scenario& scenario) {
  const workload::Load& load = scenario.load;
  LoadText text;
  bool stated_season = load.season != workload::Season{};
  bool stated_growth = !std::holds_alternative<workload::NoGrowth>(load.growth);
  if (const auto* users = std::get_if<Population>(&load.now)) text.users_now = users->users;
  if (const auto* rate = std::get_if<PeakHourRate>(&load.now)) {
    text.peak_hour_now = rate->rate_rps;
    text.as_of = rate->as_of;
  }
  if (const auto* history = std::get_if<workload::History>(&load.now)) {
    text.history = *history;
    stated_season = !history->choice.fit_season;
    stated_growth = !history->choice.fit_growth;
  }
  if (stated_season) text.season.stated = load.season;
  if (stated_growth) text.growth.stated = load.growth;
  text.surges.all = load.surges;
  for (const workload::RequestClass& one : load.classes)
    text.classes.all.push_back(class_text_of(scenario, one));
  return text;
}

}  // namespace headroom::io
