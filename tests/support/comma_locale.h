// A locale that writes 1.5 as "1,5", for tests that no figure follows it.
#pragma once

#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace headroom::testing {

/// While it lives the C library has a decimal comma, as a Qt application in such a country does.
/// The locale is compiled into a temporary folder: systems for tests have no others than C.
class CommaLocale {
 public:
  CommaLocale() {
    const std::string folder = std::filesystem::temp_directory_path() / "headroom-comma-locale";
    const std::string command = "mkdir -p " + folder + " && { test -d " + folder +
                                "/de_DE.UTF-8 || localedef -i de_DE -f UTF-8 " + folder +
                                "/de_DE.UTF-8; } > /dev/null 2>&1";
    if (std::system(command.c_str()) != 0) return;
    setenv("LOCPATH", folder.c_str(), 1);
    const char* set = std::setlocale(LC_ALL, "de_DE.UTF-8");
    valid_ = set != nullptr && std::string(std::localeconv()->decimal_point) == ",";
  }
  ~CommaLocale() {
    std::setlocale(LC_ALL, "C");
    unsetenv("LOCPATH");
  }
  CommaLocale(const CommaLocale&) = delete;
  CommaLocale& operator=(const CommaLocale&) = delete;
  /// False where the system cannot make it.
  [[nodiscard]] bool valid() const { return valid_; }

 private:
  bool valid_ = false;
};

}  // namespace headroom::testing
