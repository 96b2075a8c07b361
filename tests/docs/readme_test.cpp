// The README shows what the command prints. HEADROOM_UPDATE_DOCS=1 in the environment writes the
// sample anew.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "cli/app.h"

namespace headroom::docs {
namespace {

const std::string kReadme = HEADROOM_SOURCE_DIR "/README.md";
const std::string kCommand = "$ headroom project examples/online_boutique.json\n";

std::string printed() {
  std::filesystem::current_path(HEADROOM_SOURCE_DIR);  // the report names the path as typed
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(cli::run({"project", "examples/online_boutique.json", "--threads", "2"},
                     {.out = out, .err = err}),
            0)
      << err.str();
  return out.str();
}

TEST(Readme, ShowsARealRun) {
  std::stringstream text;
  text << std::ifstream(kReadme).rdbuf();
  std::string page = text.str();
  const std::size_t command = page.find(kCommand);
  ASSERT_NE(command, std::string::npos);
  const std::size_t begin = command + kCommand.size();
  const std::string shown = page.substr(begin, page.find("```", begin) - begin);
  const std::string wanted = printed();
  if (shown != wanted && std::getenv("HEADROOM_UPDATE_DOCS") != nullptr) {
    std::ofstream(kReadme) << page.replace(begin, shown.size(), wanted);
    return;
  }
  EXPECT_EQ(shown, wanted) << "run this test with HEADROOM_UPDATE_DOCS=1 to write the sample anew";
}

}  // namespace
}  // namespace headroom::docs
