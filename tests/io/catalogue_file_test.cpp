// Catalogue files: what Headroom ships loads, and rows that cannot be trusted are refused.
#include "core/io/catalogue_file.h"

#include <string>

#include <gtest/gtest.h>

#include "core/io/files.h"

namespace headroom::io {
namespace {

cost::Catalogue shipped() {
  cost::Catalogue catalogue;
  for (const char* name : {"caches", "compute", "databases", "services"}) {
    const std::string path = std::string(HEADROOM_SOURCE_DIR) + "/models/catalog/" + name + ".json";
    auto added = add_catalogue(std::move(catalogue), read_file(path).value(), path);
    EXPECT_TRUE(added.ok()) << (added.ok() ? "" : added.diagnostics().all()[0].message);
    catalogue = std::move(added).value();
  }
  return catalogue;
}

std::string file_with(const std::string& rows) {
  return R"({"format": "headroom-catalogue/1", "currency": "USD", "rows": [)" + rows + "]}";
}

std::string row(const std::string& more) {
  return R"({"id": "own:rack", "provider": "own", "region": "cellar", "unit": "hour",
             "as_of": "2026-11", "source": "invoice", "confidence": "high", )" +
         more + "}";
}

Diagnostics mistakes_in(const std::string& text) {
  return add_catalogue({}, text, "own.json").diagnostics();
}

std::string code_of(const std::string& more) {
  const Diagnostics found = mistakes_in(file_with(row(more)));
  return found.empty() ? "" : found.all()[0].code;
}

TEST(CatalogueFile, TheShippedCatalogueLoads) {
  const cost::Catalogue catalogue = shipped();
  const architecture::Size& size = catalogue.sizes.at("aws:m6i.large");
  EXPECT_EQ(size.vcpus, 2.0);
  EXPECT_EQ(size.memory_gib, 8.0);
  EXPECT_EQ(size.relative_speed, 1.0);
  const cost::Price* price = catalogue.prices.find("aws:m6i.large");
  ASSERT_NE(price, nullptr);
  EXPECT_EQ(price->unit, cost::PriceUnit::hour);
  EXPECT_EQ(price->region, "us-east-1");
  EXPECT_EQ(price->brackets[0].price_per_million, Money::from_units(96000.0));
  EXPECT_GT(catalogue.prices.all().size(), 700U);
}

TEST(CatalogueFile, TinyPricesLoseNoDigit) {
  const auto read = add_catalogue({}, file_with(row(R"("price": "0.0000002")")), "own.json");
  EXPECT_EQ(read->prices.find("own:rack")->brackets[0].price_per_million, Money::micros(200'000));
}

TEST(CatalogueFile, BracketsAreMarginalPricesFromZero) {
  const auto read = add_catalogue(
      {},
      file_with(row(R"("brackets": [{"from": "0", "price": "2"}, {"from": "10", "price": 1}])")),
      "own.json");
  const auto& brackets = read->prices.find("own:rack")->brackets;
  ASSERT_EQ(brackets.size(), 2U);
  EXPECT_EQ(brackets[1].from, 10.0);
  EXPECT_EQ(brackets[1].price_per_million, Money::from_units(1e6));
}

TEST(CatalogueFile, ALaterPriceKeepsTheSizeItDoesNotMention) {
  const std::string size = R"("price": "1.5", "vcpus": 4, "memory_gib": 16, "relative_speed": 0.5)";
  auto base = add_catalogue({}, file_with(row(size)), "base.json");
  const auto own = add_catalogue(std::move(base).value(), file_with(row(R"("price": "1")")), "own");
  EXPECT_EQ(own->sizes.at("own:rack").vcpus, 4.0);
  EXPECT_EQ(own->prices.find("own:rack")->brackets[0].price_per_million, Money::from_units(1e6));
}

TEST(CatalogueFile, RowsThatCannotBeTrustedAreRefused) {
  EXPECT_EQ(code_of(R"("price": "1")"), "");
  EXPECT_EQ(code_of(R"("price": "-1")"), "not-a-price");
  EXPECT_EQ(code_of(R"("price": "1,5")"), "not-a-price");
  EXPECT_EQ(code_of(R"("price": "1 USD")"), "not-a-price");
  EXPECT_EQ(code_of(R"("description": "no price")"), "price-or-brackets");
  EXPECT_EQ(code_of(R"("brackets": [{"from": "1", "price": "1"}])"), "brackets-out-of-order");
  EXPECT_EQ(code_of(R"("brackets": [{"from": "0", "price": "1"}, {"from": "0", "price": "2"}])"),
            "brackets-out-of-order");
  EXPECT_EQ(code_of(R"("price": "1", "vcpus": 4)"), "half-a-size");
  EXPECT_EQ(code_of(R"("price": "1", "vcpus": 0, "memory_gib": 1)"), "out-of-range");
  EXPECT_EQ(code_of(R"("price": "1", "prize": "1")"), "unknown-field");
  EXPECT_EQ(code_of(R"("price": null)"), "wrong-type");
}

TEST(CatalogueFile, EveryMistakeOfEveryRowIsToldWithItsPlace) {
  const Diagnostics found = mistakes_in(file_with(
      R"({"id": "x", "provider": "own", "region": "cellar", "unit": "day", "price": "1",
          "as_of": "yesterday", "confidence": "high"},
)" + row(R"("price": true)")));
  ASSERT_EQ(found.errors(), 3U);
  EXPECT_EQ(found.all()[0].pointer, "/rows/0/unit");
  EXPECT_EQ(found.all()[0].where.line, 1U);
  EXPECT_NE(found.all()[1].message.find("\"source\" is missing"), std::string::npos);
  EXPECT_EQ(found.all()[2].pointer, "/rows/1/price");
  EXPECT_EQ(found.all()[2].where.line, 4U);
}

TEST(CatalogueFile, DatesMayBeCoarseButMustBeDates) {
  const auto with_date = [](const std::string& date) {
    std::string text = file_with(row(R"("price": "1")"));
    text.replace(text.find("2026-11"), 7, date);
    const Diagnostics found = mistakes_in(text);
    return found.empty() ? "" : found.all()[0].code;
  };
  for (const char* good : {"2026", "2026-02", "2024-02-29"}) EXPECT_EQ(with_date(good), "") << good;
  for (const char* bad : {"26", "2026-13", "2026-02-29", "2026-02-28T10:00", "soon"})
    EXPECT_EQ(with_date(bad), "not-a-date") << bad;
}

TEST(CatalogueFile, AnotherFormatIsRefused) {
  const Diagnostics found = mistakes_in(R"({"format": "headroom-catalogue/2", "rows": 7})");
  ASSERT_EQ(found.errors(), 1U);
  EXPECT_EQ(found.all()[0].message, "made for version 2, this program reads up to 1");
}

}  // namespace
}  // namespace headroom::io
