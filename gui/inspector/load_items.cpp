#include "gui/inspector/load_items.h"

#include <QObject>
#include <algorithm>
#include <utility>

#include "core/architecture/notation.h"
#include "core/io/ids.h"
#include "core/network/network.h"
#include "gui/inspector/wrong_value.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

using architecture::Dimension;
using architecture::parse_quantity;
using architecture::write_quantity;
using projection::Scenario;
using workload::RequestClass;
using workload::Surge;
using Written = Result<Scenario>;

constexpr double kNewShare = 0.1;

/// As one types it: "2027-03-15T09:00".
QString time_words(Instant at) {
  QString whole = text(to_string(at));
  const QString tail = QStringLiteral(":00Z");
  if (whole.endsWith(tail)) whole.chop(tail.size());
  return whole;
}

template <class Item>
Item* named(std::vector<Item>& all, const std::string& name) {
  const auto found = std::ranges::find(all, name, &Item::name);
  return found == all.end() ? nullptr : &*found;
}

std::string free_item(const auto& all, const std::string& wanted) {
  std::string name = wanted;
  for (int i = 2;
       std::ranges::find(all, name, [](const auto& item) { return item.name; }) != all.end(); ++i)
    name = wanted + "-" + std::to_string(i);
  return name;
}

/// A field of the item `name` of a list of the load.
template <class Item>
struct Fields {
  std::vector<Item> workload::Load::*list;
  std::string name;
  std::string pointer;

  using Read = std::function<QString(const Item&)>;
  using Write = std::function<std::optional<Diagnostic>(Scenario&, Item&, const std::string&)>;

  [[nodiscard]] ScenarioField field(const QString& label, const QString& help,
                                    const QString& when_empty, const std::string& key, Read read,
                                    Write write) const {
    const auto find = [list = list, name = name](Scenario& scenario) {
      return named(scenario.load.*list, name);
    };
    return {
        {},
        label,
        help,
        when_empty,
        {pointer + "/" + key},
        [find, read = std::move(read)](const Scenario& scenario) {
          Scenario copy = scenario;
          const Item* item = find(copy);
          return item ? read(*item) : QString();
        },
        [find, write = std::move(write)](Scenario scenario, const std::string& typed) -> Written {
          Item* item = find(scenario);
          if (!item) return wrong_value("it is no longer there");
          if (auto problem = write(scenario, *item, typed)) return *problem;
          return scenario;
        }};
  }

  /// One exact quantity or a range.
  [[nodiscard]] ScenarioField quantity(const QString& label, const QString& help,
                                       const QString& when_empty, const std::string& key,
                                       Dimension dimension,
                                       std::function<Uncertain(const Item&)> get,
                                       std::function<void(Item&, Uncertain)> set) const {
    return field(
        label, help, when_empty, key,
        [=](const Item& item) { return text(write_quantity(get(item), dimension)); },
        [=](Scenario&, Item& item, const std::string& typed) -> std::optional<Diagnostic> {
          const auto read = parse_quantity(typed.empty() ? "0" : typed, dimension);
          if (!read) return read.diagnostics().all().front();
          set(item, *read);
          return std::nullopt;
        });
  }
};

/// The others keep their proportions.
void share_rest(std::vector<RequestClass>& classes, const RequestClass& changed, double share) {
  double others = 0.0;
  for (const RequestClass& one : classes)
    if (&one != &changed) others += one.share.value();
  for (RequestClass& one : classes)
    if (&one != &changed && others > 0.0)
      one.share = Ratio(one.share.value() * (1.0 - share) / others);
}

std::optional<Diagnostic> write_share(Scenario& scenario, RequestClass& item,
                                      const std::string& typed) {
  const auto read = parse_quantity(typed, Dimension::ratio);
  if (!read) return read.diagnostics().all().front();
  const bool alone = scenario.load.classes.size() == 1;
  if (!read->is_exact() || read->low <= 0.0 || read->low > 1.0 || (!alone && read->low == 1.0))
    return wrong_value("a share is one value between 0 and 100 %");
  if (alone && read->low != 1.0) return wrong_value("the only class has all requests");
  share_rest(scenario.load.classes, item, read->low);
  item.share = Ratio(read->low);
  return std::nullopt;
}

std::optional<Diagnostic> write_entry(Scenario& scenario, RequestClass& item,
                                      const std::string& typed) {
  const std::size_t dot = typed.find('.');
  const auto& components = scenario.architecture.components;
  const auto found = components.find(typed.substr(0, dot));
  if (found == components.end()) return wrong_value("no component has this name");
  const std::string operation = dot == std::string::npos ? "" : typed.substr(dot + 1);
  if (!operation.empty() && !found->second.operations.contains(operation))
    return wrong_value(found->first + " has no operation of this name");
  item.component = found->first;
  item.operation = operation;
  return std::nullopt;
}

std::optional<Diagnostic> write_priority(Scenario& /*scenario*/, RequestClass& item,
                                         const std::string& typed) {
  const auto read = parse_quantity(typed.empty() ? "1" : typed, Dimension::count);
  if (!read) return read.diagnostics().all().front();
  if (!read->is_exact() || read->low < 1.0 || read->low > network::kPriorities)
    return wrong_value("a priority is 1, which goes first, to 16");
  item.priority = static_cast<std::uint32_t>(read->low);
  return std::nullopt;
}

std::optional<Diagnostic> write_deadline(Scenario& /*scenario*/, RequestClass& item,
                                         const std::string& typed) {
  item.deadline.reset();
  if (typed.empty()) return std::nullopt;
  const auto read = parse_quantity(typed, Dimension::duration);
  if (!read) return read.diagnostics().all().front();
  if (!read->is_exact() || read->low <= 0.0)
    return wrong_value("a deadline is one time above 0, such as 2 s");
  item.deadline = Seconds(read->low);
  return std::nullopt;
}

QString deadline_of(const RequestClass& item) {
  if (!item.deadline) return {};
  return text(write_quantity(Uncertain::exact(item.deadline->value()), Dimension::duration));
}

QString entry_of(const RequestClass& item) {
  return text(item.operation.empty() ? item.component : item.component + "." + item.operation);
}

template <class Item>
std::optional<Diagnostic> refused_name(const std::vector<Item>& all, const std::string& typed) {
  if (!io::is_id(typed)) return wrong_value("a name has letters, digits, - and _, at most 64");
  if (std::ranges::find(all, typed, &Item::name) != all.end())
    return wrong_value("another one has this name");
  return std::nullopt;
}

LoadItem class_item(const RequestClass& shown, bool last) {
  const Fields<RequestClass> fields{&workload::Load::classes, shown.name,
                                    "/load/classes/" + shown.name};
  LoadItem item{shown.name, QObject::tr("Class ") + text(shown.name), fields.pointer, {}, {}};
  ScenarioField name = fields.field(
      QObject::tr("Name"), QObject::tr("Of this kind of request."), {}, "",
      [](const RequestClass& one) { return text(one.name); },
      [](Scenario& scenario, RequestClass& one, const std::string& typed) {
        if (auto refused = refused_name(scenario.load.classes, typed)) return refused;
        auto targets = scenario.class_targets.extract(one.name);
        if (!targets.empty()) {
          targets.key() = typed;
          scenario.class_targets.insert(std::move(targets));
        }
        one.name = typed;
        return std::optional<Diagnostic>();
      });
  name.pointers.clear();
  item.fields = {
      std::move(name),
      fields.field(
          QObject::tr("Share"),
          QObject::tr("Of all requests. The others keep their "
                      "proportions."),
          {}, "share",
          [](const RequestClass& one) {
            return text(write_quantity(Uncertain::exact(one.share.value()), Dimension::ratio));
          },
          write_share),
      fields.field(QObject::tr("Enters at"),
                   QObject::tr("Component and operation, such as web.page."), {}, "enters",
                   entry_of, write_entry),
      fields.field(
          QObject::tr("Priority"),
          QObject::tr("1 goes first, to 16, where a component serves by priority."),
          QStringLiteral("1"), "priority",
          [](const RequestClass& one) {
            return one.priority == 1 ? QString() : QString::number(one.priority);
          },
          write_priority),
      fields.field(QObject::tr("Deadline"),
                   QObject::tr("A request that is not done by then has failed, and gives up."),
                   QObject::tr("none"), "deadline", deadline_of, write_deadline)};
  if (!last)
    item.without = [name = shown.name](Scenario scenario) {
      auto& classes = scenario.load.classes;
      RequestClass* gone = named(classes, name);
      if (!gone || classes.size() == 1) return scenario;
      share_rest(classes, *gone, 0.0);
      std::erase_if(classes, [&](const RequestClass& one) { return one.name == name; });
      scenario.class_targets.erase(name);
      return scenario;
    };
  return item;
}

LoadItem surge_item(const Surge& shown) {
  const Fields<Surge> fields{&workload::Load::surges, shown.name, "/load/surges/" + shown.name};
  LoadItem item{shown.name, QObject::tr("Surge ") + text(shown.name), fields.pointer, {}, {}};
  ScenarioField name = fields.field(
      QObject::tr("Name"), QObject::tr("Of this event."), {}, "",
      [](const Surge& one) { return text(one.name); },
      [](Scenario& scenario, Surge& one, const std::string& typed) {
        auto refused = refused_name(scenario.load.surges, typed);
        if (!refused) one.name = typed;
        return refused;
      });
  name.pointers.clear();
  const auto duration = [&](const QString& label, const QString& help, const char* key,
                            Seconds Surge::*member) {
    return fields.quantity(
        label, help, QStringLiteral("0 s"), key, Dimension::duration,
        [=](const Surge& one) { return Uncertain::exact((one.*member).value()); },
        [=](Surge& one, Uncertain value) { one.*member = Seconds(value.low); });
  };
  item.fields = {
      std::move(name),
      fields.field(
          QObject::tr("Begins"),
          QObject::tr("When the rise begins, UTC, such as "
                      "2027-03-15T09:00."),
          {}, "at", [](const Surge& one) { return time_words(one.at); },
          [](Scenario&, Surge& one, const std::string& typed) -> std::optional<Diagnostic> {
            const auto at = parse_instant(typed);
            if (!at) return wrong_value("a time is written as 2027-03-15T09:00");
            one.at = *at;
            return std::nullopt;
          }),
      fields.quantity(
          QObject::tr("Peak"),
          QObject::tr("Multiple of the ordinary load at the "
                      "height of the surge."),
          {}, "peak", Dimension::factor, [](const Surge& one) { return one.peak; },
          [](Surge& one, Uncertain value) { one.peak = value; }),
      duration(QObject::tr("Rises in"), QObject::tr("From the ordinary load to the peak."), "ramp",
               &Surge::ramp),
      duration(QObject::tr("Lasts"), QObject::tr("Time at the peak."), "hold", &Surge::hold),
      duration(QObject::tr("Half-life"),
               QObject::tr("After the peak, time in which half of the "
                           "surge is gone."),
               "half_life", &Surge::half_life),
      fields.quantity(
          QObject::tr("Stays"),
          QObject::tr("Of the ordinary load, what stays for good once the surge has gone."),
          QStringLiteral("0 %"), "stays", Dimension::ratio,
          [](const Surge& one) { return one.stays; },
          [](Surge& one, Uncertain value) { one.stays = value; })};
  item.without = [name = shown.name](Scenario scenario) {
    std::erase_if(scenario.load.surges, [&](const Surge& one) { return one.name == name; });
    return scenario;
  };
  return item;
}

}  // namespace

std::vector<LoadItem> request_classes(const Scenario& scenario) {
  std::vector<LoadItem> items;
  const bool last = scenario.load.classes.size() == 1;
  for (const RequestClass& one : scenario.load.classes) items.push_back(class_item(one, last));
  return items;
}

std::vector<LoadItem> surges(const Scenario& scenario) {
  std::vector<LoadItem> items;
  for (const Surge& one : scenario.load.surges) items.push_back(surge_item(one));
  return items;
}

Scenario with_class(Scenario scenario) {
  auto& classes = scenario.load.classes;
  const auto& components = scenario.architecture.components;
  RequestClass made;
  made.name = free_item(classes, "requests");
  if (!classes.empty()) {
    made.component = classes.front().component;
    made.operation = classes.front().operation;
  } else if (!components.empty()) {
    made.component = components.begin()->first;
    const auto& operations = components.begin()->second.operations;
    if (!operations.empty()) made.operation = operations.begin()->first;
  }
  const double share = classes.empty() ? 1.0 : kNewShare;
  for (RequestClass& one : classes) one.share = Ratio(one.share.value() * (1.0 - share));
  made.share = Ratio(share);
  classes.push_back(std::move(made));
  return scenario;
}

Scenario with_surge(Scenario scenario) {
  constexpr Seconds kHour(3600.0);
  Surge made;
  made.name = free_item(scenario.load.surges, "surge");
  const projection::Horizon& horizon = scenario.horizon;
  made.at = start_of(months_after(horizon.start, horizon.months / 2));
  made.peak = Uncertain::exact(2.0);
  made.hold = kHour;
  scenario.load.surges.push_back(std::move(made));
  return scenario;
}

}  // namespace headroom::gui
