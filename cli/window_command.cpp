#include "cli/window_command.h"

#include <ostream>

#include "cli/exit_code.h"
#include "cli/render/diagnostics.h"
#include "cli/render/text.h"
#include "cli/render/window_text.h"
#include "cli/shell.h"

namespace headroom::cli {

int WindowCommand::run_on(Session& session, const Prepared& prepared, const Diagnostics&) {
  const auto window = choice_.window(prepared.model());
  if (window) return answer(session, prepared, *window);
  session.err << render(window.diagnostics(), session.err_paint(), consequence());
  return exit_code::command_line;
}

std::string WindowCommand::title(const projection::Window& window, bool users,
                                 const Paint& paint) const {
  const std::string title = choice_.is_typed() ? load_text(window.offered_rps, users)
                                               : printable(window_title(window, users));
  return paint.paragraph({{title, report::Tone::strong}});
}

std::string WindowCommand::text(const projection::Window& window,
                                const network::Performance& performance, bool users,
                                const Paint& paint) const {
  return title(window, users, paint) + performance_text(performance, paint);
}

std::string WindowCommand::rerun() const {
  return "headroom " + std::string(name()) + " " + shell_word(file()) + choice_.rerun();
}

}  // namespace headroom::cli
