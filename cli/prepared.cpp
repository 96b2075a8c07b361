#include "cli/prepared.h"

#include <utility>

namespace headroom::cli {

Result<std::unique_ptr<const Prepared>> Prepared::from_file(const std::string& path,
                                                            std::optional<int> months) {
  Knowledge knowledge = builtin_knowledge();
  auto file = io::read_scenario(path, {knowledge.kinds, knowledge.catalogue});
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
