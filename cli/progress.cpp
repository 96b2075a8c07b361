#include "cli/progress.h"

#include <ostream>
#include <string>

#include "core/report/numbers.h"

namespace headroom::cli {
namespace {

constexpr const char* kStartOfLine = "\r\x1b[K";
constexpr double kFirstGuess_s = 1.0;  ///< before that the time left is a guess from too little

}  // namespace

ProgressLine::ProgressLine(Session& session)
    : session_(session), start_(std::chrono::steady_clock::now()) {}

double ProgressLine::elapsed_s() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void ProgressLine::windows_done(std::size_t done, std::size_t all) {
  if (!session_.err_is_terminal) return;
  std::string line = std::to_string(done) + " of " + std::to_string(all) + " windows";
  const double elapsed = elapsed_s();
  if (elapsed > kFirstGuess_s && done < all) {
    const double left = elapsed * static_cast<double>(all - done) / static_cast<double>(done);
    line += ", " + report::number(left, 0) + " s left";
  }
  session_.err << kStartOfLine << line << std::flush;
  shown_ = true;
}

void ProgressLine::erase() {
  if (shown_) session_.err << kStartOfLine << std::flush;
  shown_ = false;
}

}  // namespace headroom::cli
