#include "cli/app.h"

#include <algorithm>
#include <new>
#include <ostream>
#include <system_error>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/render/text.h"
#include "core/base/contracts.h"
#include "core/base/did_you_mean.h"

namespace headroom::cli {
namespace {

constexpr std::size_t kHelpColumn = 30;  ///< where the descriptions of options begin

CLI::Option* declare(CLI::App& parser, const ArgumentDoc& argument, Take take) {
  return parser
      .add_option_function<std::string>(
          argument.name,
          [name = argument.name, take = std::move(take)](const std::string& text) {
            if (const std::string wrong = take(text); !wrong.empty())
              throw CLI::ValidationError(name, wrong);
          },
          argument.doc)
      ->type_name(argument.value)
      ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
}

Take one_of(const std::vector<std::string>& choices, Take take) {
  if (choices.empty()) return take;
  return [choices, take = std::move(take)](const std::string& text) -> std::string {
    if (std::find(choices.begin(), choices.end(), text) != choices.end()) return take(text);
    std::string list;
    for (const std::string& choice : choices) list += (list.empty() ? "" : ", ") + choice;
    const std::string hint = did_you_mean(text, choices);
    return "\"" + text + "\" is none of " + list + (hint.empty() ? "" : "; " + hint);
  };
}

}  // namespace

Take into(std::string& target) {
  return [&target](const std::string& text) {
    target = text;
    return std::string();
  };
}

Take into(std::optional<std::string>& target) {
  return [&target](const std::string& text) {
    target = text;
    return std::string();
  };
}

void Arguments::required(const ArgumentDoc& positional, Take take) {
  doc_->positionals.push_back(positional);
  declare(*parser_, positional, one_of(positional.choices, std::move(take)))->required();
}

void Arguments::optional(const ArgumentDoc& positional, Take take) {
  doc_->positionals.push_back(positional);
  declare(*parser_, positional, one_of(positional.choices, std::move(take)));
}

void Arguments::option(const ArgumentDoc& option, Take take) {
  doc_->options.push_back(option);
  declare(*parser_, option, one_of(option.choices, std::move(take)));
}

void Arguments::flag(const std::string& name, bool& target, const std::string& doc) {
  doc_->options.push_back({name, "", doc, {}});
  parser_->add_flag(name, target, doc);
}

namespace {

/// The parser with all commands; owns what their arguments refer to.
class Application {
 public:
  Application()
      : parser_("Tells when a system breaks, what breaks first and what it costs.", "headroom") {
    parser_.require_subcommand(1);
    parser_.fallthrough();
    parser_.get_formatter()->column_width(kHelpColumn);
    declare_color();
    for (auto make : {project_command, simulate_command, solve_command, explain_command,
                      compare_command, validate_command, kinds_command, catalog_command,
                      init_command, schema_command, version_command})
      add(make());
    add(completion_command([this]() -> const CommandLineDoc& { return doc_; }));
  }

  int run(std::vector<std::string> arguments, Session& session) {
    std::reverse(arguments.begin(), arguments.end());  // the order in which the parser eats them
    try {
      parser_.parse(std::move(arguments));
    } catch (const CLI::ParseError& error) {
      return tell(error, session);
    }
    session.color = color_;
    return chosen().run(session);
  }

 private:
  void add(CommandPointer command) {
    const std::string name(command->name());
    const std::string summary(command->summary());
    CLI::App* parser = parser_.add_subcommand(name, summary);
    doc_.commands.push_back({name, summary, {}, {}});
    Arguments arguments(*parser, doc_.commands.back());
    command->declare(arguments);
    commands_.push_back(std::move(command));
  }

  void declare_color() {
    CommandDoc everywhere;
    Arguments(parser_, everywhere)
        .option({"--color",
                 "WHEN",
                 "Colour: auto (on a terminal), always, never",
                 {"auto", "always", "never"}},
                [this](const std::string& text) {
                  color_ = text == "auto"     ? ColorChoice::automatic
                           : text == "always" ? ColorChoice::always
                                              : ColorChoice::never;
                  return std::string();
                });
    doc_.options = everywhere.options;
  }

  Command& chosen() {
    const std::string name = parser_.get_subcommands().front()->get_name();
    return **std::find_if(commands_.begin(), commands_.end(),
                          [&](const CommandPointer& command) { return command->name() == name; });
  }

  /// Names that a mistyped word may have meant: commands, or options of the command.
  std::vector<std::string> known_words() const {
    std::vector<std::string> words;
    for (const ArgumentDoc& option : doc_.options) words.push_back(option.name);
    const auto typed = parser_.get_subcommands();
    for (const CommandDoc& command : doc_.commands) {
      if (typed.empty()) words.push_back(command.name);
      if (typed.empty() || typed.front()->get_name() != command.name) continue;
      for (const ArgumentDoc& option : command.options) words.push_back(option.name);
    }
    return words;
  }

  int tell(const CLI::ParseError& error, Session& session) const {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
      parser_.exit(error, session.out, session.err);
      return exit_code::ok;
    }
    const std::vector<std::string> unknown = parser_.remaining(true);
    const bool no_command = parser_.get_subcommands().empty() && !unknown.empty();
    session.err << "headroom: "
                << printable(no_command ? "no command \"" + unknown.front() + "\"" : error.what());
    for (const std::string& word : unknown)
      if (const std::string hint = did_you_mean(word, known_words()); !hint.empty())
        session.err << "; " << hint;
    const auto typed = parser_.get_subcommands();
    const std::string command = typed.empty() ? "" : " " + typed.front()->get_name();
    session.err << "\nheadroom" << command << " --help lists what is known.\n";
    return exit_code::command_line;
  }

  CLI::App parser_;
  ColorChoice color_ = ColorChoice::automatic;
  CommandLineDoc doc_;
  std::vector<CommandPointer> commands_;
};

int run_guarded(const std::vector<std::string>& arguments, Session& session) {
  try {
    return Application().run(arguments, session);
  } catch (const std::bad_alloc&) {
    session.err << "headroom: out of memory\n";
    return exit_code::limit_reached;
  } catch (const std::system_error& error) {
    session.err << "headroom: out of threads or memory: " << error.code().message() << '\n';
    return exit_code::limit_reached;
  } catch (const std::exception& bug) {
    session.err << "headroom: internal error, a bug in Headroom: " << printable(bug.what()) << '\n';
    return exit_code::internal_error;
  }
}

}  // namespace

int run(const std::vector<std::string>& arguments, Session session) {
  const int code = run_guarded(arguments, session);
  session.out.flush();
  if (session.out) return code;
  session.err << "headroom: cannot write to standard output\n";
  return exit_code::unreadable;
}

}  // namespace headroom::cli
