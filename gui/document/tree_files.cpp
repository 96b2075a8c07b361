#include "gui/document/tree_files.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>
#include <vector>

#include "core/io/files.h"
#include "core/io/scenario_file.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

namespace fs = std::filesystem;

constexpr qsizetype kMostNeighbours = 256;         // files of the folder that are looked at
constexpr qint64 kLargestNeighbour = 1024 * 1024;  // bytes; what-ifs are small

struct Link {
  std::string path;
  io::WhatIfFile what_if;
};

std::optional<io::WhatIfFile> what_if_in(const std::string& path) {
  auto read = io::read_what_if(path);
  return read ? std::move(read).value() : std::nullopt;
}

std::string key_of(const std::string& path) {
  std::error_code ignored;
  return fs::weakly_canonical(fs::absolute(path), ignored).string();
}

std::string name_in(const std::string& path) { return fs::path(path).filename().string(); }

/// Builds the tree from the base down.
class Opening {
 public:
  Opening(std::string path, const Knowledge& knowledge)
      : path_(std::move(path)), knowledge_(knowledge) {}

  OpenedTree read() && {
    const std::vector<Link> chain = chain_to_base();
    const std::string base = chain.empty() ? path_ : chain.back().what_if.extends;
    opened_.tree.base = scenario_in(base)->scenario;
    know(kBase, base);
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) opened_.opened = add(*link);
    add_neighbours(base);
    return std::move(opened_);
  }

 private:
  [[nodiscard]] Result<io::ScenarioFile> scenario_in(const std::string& path) const {
    return io::read_scenario(path, {knowledge_.kinds, knowledge_.catalogue});
  }

  /// From the file that was asked for to the one that extends the base.
  [[nodiscard]] std::vector<Link> chain_to_base() const {
    std::vector<Link> chain;
    for (auto next = what_if_in(path_); next; next = what_if_in(chain.back().what_if.extends)) {
      const std::string path = chain.empty() ? path_ : chain.back().what_if.extends;
      chain.push_back({path, *std::move(next)});
    }
    return chain;
  }

  void know(int id, const std::string& path) {
    opened_.files[id] = path;
    ids_[key_of(path)] = id;
  }

  int add(const Link& link) {
    const int parent = ids_.at(key_of(link.what_if.extends));
    const int id = ++last_;
    const std::string& own = link.what_if.name;
    opened_.tree.what_ifs[id] = {parent, own.empty() ? opened_.tree.name(parent) : own,
                                 link.what_if.changes};
    know(id, link.path);
    return id;
  }

  /// What-ifs in the folder whose parent is known, as long as some are found.
  void add_neighbours(const std::string& base) {
    std::vector<Link> candidates = neighbours(base);
    for (bool found = true; found;) {
      found = false;
      std::erase_if(candidates, [&](const Link& link) {
        if (!ids_.contains(key_of(link.what_if.extends))) return false;
        found = true;
        take(link);
        return true;
      });
    }
  }

  void take(const Link& link) {
    if (scenario_in(link.path)) return void(add(link));
    Diagnostic warning;
    warning.severity = Severity::warning;
    warning.code = "what-if-left-out";
    warning.where.file = link.path;
    warning.message =
        name_in(link.path) + " extends this scenario but has mistakes, and is left out";
    warning.hint = "open it to see them";
    opened_.warnings.add(std::move(warning));
  }

  [[nodiscard]] std::vector<Link> neighbours(const std::string& base) const {
    std::vector<Link> all;
    const QDir folder(QFileInfo(text(base)).absolutePath());
    const QFileInfoList files = folder.entryInfoList({QStringLiteral("*.json")}, QDir::Files);
    for (const QFileInfo& file : files.mid(0, kMostNeighbours)) {
      const std::string path =
          (fs::path(base).parent_path() / file.fileName().toStdString()).string();
      if (file.size() > kLargestNeighbour || ids_.contains(key_of(path))) continue;
      if (auto what_if = what_if_in(path)) all.push_back({path, *std::move(what_if)});
    }
    return all;
  }

  std::string path_;
  const Knowledge& knowledge_;
  OpenedTree opened_;
  std::map<std::string, int> ids_;  ///< by canonical path
  int last_ = kBase;
};

/// "Read replica from May" is "read_replica_from_may".
std::string file_name_of(const std::string& name) {
  std::string word;
  for (const QChar letter : text(name).toLower()) {
    const bool plain = letter.unicode() < 128 && letter.isLetterOrNumber();
    if (plain)
      word += letter.toLatin1();
    else if (!word.empty() && word.back() != '_')
      word += '_';
  }
  while (!word.empty() && word.back() == '_') word.pop_back();
  return word.empty() ? "what_if" : word;
}

/// Beside the base, and no file that is there already or given to another scenario.
std::string free_file(const fs::path& folder, const std::string& name,
                      const std::set<std::string>& taken) {
  const std::string word = file_name_of(name);
  for (int number = 1;; ++number) {
    const std::string suffix = number == 1 ? "" : "_" + std::to_string(number);
    const std::string path = (folder / (word + suffix + ".json")).string();
    if (!taken.contains(path) && !fs::exists(path)) return path;
  }
}

/// Each scenario's file beside the base.
TreeFiles placed(const ScenarioTree& tree, const std::string& path, const TreeFiles& before) {
  TreeFiles files = {{kBase, path}};
  std::set<std::string> taken = {path};
  const fs::path folder = fs::path(path).parent_path();
  const bool moved = !before.contains(kBase) || fs::path(before.at(kBase)).parent_path() != folder;
  for (const auto& [id, what_if] : tree.what_ifs) {
    const auto known = before.find(id);
    const bool stays = !moved && known != before.end() && !taken.contains(known->second);
    files[id] = stays ? known->second : free_file(folder, what_if.name, taken);
    taken.insert(files[id]);
  }
  return files;
}

bool says_the_same(const std::string& path, const WhatIf& what_if, const std::string& parent) {
  const auto there = what_if_in(path);
  return there && there->name == what_if.name && there->changes == what_if.changes &&
         key_of(there->extends) == key_of(parent);
}

bool says_the_same(const std::string& path, const projection::Scenario& base,
                   const Knowledge& knowledge) {
  const auto there = io::read_scenario(path, {knowledge.kinds, knowledge.catalogue});
  return there && there->scenario == base && !what_if_in(path);
}

}  // namespace

OpenedTree read_tree(const std::string& path, const Knowledge& knowledge) {
  return Opening(path, knowledge).read();
}

std::optional<Diagnostic> write_tree(const ScenarioTree& tree, const std::string& path,
                                     const Knowledge& knowledge, TreeFiles& files) {
  const TreeFiles after = placed(tree, path, files);
  if (!says_the_same(path, tree.base, knowledge))
    if (auto problem = io::write_file(path, io::write_scenario(tree.base, knowledge.kinds)))
      return problem;
  files[kBase] = path;
  for (const auto& [id, what_if] : tree.what_ifs) {
    const std::string& own = after.at(id);
    const std::string& parent = after.at(what_if.parent);
    const std::string whole = io::write_what_if(what_if.name, name_in(parent), what_if.changes);
    if (!says_the_same(own, what_if, parent))
      if (auto problem = io::write_file(own, whole)) return problem;
    files[id] = own;
  }
  return std::nullopt;
}

}  // namespace headroom::gui
