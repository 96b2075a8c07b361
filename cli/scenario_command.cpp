#include "cli/scenario_command.h"

#include <ostream>

#include "cli/exit_code.h"
#include "cli/render/diagnostics.h"

namespace headroom::cli {

void ScenarioCommand::declare(Arguments& arguments) {
  arguments.required({"SCENARIO", "", "The scenario file; - reads standard input", {}},
                     into(scenario_));
  declare_options(arguments);
  json_.declare(arguments);
}

int ScenarioCommand::run(Session& session) {
  // Before the long work: what cannot be written must not be computed.
  if (const auto problem = json_.probe(scenario_)) return refuse_one(session, *problem);
  const auto prepared = Prepared::from_file(scenario_, months(), session);
  if (session.stop.stop_requested()) return tell_stopped(session);
  if (!prepared) return refuse(session, prepared.diagnostics());
  session.err << render(prepared.diagnostics(), session.err_paint());
  return run_on(session, **prepared, prepared.diagnostics());
}

int ScenarioCommand::refuse(Session& session, const Diagnostics& mistakes) const {
  session.err << render(mistakes, session.err_paint(), consequence());
  if (json_.on_standard_output()) session.out << report::diagnostics_json(mistakes);
  return exit_code::of(mistakes.gravest_fault());
}

int ScenarioCommand::refuse_one(Session& session, const Diagnostic& problem) const {
  Diagnostics diagnostics;
  diagnostics.add(problem);
  return ScenarioCommand::refuse(session, diagnostics);
}

void ScenarioCommand::write(Session& session, const std::string& text) { session.out << text; }

int tell_stopped(Session& session) {
  session.err << "Stopped. Nothing was written.\n";
  return exit_code::interrupted;
}

int tell_unwritten(Session& session, const Diagnostic& problem) {
  Diagnostics problems;
  problems.add(problem);
  session.err << render(problems, session.err_paint());
  return exit_code::of(problem.fault);
}

}  // namespace headroom::cli
