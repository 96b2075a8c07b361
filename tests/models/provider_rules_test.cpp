// What providers bill differently, priced with the catalogue that is part of the binary.
#include <string>

#include <gtest/gtest.h>

#include "core/cost/bill.h"
#include "tests/models/system.h"

namespace headroom::models {
namespace {

using namespace testing;

/// USD of the line of this item for a database of this size; 0 when there is none.
double usd(const std::string& item, Typed parameters, const architecture::Activity& activity) {
  System system;
  parameters.emplace("data", "100 GiB");
  system.add("db", "database", parameters);
  const cost::Bill bill =
      cost::bill(system.usage("db", activity), system.catalogue().prices).value();
  for (const cost::BillLine& line : bill.lines)
    if (line.item == item) return line.amount.units();
  return 0.0;
}

/// A month of list prices in which 1000 GB pass between zones.
architecture::Activity list_month() {
  architecture::Activity activity;
  activity.hours = activity.replica_hours = kHoursPerBillingMonth;
  activity.stored_gib = 100.0;
  activity.requests = 1e9;
  return activity;
}

TEST(ProviderRules, AwsChargesBothEndsBetweenZonesAndGoogleTheSender) {
  Typed zones = {{"vcpus", "1"}, {"price", "0.1 USD/h"}, {"reply", "1 kB"}};
  zones["cross_zone"] = "100 %";
  architecture::Activity activity = list_month();
  EXPECT_NEAR(usd("aws:cross-az.gb", zones, activity), 1000 * 2 * 0.01, 1e-6);
  activity.provider = "gcp";
  EXPECT_NEAR(usd("gcp:cross-zone.gb", zones, activity), 1000 * 0.01, 1e-6);
}

TEST(ProviderRules, WhereNoBackupIsFreeTheFirstOneIsBilledWhole) {
  const Typed days = {{"backup_retention", "10 d"}, {"daily_change", "3 %"}};
  const auto with_days = [&](const std::string& size) {
    Typed typed = days;
    typed["size"] = size;
    return typed;
  };
  const architecture::Activity activity = list_month();
  EXPECT_NEAR(usd("aws:rds.backup", with_days("aws:db.r6g.large"), activity), 30 * 0.095, 1e-6);
  EXPECT_NEAR(usd("aws:ebs.snapshot", with_days("aws:m6i.large"), activity), 130 * 0.05, 1e-6);
  Typed none = with_days("aws:m6i.large");
  none["backup_retention"] = "0 s";
  EXPECT_EQ(usd("aws:ebs.snapshot", none, activity), 0.0);
}

TEST(ProviderRules, CountsThatAreNotKnownAreWholeAtTheirMedian) {
  System system;  // the geometric mean of 2 and 4 is 2.83
  system.add("mails", "message_queue", {{"broker", "aws:mq.rabbit.m5.large"}, {"nodes", "2 to 4"}});
  system.add("mailer", "worker", {{"from", "mails"}, {"vcpus", "1"}, {"concurrency", "2 to 4"}},
             {{"handle", {wait("1 ms")}}});
  system.add("partner", "external_api", {{"latency", "1 ms"}, {"concurrency", "2 to 4"}});
  system.add("cache", "cache", {{"vcpus", "4"}, {"hit_ratio", "50 %"}, {"threads", "2 to 4"}});
  system.add(
      "api", "service", {{"vcpus", "1"}, {"threads", "2 to 4"}},
      {{"page", {call("partner"), call("cache", "get"), {architecture::Send{{"mails", ""}}}}}});
  system.enter({"api", "page"});
  const network::Network network = system.compile();
  for (const network::Group& group : network.groups)
    for (const network::Resource& resource : group.resources)
      if (resource.label != "CPU" && resource.kind != network::ResourceKind::buffer) {
        EXPECT_EQ(resource.capacity, 3.0) << group.component << ' ' << resource.label;
      }
  EXPECT_EQ(system.usage("mails", list_month())[0].quantity, 3.0 * kHoursPerBillingMonth);
}

}  // namespace
}  // namespace headroom::models
