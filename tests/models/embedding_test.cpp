// The data files are part of the binary, byte for byte.
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "models/models.h"

namespace headroom::models {
namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(std::string(HEADROOM_SOURCE_DIR) + "/models/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(Embedding, HoldsEveryByteOfTheCatalogue) {
  ASSERT_GE(catalogue_files().size(), 4U);
  for (const DataFile& file : catalogue_files())
    EXPECT_EQ(file.text, text_of("catalog/" + std::string(file.name) + ".json")) << file.name;
}

TEST(Embedding, SortsFilesByName) {
  for (std::size_t i = 1; i < catalogue_files().size(); ++i)
    EXPECT_LT(catalogue_files()[i - 1].name, catalogue_files()[i].name);
}

TEST(Embedding, HoldsEveryTemplate) {
  for (const DataFile& file : templates())
    EXPECT_EQ(file.text, text_of("templates/" + std::string(file.name) + ".json")) << file.name;
}

}  // namespace
}  // namespace headroom::models
