#include "cli/prepared.h"

#include <utility>

#include "core/io/files.h"

namespace headroom::cli {

namespace {

Result<io::ScenarioFile> scenario_in(const std::string& path, const io::Known& known,
                                     const Session& session) {
  if (path != kStandardInput) return io::read_scenario(path, known);
  const std::string name = "<stdin>";
  const auto text = io::read_stream(session.in, name, session.stop);
  if (!text) return text.diagnostics();
  return io::read_scenario_text(*text, name, known);
}

}  // namespace

Result<std::unique_ptr<const Prepared>> Prepared::from_file(const std::string& path,
                                                            std::optional<int> months,
                                                            const Session& session) {
  Knowledge knowledge = builtin_knowledge();
  auto file = scenario_in(path, {knowledge.kinds, knowledge.catalogue}, session);
  if (!file) return file.diagnostics();
  const Diagnostics warnings = file.diagnostics();
  std::unique_ptr<Prepared> prepared(new Prepared(std::move(knowledge), std::move(file).value()));
  if (months) prepared->file_.scenario.horizon.months = *months;
  auto model = projection::Model::build(prepared->file_.scenario, prepared->knowledge_.kinds,
                                        prepared->file_.catalogue);
  if (!model) return model.diagnostics();
  prepared->model_ = std::move(model).value();
  return {std::unique_ptr<const Prepared>(std::move(prepared)), warnings};
}

report::Subject Prepared::subject(std::string rerun) const {
  return {scenario(), io::fingerprint(scenario(), knowledge_.kinds), std::move(rerun)};
}

}  // namespace headroom::cli
