#include "cli/render/catalog.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <nlohmann/json.hpp>

#include "cli/render/text.h"
#include "core/base/did_you_mean.h"
#include "core/report/names.h"

namespace headroom::cli {
namespace {

using cost::Bracket;
using cost::Price;
using cost::PriceUnit;
using Json = nlohmann::ordered_json;

std::string in_lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

bool contains(const std::string& text, const std::string& lower_part) {
  return in_lower_case(text).find(lower_part) != std::string::npos;
}

std::string_view unit_text(PriceUnit unit) {
  switch (unit) {
    case PriceUnit::hour:
      return "USD/h";
    case PriceUnit::gib_month:
      return "USD/GiB-month";
    case PriceUnit::gb:
      return "USD/GB";
    case PriceUnit::request:
      return "USD/million";
    case PriceUnit::iops_month:
      return "USD/IOPS-month";
    case PriceUnit::unit_month:
      return "USD/month";
  }
  return "";
}

/// USD of one unit; of a million requests.
double shown_price(const Bracket& bracket, PriceUnit unit) {
  const double per_million = bracket.price_per_million.units();
  return unit == PriceUnit::request ? per_million : per_million / 1e6;
}

std::string decimal(double value) {
  std::array<char, 64> buffer{};
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  return {buffer.data(), written.ptr};
}

/// The lowest bracket that costs something; "from" says that others follow or precede.
std::string price_text(const Price& price) {
  const auto paid = std::ranges::find_if(
      price.brackets, [](const Bracket& bracket) { return bracket.price_per_million > Money(); });
  const Bracket& shown = paid == price.brackets.end() ? price.brackets.front() : *paid;
  return decimal(shown_price(shown, price.unit)) + " " + std::string(unit_text(price.unit)) +
         (price.brackets.size() > 1 ? ", tiers" : "");
}

constexpr std::size_t kPriceWidth = 28;
constexpr std::size_t kDateWidth = 12;
constexpr std::size_t kIdWidth = 50;     ///< at most; longer ones have a line of their own
constexpr std::size_t kNumberWidth = 5;  ///< of a source: "[12] "
constexpr std::size_t kGap = 2;

/// Sources by their numbers: many prices share one.
class Sources {
 public:
  /// "[1]"
  std::string reference(const std::string& source) {
    const auto known = std::ranges::find(all_, source);
    const auto index = static_cast<std::size_t>(known - all_.begin());
    if (known == all_.end()) all_.push_back(source);
    return "[" + std::to_string(index + 1) + "]";
  }
  [[nodiscard]] std::string list() const {
    std::string text;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      std::string start = "[" + std::to_string(i + 1) + "]";
      for (const std::string& line : wrap(printable(all_[i]), kWidth - kNumberWidth)) {
        text += left(start, kNumberWidth) + line + "\n";
        start.clear();
      }
    }
    return text;
  }

 private:
  std::vector<std::string> all_;
};

std::string price_row(const Price& price, std::size_t id_width, Sources& sources) {
  const std::string id = printable(price.id);
  const bool own_line = columns(id) > id_width;
  return (own_line ? id + "\n" : "") + left(own_line ? "" : id, id_width + kGap) +
         left(price_text(price), kPriceWidth) + left(printable(price.as_of), kDateWidth) +
         sources.reference(price.source) + "\n";
}

Json price_json(const Price& price, const architecture::SizeTable& sizes) {
  Json brackets = Json::array();
  for (const Bracket& bracket : price.brackets)
    brackets.push_back(
        {{"from", bracket.from}, {"price_per_million_usd", bracket.price_per_million.units()}});
  Json json = {{"id", price.id},         {"description", price.description},
               {"region", price.region}, {"unit", report::name_of(price.unit)},
               {"brackets", brackets},   {"as_of", price.as_of},
               {"source", price.source}, {"confidence", price.confidence}};
  const auto size = sizes.find(price.id);
  if (size == sizes.end()) return json;
  json["vcpus"] = size->second.vcpus;
  json["memory_gib"] = size->second.memory_gib;
  json["relative_speed"] = size->second.relative_speed;
  json["speed_measured"] = size->second.speed_measured;
  return json;
}

}  // namespace

std::vector<const Price*> matching(const cost::PriceList& prices, std::string_view part) {
  const std::string lower = in_lower_case(part);
  std::vector<const Price*> found;
  for (const auto& [id, price] : prices.all())
    if (contains(id, lower) || contains(price.description, lower)) found.push_back(&price);
  return found;
}

std::string nearest_to(const cost::PriceList& prices, std::string_view part) {
  std::vector<std::string> words;
  for (const auto& [id, price] : prices.all()) {
    words.push_back(id);
    // "m6i.large" of "aws:m6i.large"
    if (const std::size_t colon = id.find(':'); colon != std::string::npos)
      words.push_back(id.substr(colon + 1));
  }
  return did_you_mean(part, words);
}

std::string catalog_table(const std::vector<const Price*>& prices, const Paint& paint) {
  if (prices.empty()) return "";
  std::size_t id_width = 0;
  for (const Price* price : prices) id_width = std::max(id_width, columns(price->id));
  id_width = std::min(id_width, kIdWidth);
  std::string text =
      paint(report::Tone::weak, left("Id", id_width + kGap) + left("Price", kPriceWidth) +
                                    left("As of", kDateWidth) + "Source") +
      "\n";
  Sources sources;
  for (const Price* price : prices) text += price_row(*price, id_width, sources);
  return text + "\n" + paint(report::Tone::weak, "Sources") + "\n" + sources.list();
}

std::string catalog_json(const std::vector<const Price*>& prices,
                         const architecture::SizeTable& sizes) {
  Json list = Json::array();
  for (const Price* price : prices) list.push_back(price_json(*price, sizes));
  return list.dump(2) + "\n";
}

}  // namespace headroom::cli
