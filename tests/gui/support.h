// Small scenarios and waiting, for tests of the application.
#pragma once

#include <QString>
#include <functional>
#include <string>

#include "core/projection/scenario.h"
#include "gui/document/knowledge.h"

namespace headroom::gui::test {

/// Lets events be handled until `ready` or for a minute; whether it became ready.
bool wait_for(const std::function<bool()>& ready);
/// One service and one database over two months: solved in a moment.
projection::Scenario small_shop();
/// Services of which each calls the two below it, in a tree; solved over two months.
projection::Scenario large_system(int components);
KnowledgePointer knowledge();  ///< shared by all tests
QString example(const char* name);

}  // namespace headroom::gui::test
