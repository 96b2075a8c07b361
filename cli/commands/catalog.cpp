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
    if (json_) {
      session.out << catalog_json(prices, catalogue.sizes);
    } else {
      session.out << catalog_table(prices, session.out_paint());
      if (prices.empty()) session.err << "Nothing matches \"" << printable(filter_) << "\".\n";
    }
    return exit_code::ok;
  }

 private:
  std::string filter_;
  bool json_ = false;
};

}  // namespace

CommandPointer catalog_command() { return std::make_unique<Catalog>(); }

}  // namespace headroom::cli
