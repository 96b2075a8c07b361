// One subcommand: one file in cli/commands, its own arguments, its own help.
#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/session.h"

namespace headroom::cli {

class Command {
 public:
  virtual ~Command() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;
  [[nodiscard]] virtual std::string_view summary() const = 0;  ///< one sentence without a full stop
  virtual void declare(Arguments& arguments) = 0;
  /// Runs with the arguments taken since `declare`. Returns an exit code.
  virtual int run(Session& session) = 0;
};

using CommandPointer = std::unique_ptr<Command>;

CommandPointer project_command();
CommandPointer simulate_command();
CommandPointer solve_command();
CommandPointer explain_command();
CommandPointer compare_command();
CommandPointer validate_command();
CommandPointer kinds_command();
CommandPointer catalog_command();
CommandPointer init_command();
CommandPointer schema_command();
CommandPointer version_command();
/// `describe` is asked when the command runs, after all commands have declared their arguments.
CommandPointer completion_command(std::function<const CommandLineDoc&()> describe);

}  // namespace headroom::cli
