// Colour and weight, where they are wanted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/report/report.h"

namespace headroom::cli {

enum class ColorChoice : std::uint8_t { automatic, always, never };

/// Wraps text in the terminal's own 16 colours, which follow the user's theme; or leaves it alone.
class Paint {
 public:
  explicit Paint(bool enabled) : enabled_(enabled) {}

  [[nodiscard]] std::string operator()(report::Tone tone, std::string_view text) const;
  /// The sentence on as many lines as it needs, each ended.
  [[nodiscard]] std::string paragraph(const report::Sentence& sentence) const;

 private:
  [[nodiscard]] std::string in(std::string_view code, std::string_view text) const;

  bool enabled_;
};

}  // namespace headroom::cli
