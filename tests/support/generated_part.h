// Parts of documentation that tests write and check: between <!-- generated: NAME --> and
// <!-- end: NAME -->.
#pragma once

#include <string>

namespace headroom::testing {

/// The part `name` of docs/`page` says `wanted`; a failure of the test otherwise. With
/// HEADROOM_UPDATE_DOCS=1 in the environment the part is written anew instead.
void expect_generated(const std::string& page, const std::string& name, const std::string& wanted);

}  // namespace headroom::testing
