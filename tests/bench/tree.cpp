#include "tests/bench/tree.h"

#include <algorithm>

namespace headroom::bench {
namespace {

constexpr std::size_t kFan = 10;  // callees of a component

std::string name(std::size_t component) { return "c" + std::to_string(component); }

/// One call of the components below, each by a chance of 10 %.
std::string choice(std::size_t component, std::size_t count) {
  std::string branches;
  const std::size_t first = component * kFan + 1;
  const std::size_t end = std::min(first + kFan, count);
  for (std::size_t callee = first; callee < end; ++callee)
    branches +=
        R"~({"probability": "10 %", "steps": [{"call": ")~" + name(callee) + R"~(.work"}]}, )~";
  if (branches.empty()) return "";
  const std::size_t left = kFan - (end - first);
  return R"~(, {"choose": [)~" + branches + R"~({"probability": ")~" + std::to_string(10 * left) +
         R"~( %", "steps": []}]})~";
}

}  // namespace

std::string tree(std::size_t count) {
  std::string components;
  for (std::size_t i = 0; i < count; ++i)
    components += (i == 0 ? "\"" : ",\n\"") + name(i) + R"~(": {"kind": "service", )~" +
                  R"~("network": "0 s", "vcpus": 1, "memory": "1 GiB", "operations": )~" +
                  R"~({"work": [{"wait": "exponential(1 ms)"})~" + choice(i, count) + "]}}";
  return R"~({"format": "headroom-scenario/1", "name": "tree", )~"
         R"~("horizon": {"start": "2026-12", "months": 1}, "load": {"peak_hour_now": )~"
         R"~("1000 rps", "classes": {"all": {"share": "100 %", "enters": "c0.work"}}}, )~"
         R"~("components": {)~" +
         components + "}}";
}

}  // namespace headroom::bench
