// headroom init --template NAME [FILE]
#include <algorithm>
#include <filesystem>
#include <ostream>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/knowledge.h"
#include "cli/render/diagnostics.h"
#include "cli/render/text.h"
#include "core/io/files.h"
#include "core/io/scenario_file.h"
#include "models/models.h"

namespace headroom::cli {
namespace {

constexpr std::size_t kNameWidth = 18;

std::vector<std::string> template_names() {
  std::vector<std::string> names;
  for (const models::DataFile& file : models::templates()) names.emplace_back(file.name);
  return names;
}

const models::DataFile& template_named(const std::string& name) {
  const auto files = models::templates();
  const auto found = std::ranges::find(files, name, &models::DataFile::name);
  HEADROOM_EXPECTS(found != files.end());
  return *found;
}

/// Each template with what its own description says.
std::string template_list() {
  const Knowledge knowledge = builtin_knowledge();
  std::string text;
  for (const models::DataFile& file : models::templates()) {
    const auto read = io::read_scenario_text(file.text, std::string(file.name) + ".json",
                                             {knowledge.kinds, knowledge.catalogue});
    HEADROOM_ENSURES(read.ok());  // our own data, checked by tests
    const auto lines = wrap(printable(read->scenario.description), kWidth - kNameWidth);
    for (std::size_t row = 0; row < lines.size(); ++row)
      text += left(row == 0 ? file.name : "", kNameWidth) + lines[row] + "\n";
  }
  return text;
}

class Init : public Command {
 public:
  std::string_view name() const override { return "init"; }
  std::string_view summary() const override { return "Start a scenario from a template"; }
  void declare(Arguments& arguments) override {
    arguments.option(
        {"--template", "NAME", "The template; without it they are listed", template_names()},
        into(template_));
    arguments.optional({"FILE", "", "The new file (default: NAME.json); - for standard output", {}},
                       into(file_));
    arguments.flag("--force", force_, "Overwrite a file that exists");
  }
  int run(Session& session) override {
    if (!template_) {
      session.out << template_list();
      session.err << "headroom init --template NAME writes one of them to NAME.json.\n";
      return exit_code::ok;
    }
    const std::string_view text = template_named(*template_).text;
    const std::string file = file_.value_or(*template_ + ".json");
    if (file != "-") return write(session, file, text);
    session.out << text;
    return exit_code::ok;
  }

 private:
  int write(Session& session, const std::string& file, std::string_view text) const {
    std::error_code ignored;  // what cannot be looked at cannot be written either
    if (!force_ && std::filesystem::exists(std::filesystem::symlink_status(file, ignored)))
      return refuse(session, exists_already(file));
    if (const auto problem = io::write_file(file, text)) return refuse(session, *problem);
    session.err << "Wrote " << printable(file) << ". headroom project " << printable(file)
                << " tells its year.\n";
    return exit_code::ok;
  }

  static Diagnostic exists_already(const std::string& file) {
    Diagnostic problem;
    problem.fault = Fault::unreadable;
    problem.code = "file-exists";
    problem.where.file = file;
    problem.message = file + " exists";
    problem.hint = "--force overwrites it";
    return problem;
  }

  static int refuse(Session& session, const Diagnostic& problem) {
    Diagnostics diagnostics;
    diagnostics.add(problem);
    session.err << render(diagnostics, session.err_paint(), "Nothing was written.");
    return exit_code::of(problem.fault);
  }

  std::optional<std::string> template_;
  std::optional<std::string> file_;
  bool force_ = false;
};

}  // namespace

CommandPointer init_command() { return std::make_unique<Init>(); }

}  // namespace headroom::cli
