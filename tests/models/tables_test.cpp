// Every kind describes itself well enough for reader, documentation, schema and inspector.
#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "core/architecture/notation.h"
#include "models/models.h"

namespace headroom::models {
namespace {

using namespace architecture;

/// Calls `check(kind, row)` for every row of every kind.
template <class Check>
void for_every_row(const Check& check) {
  const network::KindList kinds = builtin_kinds();
  for (const auto& kind : kinds)
    for (const ParameterSpec& row : kind->parameters()) {
      SCOPED_TRACE(std::string(kind->name()) + "/" + std::string(row.name));
      check(*kind, row);
    }
}

bool in_range(const ParameterSpec& row, double value) {
  const bool above = row.above_minimum ? value > row.minimum : value >= row.minimum;
  return above && value <= row.maximum;
}

TEST(KindTables, NamesAreUniqueAndInSnakeCase) {
  const network::KindList kinds = builtin_kinds();
  for (const auto& kind : kinds) {
    std::set<std::string_view> seen;
    for (const ParameterSpec& row : kind->parameters()) {
      EXPECT_TRUE(seen.insert(row.name).second) << kind->name() << '/' << row.name;
      EXPECT_TRUE(std::ranges::all_of(row.name, [](char c) {
        return c == '_' || (c >= 'a' && c <= 'z');
      })) << row.name;
    }
  }
}

TEST(KindTables, EveryRowSaysWhatItMeans) {
  for_every_row([](const network::ComponentKind& kind, const ParameterSpec& row) {
    EXPECT_TRUE(kind.summary().ends_with('.'));
    EXPECT_GE(row.doc.size(), 30U);
    EXPECT_TRUE(row.doc.ends_with('.'));
  });
}

TEST(KindTables, DefaultsReadAndLieInRange) {
  for_every_row([](const network::ComponentKind&, const ParameterSpec& row) {
    EXPECT_FALSE(row.required && !row.default_text.empty()) << "a default nobody can see";
    if (row.default_text.empty()) return;
    if (row.type == ParameterType::quantity) {
      const auto value = parse_quantity(row.default_text, row.dimension);
      ASSERT_TRUE(value.ok());
      EXPECT_TRUE(in_range(row, value->low) && in_range(row, value->high));
    } else if (row.type == ParameterType::distribution) {
      const auto value = parse_distribution(row.default_text, row.dimension, nullptr);
      ASSERT_TRUE(value.ok());
      EXPECT_TRUE(in_range(row, value->mean()));
    } else if (row.type == ParameterType::choice) {
      EXPECT_TRUE(std::ranges::find(row.choices, row.default_text) != row.choices.end());
    } else if (row.type == ParameterType::flag) {
      EXPECT_TRUE(row.default_text == "true" || row.default_text == "false");
    }
  });
}

/// Counts such as "one replica" explain themselves; a time, a rate or a share does not.
TEST(KindTables, DefaultFiguresSayWhereTheyComeFrom) {
  for_every_row([](const network::ComponentKind&, const ParameterSpec& row) {
    const bool figure =
        row.type == ParameterType::quantity || row.type == ParameterType::distribution;
    if (figure && !row.default_text.empty() && row.default_text != "1") {
      EXPECT_FALSE(row.evidence.empty());
    }
  });
}

TEST(KindTables, ANeededParameterIsAnotherOneOfTheKind) {
  for_every_row([](const network::ComponentKind& kind, const ParameterSpec& row) {
    if (row.needs.empty()) return;
    EXPECT_NE(row.needs, row.name);
    EXPECT_EQ(std::ranges::count(kind.parameters(), row.needs, &ParameterSpec::name), 1);
  });
}

TEST(KindTables, OnlyChoicesHaveChoices) {
  for_every_row([](const network::ComponentKind&, const ParameterSpec& row) {
    EXPECT_EQ(row.type == ParameterType::choice, !row.choices.empty());
  });
}

}  // namespace
}  // namespace headroom::models
