#include "cli/json_output.h"

#include <filesystem>
#include <ostream>

#include "core/io/files.h"

namespace headroom::cli {
namespace {

bool same_file(const std::string& output, const std::string& input) {
  std::error_code ignored;  // files that do not exist are not the same
  return std::filesystem::equivalent(output, input == kStandardInput ? "/dev/stdin" : input,
                                     ignored);
}

}  // namespace

void JsonOutput::declare(Arguments& arguments) {
  arguments.option({"--json", "FILE", "Write JSON to a file; - writes it to standard output", {}},
                   into(file_));
}

std::optional<Diagnostic> JsonOutput::probe(const std::string& input) const {
  if (!wanted() || on_standard_output()) return std::nullopt;
  if (same_file(*file_, input)) {
    Diagnostic problem;
    problem.fault = Fault::unreadable;
    problem.code = "would-overwrite-input";
    problem.where.file = *file_;
    problem.message = "--json " + *file_ + " would overwrite the scenario itself";
    problem.hint = "name another file";
    return problem;
  }
  return io::probe_writable(*file_);
}

std::optional<Diagnostic> JsonOutput::write(Session& session, const std::string& text) const {
  if (!wanted()) return std::nullopt;
  if (!on_standard_output()) return io::write_file(*file_, text);
  session.out << text;
  return std::nullopt;
}

}  // namespace headroom::cli
