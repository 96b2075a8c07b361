#include "core/architecture/topology.h"

#include <gtest/gtest.h>

namespace headroom::architecture {
namespace {

Link call(std::string from, std::string to) {
  return {{std::move(from), ""}, {std::move(to), ""}, true, 1.0, "/x"};
}
Link send(std::string from, std::string to, double mean) {
  return {{std::move(from), ""}, {std::move(to), ""}, false, mean, "/x"};
}
Topology topology(std::vector<Link> links) {
  return {{"a", "b", "c"}, std::move(links), {{{"a", ""}, ""}}};
}

TEST(Topology, SynchronousCycleIsPrinted) {
  const auto found = check_topology(topology({call("a", "b"), call("b", "a"), call("a", "c")}));
  ASSERT_EQ(found.errors(), 1u);
  EXPECT_NE(found.all()[0].message.find("a -> b -> a"), std::string::npos);
}

TEST(Topology, SelfCallIsAMistake) {
  const auto found = check_topology(topology({call("a", "a"), call("a", "b"), call("b", "c")}));
  ASSERT_EQ(found.errors(), 1u);
  EXPECT_EQ(found.all()[0].code, "self-call");
}

TEST(Topology, AmplificationIsTheProductAroundACycle) {
  const auto found =
      check_topology(topology({send("a", "b", 2.0), send("b", "a", 0.72), call("a", "c")}));
  ASSERT_EQ(found.errors(), 1u);
  EXPECT_NE(found.all()[0].message.find("amplification 1.44 >= 1"), std::string::npos);
  const auto damped = topology({send("a", "b", 2.0), send("b", "a", 0.49), call("a", "c")});
  EXPECT_FALSE(check_topology(damped).has_errors());
}

TEST(Topology, UnreachableComponentIsAWarning) {
  const auto found = check_topology(topology({call("a", "b")}));
  EXPECT_FALSE(found.has_errors());
  ASSERT_EQ(found.warnings(), 1u);
  EXPECT_NE(found.all()[0].message.find("no request reaches c"), std::string::npos);
}

TEST(Topology, CutVerticesWithOneReplicaAreSinglePointsOfFailure) {
  const auto chain = topology({call("a", "b"), call("b", "c")});
  EXPECT_EQ(single_points_of_failure(chain, {"b", "c"}), std::vector<std::string>{"b"});
  EXPECT_TRUE(single_points_of_failure(chain, {}).empty());
}

TEST(Topology, CriticalPathTakesTheLargestTotal) {
  const auto fork = topology({call("a", "b"), call("a", "c")});
  const auto path =
      critical_path(fork, {"a", ""}, {{{"a", ""}, 1}, {{"b", ""}, 2}, {{"c", ""}, 5}});
  ASSERT_EQ(path.size(), 2u);
  EXPECT_EQ(path[1].operation.component, "c");
  EXPECT_EQ(path[1].residence_s, 5.0);
}

}  // namespace
}  // namespace headroom::architecture
