// What reading needs besides the values: where mistakes go and which files may be read.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/architecture/notation.h"
#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/io/json.h"

namespace headroom::io {

struct TextFile {
  std::string path;
  std::string text;
};

/// The files that the file of a value may refer to.
class Files {
 public:
  virtual ~Files() = default;
  /// The file that the string `name` refers to.
  [[nodiscard]] virtual Result<TextFile> read(const Json& name) const = 0;
  /// Reads what empirical("file.csv") names in the string `typed`.
  [[nodiscard]] virtual std::unique_ptr<const architecture::SampleFiles> samples(
      const Json& typed) const = 0;
};

/// Where a mistake in a member of an object is shown.
enum class Part : std::uint8_t { value, name };

/// Collects the mistakes of everything that is read, with their places.
class Reader {
 public:
  /// `files` may be nullptr: then no value may refer to a file.
  explicit Reader(const Files* files = nullptr) : files_(files) {}

  [[nodiscard]] const Files* files() const { return files_; }
  [[nodiscard]] const Diagnostics& found() const { return found_; }

  void mistake(const Json& at, std::string code, std::string message, std::string hint = "",
               Part part = Part::value);
  void warning(const Json& at, std::string code, std::string message, std::string hint = "",
               Part part = Part::value);
  void unknown_field(const Json& member, const std::vector<std::string>& known);
  void missing_field(const Json& object, std::string_view name, std::string_view doc);
  /// Mistakes without a place are given that of `at`.
  void take(const Json& at, const Diagnostics& found);
  /// At what its pointer names in `root`.
  void take_at_pointer(const Json& root, const Diagnostic& found);
  /// A mistake if the value is of another type.
  bool expect(const Json& value, Json::Type type);

 private:
  void add(const Json& at, Part part, Diagnostic diagnostic);

  const Files* files_;
  Diagnostics found_;
};

}  // namespace headroom::io
