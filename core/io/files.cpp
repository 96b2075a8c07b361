#include "core/io/files.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "core/io/words.h"

namespace headroom::io {
namespace {

/// An open file, closed at the end of its scope.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (valid()) ::close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool valid() const { return number_ >= 0; }
  /// The result of close(): a full disk may be told only then.
  int close_now() { return ::close(std::exchange(number_, -1)); }

 private:
  int number_ = -1;
};

std::string reason(int error) { return std::generic_category().message(error); }

Diagnostic fault(const std::string& path, Fault kind, std::string code, std::string message) {
  Diagnostic diagnostic = input_mistake(std::move(code), std::move(message));
  diagnostic.fault = kind;
  diagnostic.where.file = path;
  return diagnostic;
}

Diagnostic unreadable(const std::string& path, const std::string& why) {
  return fault(path, Fault::unreadable, "cannot-read", "cannot read " + path + ": " + why);
}

Diagnostic unwritable(const std::string& path, const std::string& why) {
  return fault(path, Fault::unreadable, "cannot-write", "cannot write " + path + ": " + why);
}

/// Of what is no ordinary file; nullptr for an ordinary file.
const char* special_kind(mode_t mode) {
  if (S_ISREG(mode)) return nullptr;
  if (S_ISDIR(mode)) return "it is a directory";
  if (S_ISFIFO(mode)) return "it is a pipe";
  if (S_ISSOCK(mode)) return "it is a socket";
  return "it is a device";
}

std::string mebibytes(std::uint64_t bytes) {
  return std::to_string(bytes / (1024 * 1024)) + " MiB";
}

Diagnostic too_large(const std::string& path, std::uint64_t maximum_bytes) {
  const bool whole_mebibytes = maximum_bytes >= 1024 * 1024;
  const std::string limit =
      whole_mebibytes ? mebibytes(maximum_bytes) : std::to_string(maximum_bytes) + " bytes";
  return fault(path, Fault::limit_reached, "file-too-large",
               path + " is larger than the limit of " + limit);
}

/// Whether there is something to read, or the end; false when asked to stop before.
bool wait_for_input(int descriptor, const std::stop_token& stop) {
  constexpr int kLook_ms = 100;  // at the stop token
  while (!stop.stop_requested()) {
    pollfd input = {descriptor, POLLIN, 0};
    const int ready = ::poll(&input, 1, kLook_ms);
    if (ready > 0 || (ready < 0 && errno != EINTR)) return true;
  }
  return false;
}

/// Reads to the end; one byte more than the limit is enough to know that it is exceeded.
Result<std::string> read_all(int descriptor, const std::string& path, const std::stop_token& stop,
                             std::uint64_t maximum_bytes, std::uint64_t expected_bytes) {
  std::string text;
  text.resize(static_cast<std::size_t>(std::min(expected_bytes, maximum_bytes) + 1));
  std::size_t used = 0;
  while (true) {
    if (!wait_for_input(descriptor, stop))
      return fault(path, Fault::unreadable, "stopped", "stopped while reading " + path);
    const ssize_t got = ::read(descriptor, text.data() + used, text.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unreadable(path, reason(errno));
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
    if (used > maximum_bytes) return too_large(path, maximum_bytes);
    if (used == text.size()) text.resize(std::min<std::size_t>(2 * used, maximum_bytes + 1));
  }
  text.resize(used);
  return text;
}

std::filesystem::path folder_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder;
}

/// What stands at `path` and must not be replaced.
std::optional<Diagnostic> obstacle(const std::string& path) {
  struct stat found {};
  if (path.empty()) return unwritable(path, "it has no name");
  // Followed on purpose: a link to a device, such as /dev/stdout, must not be replaced either.
  if (::stat(path.c_str(), &found) != 0)
    return errno == ENAMETOOLONG ? std::optional(unwritable(path, reason(errno))) : std::nullopt;
  const char* kind = special_kind(found.st_mode);
  if (kind == nullptr) return std::nullopt;
  return unwritable(path, kind);
}

/// Permissions of the file that will be replaced; nothing when there is none.
std::optional<mode_t> mode_of(const std::string& path) {
  struct stat old {};
  if (::lstat(path.c_str(), &old) != 0 || !S_ISREG(old.st_mode)) return std::nullopt;
  return old.st_mode & 0777U;
}

/// Whether `path` is another's file in a folder such as /tmp, where everybody may replace only what
/// is theirs.
bool is_guarded(const std::string& path, const struct stat& folder) {
  struct stat old {};
  const uid_t user = ::geteuid();
  if (user == 0 || (folder.st_mode & S_ISVTX) == 0 || folder.st_uid == user) return false;
  return ::lstat(path.c_str(), &old) == 0 && old.st_uid != user;
}

struct Temporary {
  std::string path;
  Descriptor file;
};

/// In the folder of `target`, so that the rename cannot cross file systems. Not valid on errors
/// (errno).
Temporary create_beside(const std::string& target) {
  constexpr int kAttempts = 100;  // names left behind by killed processes of the same id
  const std::optional<mode_t> mode = mode_of(target);
  const std::string stem =
      (folder_of(target) / (".headroom-" + std::to_string(::getpid()) + "-")).string();
  Temporary temporary;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    temporary.path = stem + std::to_string(attempt) + ".tmp";
    temporary.file = Descriptor(::open(temporary.path.c_str(),
                                       O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                                       mode.value_or(0666)));
    if (temporary.file.valid() || errno != EEXIST) break;
  }
  // The umask may have taken bits that the old file has.
  if (temporary.file.valid() && mode) ::fchmod(temporary.file.number(), *mode);
  return temporary;
}

/// 0 or the errno of what failed.
int write_all(Descriptor& file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file.number(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.number()) != 0) return errno;
  return file.close_now() == 0 ? 0 : errno;
}

/// So that the rename survives a power cut. A file system that cannot do it has done its best.
void sync_folder(const std::string& path) {
  const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.valid()) ::fsync(folder.number());
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::uint64_t maximum_bytes) {
  // Without O_NONBLOCK opening a pipe would wait for a writer.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (!file.valid()) return unreadable(path, reason(errno));
  struct stat found {};
  if (::fstat(file.number(), &found) != 0) return unreadable(path, reason(errno));
  if (const char* kind = special_kind(found.st_mode)) return unreadable(path, kind);
  const auto size = static_cast<std::uint64_t>(found.st_size);
  if (size > maximum_bytes) return too_large(path, maximum_bytes);
  return read_all(file.number(), path, {}, maximum_bytes, size);
}

Result<std::string> read_stream(int descriptor, const std::string& name,
                                const std::stop_token& stop, std::uint64_t maximum_bytes) {
  constexpr std::uint64_t kFirstBuffer = 65'536;  // grows to what comes
  return read_all(descriptor, name, stop, maximum_bytes, kFirstBuffer);
}

std::optional<Diagnostic> write_file(const std::string& path, std::string_view text) {
  if (auto wrong = obstacle(path)) return wrong;
  Temporary temporary = create_beside(path);
  if (!temporary.file.valid()) return unwritable(path, reason(errno));
  int error = write_all(temporary.file, text);
  if (error == 0 && ::rename(temporary.path.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) {
    ::unlink(temporary.path.c_str());
    return unwritable(path, reason(error));
  }
  sync_folder(path);
  return std::nullopt;
}

std::optional<Diagnostic> probe_writable(const std::string& path) {
  if (auto wrong = obstacle(path)) return wrong;
  const std::string folder = folder_of(path).string();
  struct stat found {};
  if (::stat(folder.c_str(), &found) != 0)
    return unwritable(path, "folder " + folder + ": " + reason(errno));
  if (is_guarded(path, found)) return unwritable(path, "it belongs to another user");
  // Tried, not asked: read-only file systems, quotas and others say no in their own ways.
  const Temporary temporary = create_beside(path);
  if (!temporary.file.valid()) return unwritable(path, "folder " + folder + ": " + reason(errno));
  ::unlink(temporary.path.c_str());
  return std::nullopt;
}

}  // namespace headroom::io
