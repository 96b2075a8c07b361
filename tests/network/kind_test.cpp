#include "core/network/kind.h"

#include <memory>
#include <utility>

#include <gtest/gtest.h>

#include "core/base/contracts.h"
#include "core/network/network.h"

namespace headroom::network {
namespace {

using namespace architecture;

architecture::Step call(const std::string& component, double times = 1.0) {
  Call made;
  made.target = {component, "read"};
  made.times.distribution = random::Distribution::deterministic(times);
  return architecture::Step{made};
}

std::vector<Link> links_of(Steps steps) {
  Component component;
  component.name = "api";
  component.operations["page"] = std::move(steps);
  return links_of_steps(component, "page");
}

TEST(LinksOfSteps, CountsCallsPerExecution) {
  const auto links = links_of({call("db", 3.0), architecture::Step{Send{{"mail", ""}}}});
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0].from, (Target{"api", "page"}));
  EXPECT_EQ(links[0].to, (Target{"db", "read"}));
  EXPECT_TRUE(links[0].synchronous);
  EXPECT_DOUBLE_EQ(links[0].mean_calls, 3.0);
  EXPECT_EQ(links[1].to, (Target{"mail", ""}));
  EXPECT_FALSE(links[1].synchronous);
  EXPECT_EQ(links[1].pointer, "/components/api/operations/page/1/send");
}

TEST(LinksOfSteps, WeighsNestedStepsByTheirExpectedExecutions) {
  Choose choose;
  choose.branches.push_back({Ratio(0.25), {call("db")}});
  choose.branches.push_back({Ratio(0.75), {}});
  const auto links =
      links_of(Steps{architecture::Step{Repeat{Steps{architecture::Step{choose}}, Ratio(0.5)}}});
  ASSERT_EQ(links.size(), 1U);
  EXPECT_DOUBLE_EQ(links[0].mean_calls, 0.25 / (1.0 - 0.5));
  EXPECT_EQ(links[0].pointer, "/components/api/operations/page/0/repeat/0/choose/0/steps/0/call");
}

TEST(LinksOfSteps, TakesEveryParallelBranch) {
  const auto links =
      links_of(Steps{architecture::Step{Parallel{{Steps{call("a")}, Steps{call("b")}}}}});
  ASSERT_EQ(links.size(), 2U);
  EXPECT_EQ(links[0].to.component, "a");
  EXPECT_EQ(links[1].to.component, "b");
}

TEST(LinksOfSteps, UnknownOperationMakesNone) {
  EXPECT_TRUE(links_of_steps(Component{}, "page").empty());
}

class Named : public ComponentKind {
 public:
  explicit Named(std::string_view name) : name_(name) {}
  std::string_view name() const override { return name_; }
  std::string_view summary() const override { return "A kind."; }
  std::span<const ParameterSpec> parameters() const override { return {}; }
  Operations operations() const override { return Operations::typed; }
  std::span<const std::string_view> steps() const override { return {}; }
  void compile(const Settings&, ComponentBuilder&) const override {}
  std::vector<Usage> usage(const Settings&, const Activity&) const override { return {}; }

 private:
  std::string_view name_;
};

KindList list_of(std::initializer_list<std::string_view> names) {
  std::vector<std::unique_ptr<const ComponentKind>> kinds;
  for (const auto name : names) kinds.push_back(std::make_unique<const Named>(name));
  return KindList(std::move(kinds));
}

TEST(KindList, FindsByNameAndKeepsTheOrder) {
  const KindList kinds = list_of({"service", "cache"});
  EXPECT_EQ(kinds.names(), (std::vector<std::string>{"service", "cache"}));
  ASSERT_NE(kinds.find("cache"), nullptr);
  EXPECT_EQ(kinds.find("cache")->name(), "cache");
  EXPECT_EQ(kinds.find("queue"), nullptr);
}

TEST(KindList, RefusesTwoKindsOfOneName) {
  EXPECT_THROW(list_of({"cache", "cache"}), ContractViolation);
}

TEST(Network, FindsGroupsByComponent) {
  Network network;
  network.groups.resize(2);
  network.groups[1].component = "db";
  EXPECT_EQ(network.group_named("db"), 1U);
  EXPECT_EQ(network.group_named("api"), kNone);
}

}  // namespace
}  // namespace headroom::network
