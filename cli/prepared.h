// A scenario, read and made ready to be solved.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/knowledge.h"
#include "cli/session.h"
#include "core/base/result.h"
#include "core/io/scenario_file.h"
#include "core/projection/model.h"
#include "core/report/report.h"

namespace headroom::cli {

/// Keeps together what the model refers to; does not move.
class Prepared {
 public:
  /// "-" is the standard input, whose files lie in the current folder. `months` replaces the
  /// horizon of the file. Errors: those of the scenario and of the compiler. Warnings come with the
  /// value.
  static Result<std::unique_ptr<const Prepared>> from_file(const std::string& path,
                                                           std::optional<int> months,
                                                           const Session& session);
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  [[nodiscard]] const projection::Model& model() const { return *model_; }
  [[nodiscard]] const projection::Scenario& scenario() const { return file_.scenario; }
  [[nodiscard]] report::Subject subject(std::string rerun) const;

 private:
  Prepared(Knowledge knowledge, io::ScenarioFile file)
      : knowledge_(std::move(knowledge)), file_(std::move(file)) {}

  Knowledge knowledge_;
  io::ScenarioFile file_;
  std::optional<projection::Model> model_;
};

}  // namespace headroom::cli
