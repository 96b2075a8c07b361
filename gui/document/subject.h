// A scenario that can be solved, with all that it needs: handed to background work as a value.
#pragma once

#include <memory>
#include <string>

#include "core/cost/catalogue.h"
#include "core/projection/scenario.h"
#include "gui/document/knowledge.h"

namespace headroom::gui {

struct Subject {
  projection::Scenario scenario;
  cost::Catalogue catalogue;  ///< with the scenario's own prices
  KnowledgePointer knowledge;
  std::string fingerprint;
};
using SubjectPointer = std::shared_ptr<const Subject>;

}  // namespace headroom::gui
