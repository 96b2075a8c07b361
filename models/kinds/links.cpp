#include "models/kinds/links.h"

namespace headroom::models {

architecture::Link link_to(const architecture::Settings& settings, const std::string& parameter,
                           const std::string& operation) {
  const std::string& component = settings.component().name;
  architecture::Link link;
  link.from = {component, operation};
  link.to = {settings.text(parameter), operation};
  link.pointer = "/components/" + component + "/" + parameter;
  return link;
}

}  // namespace headroom::models
