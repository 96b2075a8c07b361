#include "gui/document/scenario_tree.h"

namespace headroom::gui {

const std::string& ScenarioTree::name(int id) const {
  return id == kBase ? base.name : what_ifs.at(id).name;
}

int ScenarioTree::parent(int id) const { return id == kBase ? kNoParent : what_ifs.at(id).parent; }

std::vector<int> ScenarioTree::children(int id) const {
  std::vector<int> all;
  for (const auto& [child, what_if] : what_ifs)
    if (what_if.parent == id) all.push_back(child);
  return all;
}

std::vector<int> ScenarioTree::from(int id) const {
  std::vector<int> all = {id};
  for (const int child : children(id)) {
    const std::vector<int> below = from(child);
    all.insert(all.end(), below.begin(), below.end());
  }
  return all;
}

int ScenarioTree::depth(int id) const {
  int depth = 0;
  for (; id != kBase; id = parent(id)) ++depth;
  return depth;
}

}  // namespace headroom::gui
