// How commands declare their arguments. The parser library takes seconds to compile, so it is known
// to one file only; what is declared here also feeds the completion scripts.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace headroom::cli {

struct ArgumentDoc {
  std::string name;                  ///< "--json", or "SCENARIO" for a positional
  std::string value;                 ///< what its value is called: "FILE"; empty for flags
  std::string doc;                   ///< one short sentence without a full stop
  std::vector<std::string> choices;  ///< the only values; empty: anything
};

struct CommandDoc {
  std::string name;
  std::string summary;
  std::vector<ArgumentDoc> options;
  std::vector<ArgumentDoc> positionals;
};

struct CommandLineDoc {
  std::vector<ArgumentDoc> options;  ///< of every command
  std::vector<CommandDoc> commands;
};

/// Takes the text of a value; returns what is wrong with it, or nothing.
using Take = std::function<std::string(const std::string& text)>;

Take into(std::string& target);
Take into(std::optional<std::string>& target);

/// The arguments of one command.
class Arguments {
 public:
  /// Both must outlive this object.
  Arguments(CLI::App& parser, CommandDoc& doc) : parser_(&parser), doc_(&doc) {}

  void required(const ArgumentDoc& positional, Take take);
  void optional(const ArgumentDoc& positional, Take take);
  void option(const ArgumentDoc& option, Take take);
  void flag(const std::string& name, bool& target, const std::string& doc);

 private:
  CLI::App* parser_;
  CommandDoc* doc_;
};

}  // namespace headroom::cli
