// Each kind, compiled and simulated, behaves like its closed form.
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "core/analytic/birth_death.h"
#include "core/analytic/queueing.h"
#include "tests/models/system.h"

namespace headroom::models {
namespace {

using namespace testing;
using namespace analytic;
using architecture::Choose;
using architecture::Parallel;
using architecture::Repeat;
using architecture::Step;
using network::Performance;

/// A database "db" with one operation.
System database_of(Typed parameters, const architecture::Steps& steps) {
  System system;
  for (const auto& [name, typed] : Typed{{"data", "1 GiB"}, {"vcpus", "8"}, {"network", "0 s"}})
    parameters.emplace(name, typed);
  system.add("db", "database", parameters, {{"read", steps}});
  system.enter({"db", "read"});
  return system;
}

System external_of(const Typed& parameters) {
  System system;
  system.add("mail", "external_api", parameters);
  system.enter({"mail", "send"});
  return system;
}

/// M/M/c+D with 10 ms of service: probability of leaving unserved.
double abandonment(double rps, int servers, double patience_s) {
  const BusyServers busy = busy_servers(rps, Completions(servers, 0.010), servers);
  return line_with_patience(rps, busy, patience_s).lost;
}

TEST(Service, OneVcpuIsAProcessorSharingQueue) {
  // M/G/1-PS: S / (1 - rho), whatever the distribution of the demand.
  for (const char* demand : {"exponential(10 ms)", "lognormal(10 ms, cv 2)"})
    expect_near(service_of({{"vcpus", "1"}}, {cpu(demand)}).simulate(70.0).total.latency.mean,
                0.010 / 0.3);
}

TEST(Service, AFractionOfACpuIsASlowerCpu) {
  const Performance done =
      service_of({{"vcpus", "0.25"}}, {cpu("exponential(10 ms)")}).simulate(15.0);
  expect_near(done.total.latency.mean, 0.040 / (1.0 - 0.6));
}

TEST(Service, ASizeBringsVcpusAndSpeed) {
  const System system = service_of({{"size", "aws:c7i.xlarge"}}, {cpu("exponential(10 ms)")});
  const auto& size = system.catalogue().sizes.at("aws:c7i.xlarge");
  ASSERT_GT(size.relative_speed, 1.1);
  const Performance done = system.simulate(200.0);
  expect_near(resource(done, "api", "CPU").utilization,
              200.0 * 0.010 / size.relative_speed / size.vcpus);
  EXPECT_EQ(resource(done, "api", "CPU").capacity, size.vcpus);
}

/// "eager" goes before "patient" wherever something serves by priority.
Performance of_two_classes(Typed parameters, const architecture::Steps& steps) {
  System system;
  parameters.emplace("network", "0 s");
  system.add("api", "service", parameters, {{"page", steps}});
  system.enter({"api", "page"}, "eager", 0);
  system.enter({"api", "page"}, "patient", 1);
  return system.simulate(network::Load{{{PerSecond(30.0), 0}, {PerSecond(40.0), 0}}}, 0.01);
}

TEST(Service, ACpuByPriorityDrivesTheOthersOut) {
  // Preemptive-resume M/M/1: S / (1 - rho_1) and S / ((1 - rho_1)(1 - rho)).
  const Performance done =
      of_two_classes({{"vcpus", "1"}, {"cpu_scheduling", "priority"}}, {cpu("exponential(10 ms)")});
  expect_near(done.classes[0].latency.mean, 0.010 / 0.7);
  expect_near(done.classes[1].latency.mean, 0.010 / (0.7 * 0.3));
}

TEST(Service, ThreadsByPriorityGoToTheFirstClass) {
  // Cobham: waits rho S / (1 - rho_1) and rho S / ((1 - rho_1)(1 - rho)).
  const Performance done = of_two_classes({{"vcpus", "1"}, {"threads", "1"}, {"order", "priority"}},
                                          {wait("exponential(10 ms)")});
  expect_near(done.classes[0].latency.mean, 0.010 + 0.007 / 0.7);
  expect_near(done.classes[1].latency.mean, 0.010 + 0.007 / (0.7 * 0.3));
}

TEST(Service, ThreadsForTheLastComerKeepTheMean) {
  const Typed last_first = {{"vcpus", "1"}, {"threads", "1"}, {"order", "lifo"}};
  const Performance done = service_of(last_first, {wait("exponential(10 ms)")}).simulate(70.0);
  expect_near(done.total.latency.mean, 0.010 / 0.3);
  EXPECT_GT(done.total.latency.p99.estimate, mmc_response_quantile(70.0, 100.0, 1, 0.99));
}

TEST(Service, BusyVcpusHinderEachOther) {
  const System system = service_of({{"vcpus", "4"}, {"contention", "10 %"}, {"coherency", "1 %"}},
                                   {cpu("exponential(10 ms)")});
  // Birth-death chain whose death rates follow the universal scalability law.
  const double arrivals = 200.0;
  double weight = 1.0;
  double sum = 1.0;
  double jobs = 0.0;
  for (int n = 1; n < 2000; ++n) {
    const double busy = std::min(n, 4);
    const double speed = busy / (1.0 + 0.10 * (busy - 1.0) + 0.01 * busy * (busy - 1.0));
    weight *= arrivals / (speed * 100.0);
    sum += weight;
    jobs += n * weight;
  }
  expect_near(system.simulate(arrivals).total.latency.mean, jobs / sum / arrivals);
  EXPECT_FALSE(system.simulate(300.0).stable);  // 4 / 1.42 vCPUs do 282 requests a second
}

TEST(Service, ContainersRunAtTheSpeedOfTheirNode) {
  const System system =
      service_of({{"vcpus", "1"}, {"memory", "1 GiB"}, {"runs_on", "aws:c7i.xlarge"}},
                 {cpu("exponential(10 ms)")});
  const double speed = system.catalogue().sizes.at("aws:c7i.xlarge").relative_speed;
  expect_near(resource(system.simulate(60.0), "api", "CPU").utilization, 0.6 / speed);
}

TEST(Service, RandomlyChosenReplicasAreSeparateQueues) {
  const System system =
      service_of({{"vcpus", "1"}, {"replicas", "2"}}, {cpu("exponential(10 ms)")});
  expect_near(system.simulate(140.0).total.latency.mean, 0.010 / 0.3);
}

TEST(Service, NoPlaceToWaitIsErlangB) {
  const System system = service_of({{"vcpus", "1"}, {"threads", "2"}, {"max_queue", "0"}},
                                   {wait("exponential(10 ms)")});
  expect_near(system.simulate(150.0).total.error_ratio, erlang_b(2, 1.5));
}

TEST(Service, PatienceForAThreadIsFixed) {
  const System system = service_of({{"vcpus", "1"}, {"threads", "2"}, {"queue_timeout", "20 ms"}},
                                   {wait("exponential(10 ms)")});
  expect_near(system.simulate(180.0).total.error_ratio, abandonment(180.0, 2, 0.020), 0.1);
}

TEST(Service, AThreadIsHeldDuringCalls) {
  System system = service_of({{"vcpus", "1"}, {"threads", "1"}}, {call("mail")});
  system.add("mail", "external_api", {{"latency", "exponential(10 ms)"}});
  const Performance done = system.simulate(70.0);
  expect_near(done.total.latency.mean, mmc(70.0, 100.0, 1).mean_response_s);
  expect_near(resource(done, "api", "threads").utilization, 0.7);
}

TEST(Service, CallsTakeTheNetworkOfTheCalleeTwice) {
  System system = service_of({{"vcpus", "1"}}, {call("inner", "work")});
  system.add("inner", "service", {{"vcpus", "1"}, {"network", "2 ms"}}, {{"work", {wait("5 ms")}}});
  EXPECT_NEAR(system.simulate(10.0).total.latency.mean.estimate, 0.009, 1e-9);
}

TEST(Database, ConnectionsAreAMultiserverQueue) {
  const System system = database_of({{"connections", "3"}}, {wait("exponential(10 ms)")});
  expect_near(system.simulate(240.0).total.latency.mean, mmc(240.0, 100.0, 3).mean_response_s);
}

TEST(Database, WhoGetsNoConnectionInTimeFails) {
  const System system = database_of({{"connections", "3"}, {"acquire_timeout", "30 ms"}},
                                    {wait("exponential(10 ms)")});
  expect_near(system.simulate(290.0).total.error_ratio, abandonment(290.0, 3, 0.030), 0.1);
}

TEST(Database, OneOperationAtATimeIsADeterministicQueue) {
  // IOPS x latency = 1: M/D/1.
  const System system = database_of({{"iops", "1k IOPS"}, {"io_latency", "1 ms"}}, {io("1")});
  expect_near(system.simulate(800.0).total.latency.mean, 0.001 + mg1_mean_wait(800.0, 0.001, 0.0));
}

TEST(Database, TheDiskDoesExactlyItsOperationsPerSecond) {
  const System system = database_of({{"iops", "3000 IOPS"}, {"io_latency", "1.05 ms"}}, {io("4")});
  const Performance done = system.simulate(500.0);
  expect_near(resource(done, "db", "IOPS").utilization, 500.0 * 4.0 / 3000.0);
  EXPECT_EQ(resource(done, "db", "IOPS").capacity, 3.0);
}

TEST(Database, AnIdleDiskTakesItsLatency) {
  const System system = database_of({{"iops", "16k IOPS"}, {"io_latency", "1 ms"}}, {io("1")});
  EXPECT_NEAR(system.simulate(1.0).total.latency.mean.estimate, 0.001, 1e-9);
}

/// Capacity of the resource with this label of a database with these parameters.
double capacity(const std::string& label, Typed parameters) {
  System system;
  parameters.emplace("data", "1 GiB");
  system.add("db", "database", parameters, {{"read", {io("1")}}});
  system.enter({"db", "read"});
  const network::Network net = system.compile();
  for (const network::Resource& resource : net.groups[0].resources)
    if (resource.label == label) return resource.capacity;
  return 0.0;
}

TEST(Database, TheSizeDecidesWhatItsStorageIncludes) {
  const std::string rds = "aws:db.r6g.large";
  EXPECT_EQ(capacity("IOPS", {{"vcpus", "1"}}), 3.0);  // 3000 x 1.05 ms
  EXPECT_EQ(capacity("IOPS", {{"size", rds}, {"data", "399 GiB"}}), 3.0);
  EXPECT_EQ(capacity("IOPS", {{"size", rds}, {"data", "400 GiB"}}), 13.0);  // 12000 x 1.05 ms
  // No limit: a server for every connection.
  EXPECT_EQ(capacity("IOPS", {{"size", "aws:aurora-postgresql.db.r6g.large"},
                              {"engine", "aurora-postgresql"},
                              {"connections", "70"}}),
            70.0);
}

TEST(Database, ConnectionsComeFromTheSizeOrTheEngine) {
  const std::string rds = "aws:db.r6g.large";
  EXPECT_EQ(capacity("connections", {{"vcpus", "1"}}), 100.0);
  EXPECT_EQ(capacity("connections", {{"vcpus", "1"}, {"engine", "mysql"}}), 151.0);
  EXPECT_EQ(capacity("connections", {{"size", rds}}), 1802.0);
  EXPECT_EQ(capacity("connections", {{"size", rds}, {"connections", "20"}}), 20.0);
}

TEST(Steps, AFractionalCountHasItsMean) {
  // Twice always, once more with probability 1/2: 2 ms or 3 ms.
  const System system = database_of({{"iops", "16k IOPS"}, {"io_latency", "1 ms"}}, {io("2.5")});
  expect_near(system.simulate(1.0).total.latency.mean, 0.0025);
}

TEST(Steps, CallsAreMadeOneAfterTheOther) {
  System system = service_of({{"vcpus", "1"}}, {call("mail", "send", "3")});
  system.add("mail", "external_api", {{"latency", "5 ms"}});
  EXPECT_NEAR(system.simulate(10.0).total.latency.mean.estimate, 0.015, 1e-9);
}

TEST(Steps, ParallelBranchesTakeAsLongAsTheLongest) {
  System system =
      service_of({{"vcpus", "4"}},
                 {Step{Parallel{{{wait("5 ms")}, {wait("2 ms"), wait("2 ms")}, {call("mail")}}}}});
  system.add("mail", "external_api", {{"latency", "7 ms"}});
  EXPECT_NEAR(system.simulate(10.0).total.latency.mean.estimate, 0.007, 1e-9);
}

TEST(Steps, BranchesAndRepetitionsHaveTheirMeans) {
  const Choose choose{{{Ratio(0.2), {wait("10 ms")}}, {Ratio(0.8), {wait("1 ms")}}}};
  const Repeat repeat{{Step{choose}}, Ratio(0.25)};
  expect_near(service_of({{"vcpus", "1"}}, {Step{repeat}}).simulate(10.0).total.latency.mean,
              0.0028 / 0.75);
}

TEST(Cache, MissesTakeTheMissSteps) {
  System system =
      service_of({{"vcpus", "1"}}, {Step{architecture::ReadThrough{"cache", {wait("10 ms")}}}});
  system.add("cache", "cache",
             {{"vcpus", "2"}, {"hit_ratio", "80 %"}, {"network", "1 ms"}, {"command", "0.5 ms"}});
  expect_near(system.simulate(1.0).total.latency.mean, 0.0025 + 0.2 * 0.010);
}

TEST(Cache, CommandsAreExecutedOneByOne) {
  System system;
  system.add("cache", "cache",
             {{"vcpus", "2"}, {"hit_ratio", "80 %"}, {"command", "exponential(1 ms)"}});
  system.enter({"cache", "get"});
  expect_near(system.simulate(700.0).total.latency.mean, mmc(700.0, 1000.0, 1).mean_response_s);
}

TEST(Worker, ConsumersOfAllReplicasShareOneQueue) {
  System system;
  system.add("mails", "message_queue", {{"delay", "5 ms"}});
  system.add("mailer", "worker",
             {{"from", "mails"}, {"vcpus", "1"}, {"replicas", "2"}, {"concurrency", "2"}},
             {{"handle", {wait("exponential(10 ms)")}}});
  system.enter({"mails", "send"});
  expect_near(system.simulate(320.0).total.latency.mean,
              0.005 + mmc(320.0, 100.0, 4).mean_response_s);
}

TEST(MessageQueue, AFullQueueTurnsMessagesAway) {
  System system;
  system.add("mails", "message_queue", {{"delay", "0 s"}, {"max_backlog", "3"}});
  system.add("mailer", "worker", {{"from", "mails"}, {"vcpus", "1"}},
             {{"handle", {wait("exponential(10 ms)")}}});
  system.enter({"mails", "send"});
  expect_near(system.simulate(90.0).total.error_ratio, mmck(90.0, 100.0, 1, 4).blocking, 0.1);
}

/// Of M/M/1+D: whose wait would be longer than the patience leaves. The work found has the density
/// P0 l exp(-(m - l) x) up to the patience, beyond it falls as exp(-m x). [Zeltyn and Mandelbaum,
/// Queueing Systems 51, 2005: M/M/n+G with constant patience]
double share_of_patience_lost(double rate, double service_rate, double patience) {
  const double kept = std::exp(-(service_rate - rate) * patience);
  const double within = rate * (1.0 - kept) / (service_rate - rate);
  const double beyond = rate * kept / service_rate;
  return beyond / (1.0 + within + beyond);
}

TEST(MessageQueue, DropsWhatItKeptForItsRetention) {
  System system;
  system.add("mails", "message_queue", {{"delay", "0 s"}, {"retention", "50 ms"}});
  system.add("mailer", "worker", {{"from", "mails"}, {"vcpus", "1"}},
             {{"handle", {wait("exponential(10 ms)")}}});
  system.enter({"mails", "send"});
  const double lost = share_of_patience_lost(90.0, 100.0, 0.05);
  const Performance done = system.simulate(90.0);
  expect_near(done.total.error_ratio, lost, 0.1);
  expect_near(resource(done, "mails", "messages").refused_per_s, 90.0 * lost, 0.1);
}

TEST(MessageQueue, DrainsAnOverloadByItsRetention) {
  System system;
  system.add("mails", "message_queue", {{"delay", "0 s"}, {"retention", "50 ms"}});
  system.add("mailer", "worker", {{"from", "mails"}, {"vcpus", "1"}},
             {{"handle", {wait("exponential(10 ms)")}}});
  system.enter({"mails", "send"});
  const Performance done = system.simulate(150.0);
  EXPECT_TRUE(done.stable);
  expect_near(done.total.error_ratio, share_of_patience_lost(150.0, 100.0, 0.05), 0.1);
}

TEST(ExternalApi, TakesItsLatencyAndFailsAtItsRatio) {
  const Performance done =
      external_of({{"latency", "exponential(100 ms)"}, {"error_ratio", "2 %"}}).simulate(50.0);
  expect_near(done.total.latency.mean, 0.100);
  expect_near(done.total.error_ratio, 0.02, 0.1);
}

TEST(ObjectStorage, RefusesAtOnceWhatComesTooFast) {
  System system = service_of({{"vcpus", "1"}}, {call("files")});
  system.add("files", "object_storage",
             {{"data", "1 TiB"}, {"latency", "5 ms"}, {"rate_limit", "100 rps"}});
  // One token, back 10 ms after it was taken: of a Poisson stream 1 / (10 ms + 1 / 80) get through.
  const Performance done = system.simulate(80.0);
  expect_near(done.total.error_ratio, 1.0 - 1.0 / (1.0 + 80.0 * 0.010));
  EXPECT_NEAR(done.total.latency.mean.estimate, 0.005, 1e-9);
}

TEST(ExternalApi, ARateLimitSpacesCalls) {
  const Performance done =
      external_of({{"latency", "20 ms"}, {"rate_limit", "100 rps"}}).simulate(80.0);
  expect_near(done.total.latency.mean, 0.020 + mg1_mean_wait(80.0, 0.010, 0.0));
  expect_near(resource(done, "mail", "rate limit").utilization, 0.8);
}

TEST(ExternalApi, RefusesWhatFindsNoSlot) {
  const Performance done =
      external_of({{"latency", "exponential(100 ms)"}, {"concurrency", "4"}, {"max_waiting", "0"}})
          .simulate(30.0);
  expect_near(done.total.error_ratio, erlang_b(4, 3.0));
}

TEST(Client, APopulationThinksBetweenRequests) {
  System system;
  system.add("users", "client", {{"to", "api"}, {"think_time", "exponential(1 s)"}});
  system.add("api", "service", {{"vcpus", "1"}, {"network", "0 s"}},
             {{"visit", {cpu("exponential(500 ms)")}}});
  system.enter({"users", "visit"});
  // Machine repair with 3 users, a = 1/2: 1/p0 = 1 + 3a + 6a^2 + 6a^3, X = (1 - p0) / S,
  // R = 3 / X - Z.
  const Performance done = system.simulate({PerSecond(0.0), 3});
  expect_near(done.total.latency.mean, 3.0 / ((1.0 - 1.0 / 4.75) / 0.5) - 1.0);
}

TEST(Client, UsersAreAsFarAwayAsTheirNetwork) {
  System system;
  system.add("users", "client", {{"to", "edge"}, {"network", "20 ms"}});
  system.add("edge", "load_balancer", {{"to", "api"}, {"delay", "2 ms"}, {"network", "0 s"}});
  system.add("api", "service", {{"vcpus", "1"}, {"network", "1 ms"}}, {{"page", {wait("5 ms")}}});
  system.enter({"users", "page"});
  EXPECT_NEAR(system.simulate(1.0).total.latency.mean.estimate, 0.040 + 0.002 + 0.002 + 0.005,
              1e-9);
}

TEST(LoadBalancer, DecidesInsteadOfTheCallee) {
  System system;
  system.add("edge", "load_balancer", {{"to", "api"}, {"policy", "least_outstanding"}});
  system.add("api", "service", {{"vcpus", "1"}, {"replicas", "2"}, {"policy", "random"}},
             {{"page", {cpu("1 ms")}}});
  system.enter({"edge", "page"});
  const network::Network net = system.compile();
  int to_api = 0;
  for (const network::Balancer& balancer : net.balancers) {
    if (net.groups[balancer.group].component != "api") continue;
    EXPECT_EQ(balancer.policy, network::Policy::least_outstanding);
    ++to_api;
  }
  EXPECT_EQ(to_api, 1);
}

}  // namespace
}  // namespace headroom::models
