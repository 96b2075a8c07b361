// headroom completion SHELL
#include "cli/render/completion.h"

#include <ostream>

#include "cli/command.h"
#include "cli/exit_code.h"

namespace headroom::cli {
namespace {

class Completion : public Command {
 public:
  explicit Completion(std::function<const CommandLineDoc&()> describe)
      : describe_(std::move(describe)) {}
  std::string_view name() const override { return "completion"; }
  std::string_view summary() const override { return "Print a completion script for a shell"; }
  void declare(Arguments& arguments) override {
    arguments.required({"SHELL", "", "bash, zsh or fish", {"bash", "zsh", "fish"}}, into(shell_));
  }
  int run(Session& session) override {
    const CommandLineDoc& doc = describe_();
    session.out << (shell_ == "bash"  ? bash_completion(doc)
                    : shell_ == "zsh" ? zsh_completion(doc)
                                      : fish_completion(doc));
    return exit_code::ok;
  }

 private:
  std::function<const CommandLineDoc&()> describe_;
  std::string shell_;
};

}  // namespace

CommandPointer completion_command(std::function<const CommandLineDoc&()> describe) {
  return std::make_unique<Completion>(std::move(describe));
}

}  // namespace headroom::cli
