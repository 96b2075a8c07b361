#include "cli/render/completion.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "cli/shell.h"

namespace headroom::cli {
namespace {

bool takes_file(const ArgumentDoc& argument) {
  constexpr std::string_view kPositionals[] = {"SCENARIO", "OTHER", "THIRD", "FOURTH", "FILE"};
  return argument.value == "FILE" ||
         std::ranges::find(kPositionals, argument.name) != std::end(kPositionals);
}

std::string join(const std::vector<std::string>& words, const std::string& between) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : between) + word;
  return list;
}

std::vector<std::string> command_names(const CommandLineDoc& doc) {
  std::vector<std::string> names;
  for (const CommandDoc& command : doc.commands) names.push_back(command.name);
  return names;
}

std::vector<std::string> names_of(const std::vector<ArgumentDoc>& arguments) {
  std::vector<std::string> names;
  for (const ArgumentDoc& argument : arguments) names.push_back(argument.name);
  return names;
}

std::vector<ArgumentDoc> with_global(const CommandDoc& command, const CommandLineDoc& doc) {
  std::vector<ArgumentDoc> options = command.options;
  options.insert(options.end(), doc.options.begin(), doc.options.end());
  options.push_back({"--help", "", "Print the help of the command", {}});
  return options;
}

// bash

/// What may follow an option that takes a value.
std::string bash_values(const std::string& command, const ArgumentDoc& option) {
  const std::string words = option.choices.empty()
                                ? std::string(takes_file(option) ? "-f" : "-W ''")
                                : "-W " + single_quoted(join(option.choices, " "));
  return "    " + single_quoted(command + " " + option.name) + ") COMPREPLY=($(compgen " + words +
         " -- \"$current\")); return ;;\n";
}

std::string bash_words(const CommandDoc& command, const CommandLineDoc& doc) {
  std::vector<std::string> words = names_of(with_global(command, doc));
  bool files = false;
  for (const ArgumentDoc& positional : command.positionals) {
    words.insert(words.end(), positional.choices.begin(), positional.choices.end());
    files = files || takes_file(positional);
  }
  return "    " + command.name + ") words=" + single_quoted(join(words, " ")) +
         " files=" + (files ? "yes" : "") + " ;;\n";
}

// zsh

/// Text inside [...] or after ':' of a specification.
std::string zsh_escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string zsh_action(const ArgumentDoc& argument) {
  if (!argument.choices.empty()) return "(" + join(argument.choices, " ") + ")";
  return takes_file(argument) ? "_files" : " ";
}

std::string zsh_option(const ArgumentDoc& option) {
  std::string specification = option.name + "[" + zsh_escaped(option.doc) + "]";
  if (!option.value.empty()) specification += ":" + option.value + ":" + zsh_action(option);
  return " \\\n        " + single_quoted(specification);
}

std::string zsh_command(const CommandDoc& command, const CommandLineDoc& doc) {
  std::string text = "    " + command.name + ")\n      _arguments";
  for (const ArgumentDoc& option : with_global(command, doc)) text += zsh_option(option);
  for (const ArgumentDoc& positional : command.positionals)
    text += " \\\n        " + single_quoted(":" + positional.name + ":" + zsh_action(positional));
  return text + " ;;\n";
}

// fish

std::string fish_line(const std::string& condition, const std::string& what) {
  return "complete -c headroom -n " + single_quoted(condition) + " " + what + "\n";
}

std::string fish_option(const std::string& condition, const ArgumentDoc& option) {
  std::string what = "-l " + option.name.substr(2) + " -d " + single_quoted(option.doc);
  if (!option.value.empty()) what += takes_file(option) ? " -r -F" : " -x";
  if (!option.choices.empty()) what += " -a " + single_quoted(join(option.choices, " "));
  return fish_line(condition, what);
}

std::string fish_command(const CommandDoc& command, const CommandLineDoc& doc) {
  std::string text = fish_line("__fish_use_subcommand",
                               "-f -a " + command.name + " -d " + single_quoted(command.summary));
  const std::string condition = "__fish_seen_subcommand_from " + command.name;
  for (const ArgumentDoc& option : with_global(command, doc))
    text += fish_option(condition, option);
  for (const ArgumentDoc& positional : command.positionals)
    if (!takes_file(positional))
      text += fish_line(condition, "-f -a " + single_quoted(join(positional.choices, " ")));
  return text;
}

}  // namespace

std::string bash_completion(const CommandLineDoc& doc) {
  std::string text =
      "_headroom() {\n"
      "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  local command= word words= files=\n"
      "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
      "    case $word in " +
      join(command_names(doc), "|") +
      ") command=$word; break ;; esac\n"
      "  done\n"
      "  case \"$command $previous\" in\n";
  for (const CommandDoc& command : doc.commands)
    for (const ArgumentDoc& option : with_global(command, doc))
      if (!option.value.empty()) text += bash_values(command.name, option);
  text += "  esac\n  case $command in\n    '') words=" +
          single_quoted(join(command_names(doc), " ") + " --help") + " ;;\n";
  for (const CommandDoc& command : doc.commands) text += bash_words(command, doc);
  return text +
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "  if [[ $files && $current != -* ]]; then\n"
         "    COMPREPLY+=($(compgen -f -- \"$current\"))\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _headroom headroom\n";
}

std::string zsh_completion(const CommandLineDoc& doc) {
  std::string text = "#compdef headroom\n_headroom() {\n  local -a commands=(\n";
  for (const CommandDoc& command : doc.commands)
    text += "    " + single_quoted(command.name + ":" + zsh_escaped(command.summary)) + "\n";
  text +=
      "  )\n"
      "  if (( CURRENT == 2 )); then\n"
      "    _describe command commands\n"
      "    return\n"
      "  fi\n"
      "  local command=$words[2]\n"
      "  shift words\n"
      "  (( CURRENT-- ))\n"
      "  case $command in\n";
  for (const CommandDoc& command : doc.commands) text += zsh_command(command, doc);
  return text + "  esac\n}\n_headroom \"$@\"\n";
}

std::string fish_completion(const CommandLineDoc& doc) {
  std::string text;
  for (const CommandDoc& command : doc.commands) text += fish_command(command, doc);
  return text;
}

}  // namespace headroom::cli
