#include "core/workload/growth.h"

#include <algorithm>
#include <cmath>

#include "core/base/contracts.h"

namespace headroom::workload {
namespace {

constexpr const char* kInput = "load.growth";

struct Realise {
  const World& world;

  [[nodiscard]] Uncertain draw(const std::string& input, const Uncertain& range) const {
    return Uncertain::exact(world.value(input, range));
  }
  Growth operator()(const NoGrowth& law) const { return law; }
  Growth operator()(const Compound& law) const {
    if (law.per_month.is_exact()) return law;
    const Uncertain factor{1.0 + law.per_month.low, 1.0 + law.per_month.high};
    return Compound{Uncertain::exact(world.value(kInput, factor) - 1.0)};
  }
  Growth operator()(const Linear& law) const { return Linear{draw(kInput, law.per_month)}; }
  Growth operator()(const Logistic& law) const {
    const Uncertain& ceiling = law.ceiling_factor;
    HEADROOM_EXPECTS(ceiling.low > 2.0 && law.midpoint_months.low > 0.0);
    const Uncertain excess{ceiling.low - 2.0, ceiling.high - 2.0};
    return Logistic{Uncertain::exact(2.0 + world.value(kInput, excess)),
                    draw("load.growth.midpoint", law.midpoint_months)};
  }
  Growth operator()(Stepwise law) const {
    for (Step& step : law.steps)
      step.factor = draw("load.growth." + to_string(step.month), step.factor);
    return law;
  }
};

struct Factor {
  double months;
  Month now;

  double operator()(const NoGrowth&) const { return 1.0; }
  double operator()(const Compound& law) const {
    return std::pow(std::max(0.0, 1.0 + law.per_month.low), months);
  }
  double operator()(const Linear& law) const {
    return std::max(0.0, 1.0 + law.per_month.low * months);
  }
  double operator()(const Logistic& law) const {
    const double above = law.ceiling_factor.low - 1.0;
    const double decay = std::pow(above, -months / law.midpoint_months.low);
    return (above + 1.0) / (1.0 + above * decay);
  }
  double operator()(const Stepwise& law) const {
    double factor = 1.0;
    for (const Step& step : law.steps)
      if (step.month <= now) factor = step.factor.low;
    return factor;
  }
};

}  // namespace

Growth realised(const Growth& growth, const World& world) {
  return std::visit(Realise{world}, growth);
}

double growth_factor(const Growth& growth, double months, Month now) {
  return std::visit(Factor{months, now}, growth);
}

}  // namespace headroom::workload
