// Names and parameters of the kinds of distributions, for those who read, write and document them.
#include <array>
#include <utility>

#include "core/random/distribution.h"

namespace headroom::random {
namespace {

using Parameter = Distribution::Parameter;
constexpr auto kTime = Distribution::ParameterUnit::time;
constexpr auto kNumber = Distribution::ParameterUnit::number;

constexpr std::array kValue = {Parameter{"value", kTime}};
constexpr std::array kMean = {Parameter{"mean", kTime}};
constexpr std::array kErlang = {Parameter{"k", kNumber}, Parameter{"mean", kTime}};
constexpr std::array kMeanCv = {Parameter{"mean", kTime}, Parameter{"cv", kNumber}};
constexpr std::array kQuantiles = {Parameter{"p50", kTime}, Parameter{"p99", kTime}};
constexpr std::array kPhases = {Parameter{"p1", kNumber}, Parameter{"mean1", kTime},
                                Parameter{"mean2", kTime}};
constexpr std::array kRange = {Parameter{"low", kTime}, Parameter{"high", kTime}};
constexpr std::array kShapeScale = {Parameter{"shape", kNumber}, Parameter{"scale", kTime}};
constexpr std::array kAlphaRange = {Parameter{"alpha", kNumber}, Parameter{"low", kTime},
                                    Parameter{"high", kTime}};
constexpr std::array kAlphaMin = {Parameter{"alpha", kNumber}, Parameter{"min", kTime}};
constexpr std::array kTrialsStep = {Parameter{"trials", kNumber}, Parameter{"step", kTime}};

struct KindInfo {
  std::string_view name;
  std::span<const Parameter> parameters;
};

/// In the order of Distribution::Kind.
constexpr std::array<KindInfo, 16> kKinds = {{{"deterministic", kValue},
                                              {"exponential", kMean},
                                              {"erlang", kErlang},
                                              {"gamma", kMeanCv},
                                              {"lognormal", kMeanCv},
                                              {"lognormal_quantiles", kQuantiles},
                                              {"hyperexponential", kMeanCv},
                                              {"hyperexponential_phases", kPhases},
                                              {"uniform", kRange},
                                              {"weibull", kShapeScale},
                                              {"bounded_pareto", kAlphaRange},
                                              {"pareto", kAlphaMin},
                                              {"geometric", kTrialsStep},
                                              {"discrete", {}},
                                              {"empirical", {}},
                                              {"mixture", {}}}};
static_assert(kKinds.size() == static_cast<std::size_t>(Distribution::Kind::mixture) + 1);

}  // namespace

std::span<const Parameter> Distribution::parameters_of(Kind kind) {
  return kKinds.at(static_cast<std::size_t>(kind)).parameters;
}

std::string_view Distribution::name_of(Kind kind) {
  return kKinds.at(static_cast<std::size_t>(kind)).name;
}

}  // namespace headroom::random
