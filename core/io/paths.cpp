#include "core/io/paths.h"

#include <algorithm>
#include <filesystem>

#include "core/io/words.h"

namespace headroom::io {
namespace {

namespace fs = std::filesystem;

bool lies_in(const fs::path& path, const fs::path& folder) {
  const auto [in_folder, in_path] =
      std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return in_folder == folder.end() && in_path != path.end();
}

/// `deep`: whether folders below are allowed.
Result<std::string> resolve(const std::string& file, const std::string& name, bool deep) {
  const fs::path parent = fs::path(file).parent_path();
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(fs::absolute(parent.empty() ? "." : parent), error);
  const fs::path canonical = fs::weakly_canonical(folder / name, error);
  if (name.empty() || error)
    return input_mistake("not-a-file", in_quotes(name) + " names no file",
                         "name a file of this folder");
  const bool inside = deep ? lies_in(canonical, folder) : canonical.parent_path() == folder;
  if (fs::path(name).is_absolute() || !inside)
    return input_mistake("outside-folder", in_quotes(name) + " lies outside the scenario's folder",
                         "put the file beside the scenario");
  return (parent / name).lexically_normal().string();
}

}  // namespace

Result<std::string> path_below(const std::string& file, const std::string& name) {
  return resolve(file, name, true);
}

Result<std::string> file_beside(const std::string& file, const std::string& name) {
  return resolve(file, name, false);
}

}  // namespace headroom::io
