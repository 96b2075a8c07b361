// What commands that work on a scenario have in common: its file, --json, and refusing mistakes.
#pragma once

#include <string>

#include "cli/command.h"
#include "cli/json_output.h"
#include "cli/prepared.h"

namespace headroom::cli {

/// The exit code after the user asked to stop.
int tell_stopped(Session& session);
/// The exit code after a result could not be written.
int tell_unwritten(Session& session, const Diagnostic& problem);

class ScenarioCommand : public Command {
 public:
  void declare(Arguments& arguments) final;
  int run(Session& session) final;

 protected:
  virtual void declare_options(Arguments&) {}
  /// Months to look ahead instead of the scenario's.
  [[nodiscard]] virtual std::optional<int> months() const { return std::nullopt; }
  /// Said after mistakes: "Nothing was simulated."
  [[nodiscard]] virtual std::string_view consequence() const = 0;
  virtual int run_on(Session& session, const Prepared& prepared, const Diagnostics& warnings) = 0;
  virtual int refuse(Session& session, const Diagnostics& mistakes) const;

  /// Writes the document where --json says and what `text` gives to standard output if that is
  /// still free, also where the document cannot be written: it may have cost an hour. Returns
  /// `code`, or that of the failure to write.
  template <class Json, class Text>
  int publish(Session& session, Json&& json, Text&& text, int code) const {
    const auto problem = json_.wanted() ? json_.write(session, json()) : std::nullopt;
    if (!json_.on_standard_output()) write(session, text());
    return problem ? tell_unwritten(session, *problem) : code;
  }
  int refuse_one(Session& session, const Diagnostic& problem) const;

  [[nodiscard]] const std::string& file() const { return scenario_; }
  [[nodiscard]] const JsonOutput& json() const { return json_; }

 private:
  static void write(Session& session, const std::string& text);

  std::string scenario_;
  JsonOutput json_;
};

}  // namespace headroom::cli
