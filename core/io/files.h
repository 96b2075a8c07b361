// Reading and writing whole files without surprises.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/base/diagnostic.h"
#include "core/base/result.h"

namespace headroom::io {

inline constexpr std::uint64_t kMaximumFileBytes = 64ULL * 1024 * 1024;

/// Errors: unreadable (missing, a directory, a FIFO or device, no permission), limit_reached.
Result<std::string> read_file(const std::string& path,
                              std::uint64_t maximum_bytes = kMaximumFileBytes);

/// The same of an open stream, such as standard input, which may be a pipe or a terminal and is
/// waited for; `name` stands for it in messages. Unreadable ("stopped") when asked to stop.
Result<std::string> read_stream(int descriptor, const std::string& name,
                                const std::stop_token& stop,
                                std::uint64_t maximum_bytes = kMaximumFileBytes);

/// Temporary file in the same folder, fsync, rename; a link is replaced, never written through. On
/// failure the previous file stays and nothing is left behind.
std::optional<Diagnostic> write_file(const std::string& path, std::string_view text);
/// What write_file would say, before any work is done: missing folder, no permission. Makes and
/// removes an empty file beside `path`.
std::optional<Diagnostic> probe_writable(const std::string& path);

}  // namespace headroom::io
