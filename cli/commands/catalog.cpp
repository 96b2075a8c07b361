// headroom catalog [FILTER]
#include "cli/render/catalog.h"

#include <ostream>

#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/knowledge.h"
#include "cli/render/text.h"

namespace headroom::cli {
namespace {

class Catalog : public Command {
 public:
  std::string_view name() const override { return "catalog"; }
  std::string_view summary() const override { return "List sizes and prices with their sources"; }
  void declare(Arguments& arguments) override {
    arguments.optional({"FILTER", "", "Part of an id or description, in any case", {}},
                       into(filter_));
    arguments.flag("--json", json_, "Print JSON");
  }
  int run(Session& session) override {
    const cost::Catalogue catalogue = builtin_knowledge().catalogue;
    const auto prices = matching(catalogue.prices, filter_);
    session.out << (json_ ? catalog_json(prices, catalogue.sizes)
                          : catalog_table(prices, session.out_paint()));
    return prices.empty() ? tell_no_match(session, catalogue) : exit_code::ok;
  }

 private:
  int tell_no_match(Session& session, const cost::Catalogue& catalogue) const {
    const std::string hint = nearest_to(catalogue.prices, filter_);
    session.err << "headroom: nothing in the catalogue matches \"" << printable(filter_) << "\""
                << (hint.empty() ? "" : "; " + hint) << "\nheadroom catalog lists all of it.\n";
    return exit_code::command_line;
  }

  std::string filter_;
  bool json_ = false;
};

}  // namespace

CommandPointer catalog_command() { return std::make_unique<Catalog>(); }

}  // namespace headroom::cli
