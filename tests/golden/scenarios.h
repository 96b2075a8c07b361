// The examples and templates, read.
#pragma once

#include <algorithm>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/io/catalogue_file.h"
#include "core/io/scenario_file.h"
#include "core/projection/project.h"
#include "core/report/report.h"
#include "models/models.h"

namespace headroom::golden {

/// A scenario to project: an example of this folder tree or a template of the program.
struct Case {
  std::string name;
  std::string path;            ///< empty for a template
  std::string_view text = {};  ///< of a template
};

inline std::vector<Case> examples_and_templates() {
  std::vector<Case> cases;
  for (const auto& file : std::filesystem::directory_iterator(HEADROOM_SOURCE_DIR "/examples"))
    if (file.path().extension() == ".json")
      cases.push_back({file.path().stem().string(), file.path().string()});
  for (const models::DataFile& file : models::templates())
    cases.push_back({"template_" + std::string(file.name), "", file.text});
  std::ranges::sort(cases, {}, &Case::name);
  return cases;
}

inline cost::Catalogue catalogue() {
  cost::Catalogue all;
  for (const models::DataFile& file : models::catalogue_files()) {
    auto more = io::add_catalogue(std::move(all), file.text, std::string(file.name));
    EXPECT_TRUE(more.ok());
    all = std::move(more).value();
  }
  return all;
}

inline std::string mistakes(const Diagnostics& found) {
  std::string text;
  for (const Diagnostic& each : found.all())
    text += each.pointer + ": " + each.message + " (" + each.hint + ")\n";
  return text;
}

inline void PrintTo(const Case& each, std::ostream* out) { *out << each.name; }

/// A scenario as the solvers see it. Mistakes are failures of the test.
class Read {
 public:
  explicit Read(const Case& each) {
    const cost::Catalogue known = catalogue();
    auto file = each.path.empty() ? io::read_scenario_text(each.text, each.name, {kinds_, known})
                                  : io::read_scenario(each.path, {kinds_, known});
    EXPECT_TRUE(file.ok()) << mistakes(file.diagnostics());
    if (!file) return;
    EXPECT_TRUE(file.diagnostics().empty()) << mistakes(file.diagnostics());
    file_ = std::move(file).value();
    auto model = projection::Model::build(file_->scenario, kinds_, file_->catalogue);
    EXPECT_TRUE(model.ok()) << mistakes(model.diagnostics());
    if (model.ok()) model_ = std::move(model).value();
  }
  Read(const Read&) = delete;
  Read& operator=(const Read&) = delete;
  Read(Read&&) = delete;
  Read& operator=(Read&&) = delete;
  ~Read() = default;

  [[nodiscard]] bool ok() const { return model_.has_value(); }
  [[nodiscard]] const projection::Scenario& scenario() const { return file_->scenario; }
  [[nodiscard]] const projection::Model& model() const { return *model_; }
  [[nodiscard]] const network::KindList& kinds() const { return kinds_; }

 private:
  network::KindList kinds_ = models::builtin_kinds();
  std::optional<io::ScenarioFile> file_;
  std::optional<projection::Model> model_;
};

/// The projection as JSON; empty after mistakes.
inline std::string report_text(const Read& read, const projection::Options& options) {
  const auto projected = projection::project(read.model(), options);
  EXPECT_TRUE(projected.ok()) << mistakes(projected.diagnostics());
  if (!projected) return {};
  const auto fingerprint = io::fingerprint(read.scenario(), read.kinds());
  return report::report_json({read.scenario(), fingerprint, ""}, *projected);
}

}  // namespace headroom::golden
