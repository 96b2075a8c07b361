#include "gui/gallery/template_list.h"

#include <algorithm>
#include <string>

#include "core/io/scenario_file.h"
#include "gui/style/words.h"
#include "models/models.h"

namespace headroom::gui {
namespace {

QString first_sentence(const std::string& description) {
  const QString whole = text(description);
  const qsizetype end = whole.indexOf(QStringLiteral(". "));
  return end < 0 ? whole : whole.left(end + 1);
}

}  // namespace

std::vector<Template> builtin_templates(const Knowledge& knowledge) {
  std::vector<Template> all;
  for (const models::DataFile& file : models::templates()) {
    const auto read = io::read_scenario_text(file.text, std::string(file.name) + ".json",
                                             {knowledge.kinds, knowledge.catalogue});
    if (!read) continue;
    Template one;
    one.name = text(read->scenario.name);
    one.when = first_sentence(read->scenario.description);
    one.scenario = read->scenario;
    one.graph = graph_of(one.scenario, knowledge);
    one.layout = layered_layout(one.graph);
    all.push_back(std::move(one));
  }
  // The simplest first.
  std::ranges::stable_sort(all, {}, [](const Template& one) { return one.graph.names.size(); });
  return all;
}

}  // namespace headroom::gui
