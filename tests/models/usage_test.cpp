// What kinds put on the bill, priced with the catalogue that is part of the binary.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/cost/bill.h"
#include "tests/models/system.h"

namespace headroom::models {
namespace {

using namespace testing;
using architecture::Activity;
using architecture::Usage;

/// A month of list prices with one replica.
Activity list_month(double replicas = 1.0) {
  Activity activity;
  activity.hours = kHoursPerBillingMonth;
  activity.replica_hours = replicas * activity.hours;
  return activity;
}

cost::Bill priced(const System& system, const std::vector<Usage>& usage) {
  return cost::bill(usage, system.catalogue().prices).value();
}

/// Bill of one component of this kind.
cost::Bill bill_of(const std::string& kind, const Typed& parameters, const Activity& activity) {
  System system;
  system.add("it", kind, parameters);
  return priced(system, system.usage("it", activity));
}

/// USD of the line of this item; 0 when there is none.
double usd(const cost::Bill& bill, const std::string& item) {
  for (const cost::BillLine& line : bill.lines)
    if (line.item == item) return line.amount.units();
  return 0.0;
}

TEST(Usage, ReplicasPayTheirSizeByTheHour) {
  const cost::Bill bill = bill_of("service", {{"size", "aws:m6i.large"}}, list_month(3.0));
  ASSERT_EQ(bill.lines.size(), 1U);
  EXPECT_EQ(bill.lines[0].detail, "3 x m6i.large");
  EXPECT_EQ(bill.total, Money::from_units(210.24));
}

TEST(Usage, ContainersPayForVcpusAndMemory) {
  const Typed container = {{"vcpus", "0.5"}, {"memory", "2 GiB"}};
  const cost::Bill bill = bill_of("service", container, list_month(4.0));
  EXPECT_NEAR(usd(bill, "aws:fargate.vcpu-hour"), 4 * 730 * 0.5 * 0.04048, 1e-6);
  EXPECT_NEAR(usd(bill, "aws:fargate.gib-hour"), 4 * 730 * 2 * 0.004445, 1e-6);
}

TEST(Usage, ContainersOnNodesPayTheLargerShare) {
  // m6i.large: 2 vCPU, 8 GiB.
  const Typed by_cpu = {{"vcpus", "0.5"}, {"memory", "1 GiB"}, {"runs_on", "aws:m6i.large"}};
  const Typed by_memory = {{"vcpus", "0.5"}, {"memory", "4 GiB"}, {"runs_on", "aws:m6i.large"}};
  EXPECT_NEAR(bill_of("worker", by_cpu, list_month()).total.units(), 730 * 0.096 * 0.25, 1e-6);
  const cost::Bill half = bill_of("worker", by_memory, list_month(2.0));
  EXPECT_NEAR(half.total.units(), 2 * 730 * 0.096 * 0.5, 1e-6);
  EXPECT_EQ(half.lines[0].detail, "2 x 0.5 of m6i.large");
}

TEST(Usage, AStatedPriceReplacesTheList) {
  const Typed rented = {{"vcpus", "16"}, {"price", "0.20 USD/h"}};
  EXPECT_EQ(bill_of("service", rented, list_month(2.0)).total, Money::from_units(292.0));
}

TEST(Usage, ProvidersWithoutPricesNameWhatIsMissing) {
  Activity elsewhere = list_month();
  elsewhere.provider = "on-premise";
  System system;
  system.add("api", "service", {{"vcpus", "1"}});
  const auto bill = cost::bill(system.usage("api", elsewhere), system.catalogue().prices);
  ASSERT_FALSE(bill.ok());
  EXPECT_NE(bill.diagnostics().all()[0].message.find("on-premise:container.gib-hour"),
            std::string::npos);
}

TEST(Usage, TrafficBetweenZonesIsPaidAtBothEnds) {
  Activity activity = list_month();
  activity.requests = 1e9;
  const Typed zones = {{"size", "aws:m6i.large"}, {"reply", "3 kB"}, {"cross_zone", "50 %"}};
  const cost::Bill bill = bill_of("service", zones, activity);
  EXPECT_NEAR(usd(bill, "aws:cross-az.gb"), 1500 * 2 * 0.01, 1e-6);
}

TEST(Usage, ResponsesArePaidWhereRequestsEnter) {
  Activity activity = list_month();
  activity.response_bytes = 1100e9;  // 100 GB are free
  EXPECT_EQ(bill_of("client", {{"to", "it"}}, activity).total, Money::from_units(90.0));
  EXPECT_EQ(usd(bill_of("service", {{"size", "aws:m6i.large"}}, activity), "aws:egress.gb"), 90.0);
  const Typed balancer = {{"to", "it"}, {"product", "none"}};
  EXPECT_EQ(bill_of("load_balancer", balancer, activity).total, Money::from_units(90.0));
}

TEST(Usage, BalancersPayForTheDimensionThatNeedsMostUnits) {
  Activity activity = list_month();
  const auto units = [&](double rps, double gb) {
    activity.requests = rps * activity.hours * 3600.0;
    activity.response_bytes = gb * 1e9;
    const cost::Bill bill = bill_of("load_balancer", {{"to", "it"}}, activity);
    EXPECT_NEAR(usd(bill, "aws:alb.hour"), 730 * 0.0225, 1e-6);
    return usd(bill, "aws:alb.lcu-hour") / 0.008 / 730.0;
  };
  EXPECT_NEAR(units(250.0, 0.0), 1.0, 1e-6);  // 10 requests a connection, 25 connections/s a unit
  EXPECT_NEAR(units(250.0, 365.0), 1.0, 1e-6);
  EXPECT_NEAR(units(250.0, 1460.0), 2.0, 1e-6);  // 2 GB an hour
}

Typed rds(Typed more) {
  for (const auto& [name, typed] :
       Typed{{"size", "aws:db.r6g.large"}, {"data", "100 GiB"}, {"backup_retention", "0 s"}})
    more.emplace(name, typed);
  return more;
}

TEST(Usage, ADatabasePaysForItsMachineAndData) {
  Activity activity = list_month();
  activity.stored_gib = 180.0;
  const cost::Bill bill = bill_of("database", rds({}), activity);
  EXPECT_NEAR(usd(bill, "aws:db.r6g.large"), 730 * 0.225, 1e-6);
  EXPECT_NEAR(usd(bill, "aws:rds.gp3-storage"), 180 * 0.115, 1e-6);
  EXPECT_EQ(bill.lines[1].detail, "180 GiB of data");
  EXPECT_EQ(bill.lines.size(), 2U);
}

TEST(Usage, AMonthOfDataIsAsLongAsItsHours) {
  Activity february = list_month();
  february.hours = february.replica_hours = 28.0 * 24.0;
  february.stored_gib = 100.0;
  EXPECT_NEAR(usd(bill_of("database", rds({}), february), "aws:rds.gp3-storage"),
              100 * 0.115 * 672 / 730, 1e-6);
}

TEST(Usage, AStandbyPaysForThePair) {
  Activity activity = list_month();
  activity.stored_gib = 100.0;
  const cost::Bill bill =
      bill_of("database", rds({{"standby", "true"}, {"iops", "5k IOPS"}}), activity);
  EXPECT_NEAR(usd(bill, "aws:db.r6g.large.multi-az"), 328.50, 1e-6);
  EXPECT_NEAR(usd(bill, "aws:rds.gp3-storage.multi-az"), 23.00, 1e-6);
  EXPECT_NEAR(usd(bill, "aws:rds.gp3-iops.multi-az"), 2000 * 0.04, 1e-6);
}

TEST(Usage, AStandbyWithoutAPriceOfItsOwnIsASecondMachine) {
  Activity activity = list_month();
  activity.stored_gib = 100.0;
  const Typed own = {{"size", "aws:m6i.large"},
                     {"data", "100 GiB"},
                     {"standby", "true"},
                     {"backup_retention", "0 s"}};
  const cost::Bill bill = bill_of("database", own, activity);
  EXPECT_NEAR(usd(bill, "aws:m6i.large"), 2 * 730 * 0.096, 1e-6);
  EXPECT_NEAR(usd(bill, "aws:ebs.gp3-storage"), 2 * 100 * 0.08, 1e-6);
}

TEST(Usage, AuroraPaysForSingleOperations) {
  Activity activity = list_month();
  activity.stored_gib = 100.0;
  activity.io_operations = 5e6;
  const cost::Bill bill = bill_of(
      "database",
      rds({{"size", "aws:aurora-postgresql.db.r6g.large"}, {"engine", "aurora-postgresql"}}),
      activity);
  EXPECT_NEAR(usd(bill, "aws:aurora.io-request"), 1.00, 1e-6);
  EXPECT_NEAR(usd(bill, "aws:aurora.storage"), 10.00, 1e-6);
}

TEST(Usage, BackupsBeyondTheSizeOfTheDataArePaid) {
  Activity activity = list_month();
  activity.stored_gib = 100.0;
  const Typed kept = {{"backup_retention", "10 d"}, {"daily_change", "3 %"}};
  EXPECT_NEAR(usd(bill_of("database", rds(kept), activity), "aws:rds.backup"), 30 * 0.095, 1e-6);
}

TEST(Usage, DataGrowEveryMonthButNeverBelowNothing) {
  System system;
  system.add("db", "database", rds({{"data_growth", "2 GiB/month"}}));
  EXPECT_DOUBLE_EQ(system.stored_gib("db", 0.0), 100.0);
  EXPECT_DOUBLE_EQ(system.stored_gib("db", 12.0), 124.0);
  system.add("db", "database", rds({{"data_growth", "-50 GiB/month"}}));
  EXPECT_DOUBLE_EQ(system.stored_gib("db", 12.0), 0.0);
}

TEST(Usage, QueuesPayByRequestOrByBroker) {
  Activity activity = list_month();
  activity.requests = 1e6;
  EXPECT_NEAR(bill_of("message_queue", {}, activity).total.units(), 3 * 0.40, 1e-6);
  const Typed managed = {{"broker", "aws:mq.rabbit.m5.large"}, {"nodes", "3"}};
  EXPECT_NEAR(bill_of("message_queue", managed, activity).total.units(), 3 * 730 * 0.288, 1e-6);
  const Typed own = {{"size", "aws:m6i.large"}, {"nodes", "2"}};
  EXPECT_NEAR(bill_of("message_queue", own, activity).total.units(), 2 * 730 * 0.096, 1e-6);
}

TEST(Usage, ObjectsPayForWhatLiesThereAndByTheRequest) {
  // 2 TiB of S3 Standard, 90 million reads and 10 million writes.
  const Typed bucket = {
      {"data", "2 TiB"}, {"data_growth", "100 GiB/month"}, {"write_share", "10 %"}};
  System system;
  system.add("it", "object_storage", bucket);
  EXPECT_NEAR(system.stored_gib("it", 3.0), 2048.0 + 300.0, 1e-9);
  Activity activity = list_month();
  activity.requests = 1e8;
  activity.stored_gib = 2048.0;
  EXPECT_NEAR(bill_of("object_storage", bucket, activity).total.units(),
              2048 * 0.023 + 90e6 * 0.4e-6 + 10e6 * 5e-6, 1e-6);
  activity.provider = "gcp";
  EXPECT_NEAR(bill_of("object_storage", bucket, activity).total.units(),
              2048 * 0.020 + 90e6 * 0.4e-6 + 10e6 * 5e-6, 1e-6);
}

TEST(Usage, ExternalCallsPayTheirStatedPrice) {
  Activity activity = list_month();
  activity.requests = 2e6;
  const Typed priced_api = {{"latency", "1 s"}, {"price_per_call", "0.0004 USD"}};
  EXPECT_EQ(bill_of("external_api", priced_api, activity).total, Money::from_units(800.0));
  EXPECT_TRUE(bill_of("external_api", {{"latency", "1 s"}}, activity).lines.empty());
}

/// A stack at list prices of us-east-1: 3 x m6i.large 210.24; RDS PostgreSQL db.r6g.large multi-AZ
/// 328.50 with 100 GB gp3 23.00; ALB with 2 LCU 28.11; 1 TB egress beyond the free 100 GB 90.00;
/// 2 x cache.t4g.small (Valkey) 37.38; NAT with 1 TB 77.85; 50 GB logs 25.00; EKS 73.00.
TEST(Usage, AWorkedStackCosts893Dollars07) {
  System system;
  system.add("edge", "load_balancer", {{"to", "api"}, {"connection_reuse", "1"}});
  system.add("api", "service", {{"size", "aws:m6i.large"}, {"replicas", "3"}});
  system.add("cache", "cache",
             {{"size", "aws:cache.t4g.small"}, {"nodes", "2"}, {"hit_ratio", "90 %"}});
  system.add("db", "database", rds({{"standby", "true"}}));
  Activity edge = list_month();
  edge.requests = 50.0 * edge.hours * 3600.0;  // 50 connections/s: 2 LCU
  edge.response_bytes = 1100e9;
  Activity data = list_month();
  data.stored_gib = system.stored_gib("db", 0.0);
  std::vector<Usage> usage = {{"", "aws:nat.hour", 730.0, "NAT", ""},
                              {"", "aws:nat.gb", 1000.0, "NAT", ""},
                              {"", "aws:cloudwatch.logs-gb", 50.0, "logs", ""},
                              {"", "aws:eks.cluster-hour", 730.0, "EKS", ""}};
  for (const auto& rows : {system.usage("edge", edge), system.usage("api", list_month(3.0)),
                           system.usage("cache", list_month(2.0)), system.usage("db", data)})
    usage.insert(usage.end(), rows.begin(), rows.end());
  const cost::Bill bill = priced(system, usage);
  EXPECT_NEAR(bill.total.units(), 893.07, 0.005);
  EXPECT_EQ(bill.total, Money::from_units(893.071));
}

}  // namespace
}  // namespace headroom::models
