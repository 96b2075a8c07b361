#include "core/report/json_writer.h"
#include "core/report/report.h"

namespace headroom::report {
namespace {

std::string_view name_of(Fault fault) {
  if (fault == Fault::unreadable) return "unreadable";
  return fault == Fault::limit_reached ? "limit_reached" : "input";
}

void write_diagnostic(JsonWriter& json, const Diagnostic& diagnostic) {
  json.object("", [&] {
    json.text("severity", diagnostic.severity == Severity::error ? "error" : "warning");
    json.text("fault", name_of(diagnostic.fault));
    json.text("code", diagnostic.code);
    json.text("file", diagnostic.where.file);
    json.natural("line", diagnostic.where.line);
    json.natural("column", diagnostic.where.column);
    json.natural("length", diagnostic.where.length);
    json.text("pointer", diagnostic.pointer);
    json.text("message", diagnostic.message);
    json.text("hint", diagnostic.hint);
  });
}

}  // namespace

std::string diagnostics_json(const Diagnostics& diagnostics) {
  JsonWriter json;
  json.object("", [&] {
    json.text("format", "headroom-diagnostics/1");
    json.natural("errors", diagnostics.errors());
    json.natural("warnings", diagnostics.warnings());
    json.array("diagnostics", [&] {
      for (const Diagnostic& diagnostic : diagnostics.all()) write_diagnostic(json, diagnostic);
    });
  });
  return json.document();
}

}  // namespace headroom::report
