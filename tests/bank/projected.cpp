#include "tests/bank/projected.h"

#include <cstddef>
#include <sstream>
#include <vector>

namespace headroom::bank {
namespace {

using projection::MonthResult;
using projection::Overload;
using projection::Projection;
using projection::Window;

std::optional<double> of_overload(const Overload& overload, const std::string& word) {
  if (word == "backlog") return overload.peak_backlog;
  if (word == "wait") return overload.longest_wait.value();
  if (word == "duration")
    return static_cast<double>(overload.ends.seconds - overload.begins.seconds);
  return std::nullopt;
}

const Overload* overload_of(const Projection& projection, const std::string& surge) {
  for (const MonthResult& month : projection.months)
    for (const Window& window : month.windows)
      if (window.surge == surge && window.overload) return &*window.overload;
  return nullptr;
}

}  // namespace

std::optional<double> projected_figure(const Projection& projection, const std::string& name) {
  std::vector<std::string> words;
  std::istringstream text(name);
  for (std::string word; std::getline(text, word, '/');) words.push_back(word);
  if (words.size() != 3) return std::nullopt;
  if (words[0] == "surge") {
    const Overload* overload = overload_of(projection, words[1]);
    return overload == nullptr ? std::nullopt : of_overload(*overload, words[2]);
  }
  const std::size_t month = words[0] == "month" ? std::stoul(words[1]) : projection.months.size();
  if (month >= projection.months.size() || words[2] != "cost") return std::nullopt;
  return projection.months[month].bill.total.units();
}

}  // namespace headroom::bank
