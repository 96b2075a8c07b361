#include "core/network/compile.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/network/benchmarks.h"
#include "tests/network/drawing.h"

namespace headroom::network {
namespace {

using random::Distribution;
using testing::call_tree;
using testing::Drawing;
using testing::Script;
using testing::web_tier;

/// Steps of one operation: "acquire 0; serve 0; release 0; end".
std::string program(const Network& net, const std::string& component, const std::string& name) {
  static constexpr const char* kNames[] = {
      "end",  "serve", "delay", "acquire",  "release", "branch",  "jump",   "call", "spawn",
      "fork", "join",  "send",  "dispatch", "fail",    "recover", "arrive", "reply"};
  std::string text;
  for (const Operation& operation : net.operations) {
    if (operation.name != name || net.groups[operation.group].component != component) continue;
    for (std::uint32_t pc = operation.entry; pc < operation.end; ++pc) {
      const Step& step = net.steps[pc];
      text += (text.empty() ? "" : "; ") + std::string(kNames[static_cast<std::size_t>(step.op)]);
      const bool jumps = step.op == Op::branch || step.op == Op::jump || step.op == Op::fork;
      if (jumps) text += " " + std::to_string(step.a - operation.entry);
    }
  }
  return text;
}

TEST(Compile, WritesTheWebTierAsChoicesAndCalls) {
  const Network net = web_tier().compile();
  EXPECT_EQ(program(net, "db", "serve"), "serve; end; end");
  EXPECT_EQ(program(net, "app", "serve"),
            "serve; branch 4; call; jump 7; call; branch 7; call; end; end");
  EXPECT_EQ(net.groups[net.group_named("app")].replicas, 4U);
  EXPECT_FLOAT_EQ(net.steps[net.sources[0].entry + 1].probability, 0.6F);
}

TEST(Compile, HoldsThreadsAcrossParallelCallsAndReleasesThemInEveryCase) {
  const Network net = call_tree().compile();
  EXPECT_EQ(program(net, "s3", "call"),
            "acquire; delay; spawn; spawn; join; delay; release; end; end; release; end");
}

}  // namespace
}  // namespace headroom::network
