#include "cli/knowledge.h"

#include <string>
#include <utility>

#include "core/io/catalogue_file.h"
#include "models/models.h"

namespace headroom::cli {

Knowledge builtin_knowledge() {
  Knowledge knowledge{models::builtin_kinds(), {}};
  for (const models::DataFile& file : models::catalogue_files()) {
    auto more = io::add_catalogue(std::move(knowledge.catalogue), file.text,
                                  std::string(file.name) + ".json");
    HEADROOM_ENSURES(more.ok());  // our own data, checked by tests
    knowledge.catalogue = std::move(more).value();
  }
  return knowledge;
}

}  // namespace headroom::cli
