// The data of models/catalog: complete, in range and consistent.
#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace headroom {
namespace {

using Json = nlohmann::json;

std::vector<Json> rows() {
  std::vector<Json> all;
  for (const char* name : {"compute", "databases", "caches", "services"}) {
    std::ifstream file(std::string(HEADROOM_SOURCE_DIR) + "/models/catalog/" + name + ".json");
    const Json document = Json::parse(file);
    EXPECT_EQ(document.at("format"), "headroom-catalogue/1") << name;
    for (const Json& row : document.at("rows")) all.push_back(row);
  }
  return all;
}

/// The whole text as a decimal number; -1 when it is none.
double decimal(const std::string& text) {
  double value = -1.0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  return parsed.ec == std::errc() && parsed.ptr == end ? value : -1.0;
}

TEST(Catalogue, EveryRowSaysWhereAndWhenItsFiguresAreFrom) {
  const std::set<std::string> grades = {"high", "medium", "low", "assumption", "believed"};
  for (const Json& row : rows()) {
    const std::string id = row.at("id");
    for (const char* field : {"provider", "region", "unit", "as_of", "source", "confidence"})
      EXPECT_FALSE(row.value(field, "").empty()) << id << ' ' << field;
    EXPECT_TRUE(grades.contains(row.at("confidence"))) << id;
    EXPECT_NE(row.contains("price"), row.contains("brackets")) << id;
    for (const auto& [field, value] : row.items()) EXPECT_FALSE(value.is_null()) << id << field;
  }
}

TEST(Catalogue, IdsAreUniqueOverAllFiles) {
  std::set<std::string> seen;
  for (const Json& row : rows()) EXPECT_TRUE(seen.insert(row.at("id")).second) << row.at("id");
  EXPECT_TRUE(seen.contains("aws:m6i.large") && seen.contains("gcp:n2-standard-4"));
  EXPECT_TRUE(seen.contains("aws:db.r6g.large.multi-az") && seen.contains("aws:cache.t4g.small"));
}

TEST(Catalogue, SizesAndPricesAreInRange) {
  const std::set<std::string> units = {"hour",    "gib_month",  "gb",
                                       "request", "iops_month", "unit_month"};
  for (const Json& row : rows()) {
    const std::string id = row.at("id");
    EXPECT_TRUE(units.contains(row.at("unit"))) << id;
    if (row.contains("price")) {
      EXPECT_GT(decimal(row.at("price")), 0.0) << id;
    }
    if (!row.contains("vcpus")) continue;
    EXPECT_TRUE(row.at("vcpus") > 0.0 && row.at("vcpus") <= 1000.0) << id;
    EXPECT_TRUE(row.at("memory_gib") > 0.0 && row.at("memory_gib") <= 32768.0) << id;
    EXPECT_TRUE(row.at("relative_speed") > 0.2 && row.at("relative_speed") < 5.0) << id;
    if (row.contains("max_connections")) {
      EXPECT_GT(row.at("max_connections"), 0.0) << id;
    }
  }
}

/// A speed is measured, or assumed to be 1 or that of the compute family, which the source says.
TEST(Catalogue, SpeedsTakenOverFromOtherMachinesAreNotCalledMeasured) {
  for (const Json& row : rows()) {
    if (!row.contains("vcpus") || row.at("relative_speed") == 1.0) continue;
    const bool compute = !row.contains("engine");
    EXPECT_EQ(row.at("speed_measured").get<bool>(), compute) << row.at("id");
    const std::string source = row.at("source");
    EXPECT_EQ(source.find("speed is that of the compute family") == std::string::npos, compute)
        << row.at("id");
  }
}

TEST(Catalogue, SourcesStandForThemselves) {
  const std::regex key("\\bS[0-9]+\\b");
  for (const Json& row : rows())
    EXPECT_FALSE(std::regex_search(row.at("source").get<std::string>(), key)) << row.at("id");
}

TEST(Catalogue, AMemoryOfAFreeAllowanceIsNotCalledAPrice) {
  for (const Json& row : rows())
    if (row.contains("brackets") && row.at("brackets").at(0).at("price") == "0") {
      EXPECT_EQ(row.at("confidence"), "believed") << row.at("id");
    }
}

TEST(Catalogue, BracketsStartAtZeroAndAscend) {
  for (const Json& row : rows()) {
    if (!row.contains("brackets")) continue;
    double from = -1.0;
    for (const Json& bracket : row.at("brackets")) {
      EXPECT_GT(decimal(bracket.at("from")), from) << row.at("id");
      from = decimal(bracket.at("from"));
      EXPECT_GE(decimal(bracket.at("price")), 0.0) << row.at("id");
    }
    EXPECT_EQ(row.at("brackets").at(0).at("from"), "0") << row.at("id");
  }
}

TEST(Catalogue, AMemberOfAFamilyIsNeverCheaperThanASmallerOne) {
  std::map<std::string, std::vector<Json>> families;
  for (const Json& row : rows()) {
    if (!row.contains("family")) continue;
    const int gpus = row.value("gpus", 0);
    families[row.at("provider").get<std::string>() + row.at("family").get<std::string>() + '/' +
             std::to_string(gpus)]
        .push_back(row);
  }
  for (const auto& [name, members] : families)
    for (const Json& a : members)
      for (const Json& b : members)
        if (a.at("vcpus") <= b.at("vcpus") && a.at("memory_gib") <= b.at("memory_gib")) {
          EXPECT_LE(decimal(a.at("price")), decimal(b.at("price"))) << a.at("id") << b.at("id");
        }
}

}  // namespace
}  // namespace headroom
