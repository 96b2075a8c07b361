#include "gui/document/knowledge.h"

#include <string>
#include <utility>

#include "core/io/catalogue_file.h"
#include "models/models.h"

namespace headroom::gui {

KnowledgePointer builtin_knowledge() {
  cost::Catalogue catalogue;
  for (const models::DataFile& file : models::catalogue_files()) {
    auto more =
        io::add_catalogue(std::move(catalogue), file.text, std::string(file.name) + ".json");
    HEADROOM_ENSURES(more.ok());  // our own data, checked by tests
    catalogue = std::move(more).value();
  }
  return std::make_shared<const Knowledge>(
      Knowledge{models::builtin_kinds(), std::move(catalogue)});
}

}  // namespace headroom::gui
