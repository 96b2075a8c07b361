#include "tests/bank/table.h"

#include <algorithm>
#include <iomanip>
#include <iterator>
#include <set>
#include <sstream>

namespace headroom::bank {
namespace {

struct Row {
  std::string name;
  std::size_t oracles = 0;
  std::size_t expressed = 0;
  std::size_t exact = 0;
  Summary simulated;
};

std::string text_of(const Row& row) {
  std::ostringstream text;
  text << std::fixed << "| " << row.name << " | " << row.expressed << " of " << row.oracles << " | "
       << row.exact << " | " << row.simulated.count << " | ";
  if (row.simulated.count == 0) {
    text << "| |\n";
    return text.str();
  }
  text << row.simulated.beyond_196 << std::setprecision(1) << " ("
       << 100.0 * row.simulated.share_beyond_196() << " %) | " << std::setprecision(2)
       << row.simulated.largest << " |\n";
  return text.str();
}

std::size_t oracles_of(const std::vector<Case>& cases, const std::string& family) {
  std::set<std::string> ids;
  for (const Case& each : cases)
    if (each.family == family) ids.insert(each.oracle());
  return ids.size();
}

std::vector<Score> scores_of(std::span<const Score> scores, const std::string& family) {
  std::vector<Score> result;
  std::ranges::copy_if(scores, std::back_inserter(result),
                       [&](const Score& score) { return score.family == family; });
  return result;
}

}  // namespace

std::string families_table(const std::vector<Family>& families, const std::vector<Case>& cases,
                           const std::map<std::string, std::size_t>& exact,
                           std::span<const Score> scores) {
  std::string text =
      "| family | cases | exact comparisons | z values | beyond 1.96 | largest z |\n"
      "|---|---|---|---|---|---|\n";
  Row all{"**all**", 0, 0, 0, summary_of(scores)};
  for (const Family& family : families) {
    const auto found = exact.find(family.name);
    const Row row{family.name, family.ids.size(), oracles_of(cases, family.name),
                  found == exact.end() ? 0 : found->second,
                  summary_of(scores_of(scores, family.name))};
    all.oracles += row.oracles;
    all.expressed += row.expressed;
    all.exact += row.exact;
    if (row.expressed > 0) text += text_of(row);
  }
  return text + text_of(all);
}

std::string not_simulated_list(const std::vector<Case>& cases) {
  std::string text;
  for (const Case& each : cases)
    if (!each.not_simulated.empty()) text += "- `" + each.id + "`: " + each.not_simulated + ".\n";
  return text;
}

std::string inexpressible_list(const std::vector<Family>& families,
                               const std::vector<Inexpressible>& missing) {
  std::string text;
  for (const Family& family : families)
    for (const std::string& id : family.ids) {
      const auto found = std::ranges::find(missing, id, &Inexpressible::id);
      if (found != missing.end()) text += "- `" + id + "`: " + found->why + "\n";
    }
  return text;
}

}  // namespace headroom::bank
