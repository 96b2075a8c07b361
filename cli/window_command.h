// What commands that answer for one window have in common: which load, and its title.
#pragma once

#include <string>

#include "cli/scenario_command.h"
#include "cli/solving.h"

namespace headroom::cli {

class WindowCommand : public ScenarioCommand {
 protected:
  void declare_options(Arguments& arguments) override { choice_.declare(arguments); }
  int run_on(Session& session, const Prepared& prepared, const Diagnostics& warnings) final;
  /// `window` has no answers yet.
  virtual int answer(Session& session, const Prepared& prepared, projection::Window window) = 0;

  /// Which window it is.
  [[nodiscard]] std::string title(const projection::Window& window, bool users,
                                  const Paint& paint) const;
  /// The title and what the answer says.
  [[nodiscard]] std::string text(const projection::Window& window,
                                 const network::Performance& performance, bool users,
                                 const Paint& paint) const;
  /// "headroom simulate shop.json --rps 120"
  [[nodiscard]] std::string rerun() const;

 private:
  WindowChoice choice_;
};

}  // namespace headroom::cli
