// Every oracle is a case, or it is said why it cannot be one.
#include <map>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/bank/cases.h"
#include "tests/bank/table.h"
#include "tests/support/generated_part.h"

namespace headroom::bank {
namespace {

constexpr std::size_t kOracles = 210;

TEST(BankIds, EveryOracleIsACaseOrIsNotExpressible) {
  std::set<std::string> cases;
  for (const Case& each : read_cases()) cases.insert(each.oracle());
  std::map<std::string, std::string> missing;
  for (const Inexpressible& each : read_inexpressible())
    EXPECT_TRUE(missing.emplace(each.id, each.why).second) << each.id << " is listed twice";
  std::set<std::string> known;
  for (const Family& family : read_families())
    for (const std::string& id : family.ids) {
      EXPECT_TRUE(known.insert(id).second) << id << " is listed twice";
      EXPECT_NE(cases.contains(id), missing.contains(id)) << id;
    }
  EXPECT_EQ(known.size(), kOracles);
  for (const std::string& id : cases) EXPECT_TRUE(known.contains(id)) << id;
  for (const auto& [id, why] : missing) {
    EXPECT_TRUE(known.contains(id)) << id;
    EXPECT_FALSE(why.empty()) << id;
  }
}

TEST(BankIds, CasesHaveTheirOwnIdsAndFamilies) {
  std::map<std::string, std::string> family_of;
  for (const Family& family : read_families())
    for (const std::string& id : family.ids) family_of[id] = family.name;
  std::set<std::string> ids;
  for (const Case& each : read_cases()) {
    EXPECT_TRUE(ids.insert(each.id).second) << each.id << " is there twice";
    EXPECT_EQ(family_of[each.oracle()], each.family) << each.id;
    EXPECT_FALSE(each.expectations.empty()) << each.id;
  }
}

TEST(BankIds, ValidationPageListsWhatIsNotSimulated) {
  testing::expect_generated("VALIDATION.md", "not-simulated", not_simulated_list(read_cases()));
}

TEST(BankIds, ValidationPageListsWhatIsNotExpressible) {
  testing::expect_generated("VALIDATION.md", "not-expressible",
                            inexpressible_list(read_families(), read_inexpressible()));
}

}  // namespace
}  // namespace headroom::bank
