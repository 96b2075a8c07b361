#include "tests/support/generated_part.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace headroom::testing {
namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Where the part stands in the text.
struct Part {
  std::size_t begin = std::string::npos;
  std::size_t end = std::string::npos;
};

Part part_of(const std::string& text, const std::string& name) {
  const std::string open = "<!-- generated: " + name + " -->\n";
  const std::size_t at = text.find(open);
  if (at == std::string::npos) return {};
  return {at + open.size(), text.find("<!-- end: " + name + " -->", at)};
}

}  // namespace

void expect_generated(const std::string& page, const std::string& name, const std::string& wanted) {
  const std::string path = HEADROOM_SOURCE_DIR "/docs/" + page;
  std::string text = text_of(path);
  const Part part = part_of(text, name);
  ASSERT_NE(part.end, std::string::npos) << "docs/" << page << " has no part " << name;
  const std::string found = text.substr(part.begin, part.end - part.begin);
  if (found == wanted) return;
  if (std::getenv("HEADROOM_UPDATE_DOCS") != nullptr) {
    std::ofstream(path) << text.replace(part.begin, part.end - part.begin, wanted);
    return;
  }
  EXPECT_EQ(found, wanted) << "run this test with HEADROOM_UPDATE_DOCS=1 to write the part anew";
}

}  // namespace headroom::testing
