// Sampling: one function of the words of a sample for each kind, used alike for single samples and
// for blocks, so that the two cannot differ.
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <span>

#include "core/base/contracts.h"
#include "core/random/distribution_table.h"
#include "core/random/draws.h"
#include "core/random/ziggurat.h"

namespace headroom::random {
namespace {

using Words = StreamWords;

constexpr std::size_t kBlock = StreamWords::kBlock;
constexpr std::size_t kReadyPlanes = 3;

/// The two ziggurats, fetched once for a block.
struct Unit {
  const ZigguratLayers& exponential_shape = exponential_layers();
  const ZigguratLayers& normal_shape = normal_layers();

  double exponential(Words& words) const { return exponential_variate(words, exponential_shape); }
  double normal(Words& words) const { return normal_variate(words, normal_shape); }
};

/// Gamma of mean 1 by rejection from a transformed normal; shapes a below 1 by the identity
/// gamma(a) = gamma(a + 1) U^(1/a), U^(1/a) = exp(-E/a). [Marsaglia & Tsang, A simple method for
/// generating gamma variables, ACM TOMS 26 (2000)]
class GammaSampler {
 public:
  GammaSampler(double shape, const Unit& unit)
      : unit_(unit),
        shape_(shape),
        d_((shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3.0),
        c_(1.0 / std::sqrt(9.0 * d_)) {}

  double operator()(Words& words) const {
    const double variate = d_ * accepted_cube(words) / shape_;
    return shape_ >= 1.0 ? variate : variate * std::exp(-unit_.exponential(words) / shape_);
  }

 private:
  [[nodiscard]] double accepted_cube(Words& words) const {
    for (;;) {
      const double z = unit_.normal(words);
      const double root = 1.0 + c_ * z;
      const double u = to_open_unit(words.next());
      if (root <= 0.0) continue;
      const double cube = root * root * root;
      const bool inside_squeeze = u < 1.0 - 0.0331 * (z * z) * (z * z);
      if (inside_squeeze || std::log(u) < 0.5 * z * z + d_ * (1.0 - cube + std::log(cube)))
        return cube;
    }
  }

  Unit unit_;
  double shape_;
  double d_;
  double c_;
};

}  // namespace

/// Calls `use` with the number of words that nearly every sample takes and a function that makes a
/// sample of its words.
template <class Use>
void Distribution::with_sampler(const Use& use) const {
  const Unit unit;
  const Scalars s = scalars_;
  const Table* const table = table_.get();
  switch (kind_) {
    case Kind::deterministic:
      return use(0, [&](Words&) { return s[0]; });
    case Kind::exponential:
      return use(1, [&](Words& w) { return s[0] * unit.exponential(w); });
    case Kind::erlang:
    case Kind::gamma: {
      const GammaSampler gamma(gamma_shape(*this), unit);
      return use(gamma_shape(*this) < 1.0 ? 3 : 2,
                 [&, m = mean()](Words& w) { return m * gamma(w); });
    }
    case Kind::lognormal:
    case Kind::lognormal_quantiles:
      return use(1, [&, n = log_moments(*this)](Words& w) {
        return std::exp(n.mu + n.sigma * unit.normal(w));
      });
    case Kind::hyperexponential:
    case Kind::hyperexponential_phases:
      return use(2, [&, h = phases(*this)](Words& w) {
        const double mean = w.unit() < h.p1 ? h.mean1 : h.mean2;
        return mean * unit.exponential(w);
      });
    case Kind::uniform:
      return use(1, [&](Words& w) { return s[0] + w.unit() * (s[1] - s[0]); });
    case Kind::weibull:
      return use(1, [&, power = 1.0 / s[0]](Words& w) {
        return s[1] * std::pow(unit.exponential(w), power);
      });
    case Kind::bounded_pareto:
      return use(1, [law = BoundedPareto(s)](Words& w) { return law.quantile(w.unit()); });
    case Kind::pareto:
      return use(1, [&](Words& w) { return s[1] * std::exp(unit.exponential(w) / s[0]); });
    case Kind::geometric:
      return use(1, [&, each = std::log1p(-1.0 / s[0])](Words& w) {
        return s[1] * std::max(1.0, std::ceil(unit.exponential(w) / -each));
      });
    case Kind::discrete:
      return use(1, [&](Words& w) { return table->values[table->chosen(w.unit())]; });
    case Kind::empirical:
      return use(1, [&, n = static_cast<double>(table->values.size())](Words& w) {
        return table->values[static_cast<std::size_t>(w.unit() * n)];
      });
    case Kind::mixture:
      return use(2, [&](Words& w) { return table->components[table->chosen(w.unit())].draw(w); });
  }
}

double Distribution::draw(StreamWords& words) const {
  double value = 0.0;
  with_sampler([&](std::size_t, const auto& sampler) { value = sampler(words); });
  return value;
}

double Distribution::sample(const StreamKey& key, std::uint64_t index) const {
  Words words(key, index);
  return draw(words);
}

void Distribution::samples(const StreamKey& key, std::uint64_t first, std::span<double> out) const {
  HEADROOM_EXPECTS(first % 4 == 0);
  std::array<std::uint64_t, kReadyPlanes * kBlock> ready;
  with_sampler([&](std::size_t planes, const auto& sampler) {
    for (std::size_t start = 0; start < out.size(); start += kBlock) {
      for (std::size_t plane = 0; plane < planes; ++plane)
        stream_words(key, plane, first + start, std::span(ready).subspan(plane * kBlock, kBlock));
      const std::size_t count = std::min(kBlock, out.size() - start);
      for (std::size_t i = 0; i < count; ++i) {
        Words words(key, first + start + i, &ready[i], planes);
        out[start + i] = sampler(words);
      }
    }
  });
}

std::span<double> DrawBlock::allocated() {
  if (!numbers_) numbers_ = std::make_unique<double[]>(kSize + 1);  // one is read, never used
  next_ = numbers_.get();
  end_ = next_ + kSize;
  return {numbers_.get(), kSize};
}

void DrawSite::refill() {
  block_.renew([&](std::span<double> out) { distribution_.samples(key_, made_, out); });
  made_ += DrawBlock::kSize;
}

void UniformSite::refill() {
  std::array<std::uint64_t, DrawBlock::kSize> words;
  stream_words(key_, 0, made_, words);
  block_.renew([&](std::span<double> out) { std::ranges::transform(words, out.begin(), to_unit); });
  made_ += DrawBlock::kSize;
}

}  // namespace headroom::random
