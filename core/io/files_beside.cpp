#include "core/io/files_beside.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/io/files.h"
#include "core/io/json.h"
#include "core/io/notation_hints.h"
#include "core/io/paths.h"
#include "core/io/words.h"

namespace headroom::io {
namespace {

Result<TextFile> read_below(const std::string& file, const std::string& name) {
  const auto path = path_below(file, name);
  if (!path) return path.diagnostics();
  auto text = read_file(*path);
  if (!text) return text.diagnostics();
  return TextFile{*path, std::move(text).value()};
}

std::string_view without_spaces_around(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r";
  const std::size_t first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(without_spaces_around(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// "ms" of "latency (ms)"; nothing when the line is no header.
std::string unit_in(std::string_view header) {
  const std::size_t open = header.find('(');
  if (open == std::string_view::npos || !header.ends_with(')')) return "";
  return " " + std::string(header.substr(open + 1, header.size() - open - 2));
}

Result<std::vector<double>> samples_in(const TextFile& file, architecture::Dimension dimension) {
  const std::vector<std::string_view> lines = lines_of(file.text);
  const std::string unit = lines.empty() ? "" : unit_in(lines.front());
  std::vector<double> samples;
  Diagnostics mistakes;
  for (std::size_t i = unit.empty() ? 0 : 1; i < lines.size(); ++i) {
    if (lines[i].empty()) continue;
    const auto value = architecture::parse_quantity(std::string(lines[i]) + unit, dimension);
    for (Diagnostic one : value.diagnostics().all()) {
      one.where = {file.path, static_cast<std::uint32_t>(i + 1), 1, 0, printable(lines[i])};
      mistakes.add(std::move(one));
    }
    if (value) samples.push_back(value->low);
  }
  if (mistakes.has_errors()) return mistakes;
  return samples;
}

/// Samples beside the file of one value.
class SamplesBeside : public architecture::SampleFiles {
 public:
  explicit SamplesBeside(std::string file) : file_(std::move(file)) {}
  [[nodiscard]] Result<std::vector<double>> read(const std::string& name,
                                                 architecture::Dimension dimension) const override {
    const auto file = read_below(file_, name);
    if (!file) return file.diagnostics();
    return samples_in(*file, dimension);
  }

 private:
  std::string file_;
};

}  // namespace

Result<TextFile> FilesBeside::read(const Json& name) const {
  return read_below(name.source->file(), name.text);
}

std::unique_ptr<const architecture::SampleFiles> FilesBeside::samples(const Json& typed) const {
  return std::make_unique<SamplesBeside>(typed.source->file());
}

}  // namespace headroom::io
