// Sampling: one function of the words of a sample for each kind, used alike for single samples and
// for blocks, so that the two cannot differ.
#include <algorithm>
#include <cmath>

#include "core/base/contracts.h"
#include "core/random/distribution_table.h"
#include "core/random/draws.h"
#include "core/random/normal.h"
#include "core/random/ziggurat.h"

namespace headroom::random {
/// The words of one sample: word j is word `index` of plane j. The first planes may be ready in a
/// block; the rest, wanted after a rejection, is computed when asked for.
class StreamWords {
 public:
  StreamWords(const StreamKey& key, std::uint64_t index) : key_(key), index_(index) {}
  StreamWords(const StreamKey& key, std::uint64_t index, const std::uint64_t* ready,
              std::size_t planes)
      : key_(key), index_(index), ready_(ready), planes_(planes) {}

  std::uint64_t next() {
    const std::size_t plane = plane_++;
    if (plane < planes_) [[likely]]
      return ready_[plane * DrawSite::kBlock];
    return stream_word(key_, plane, index_);
  }
  double unit() { return to_unit(next()); }

 private:
  const StreamKey& key_;
  std::uint64_t index_;
  const std::uint64_t* ready_ = nullptr;
  std::size_t planes_ = 0;
  std::size_t plane_ = 0;
};

namespace {

using Words = StreamWords;

constexpr std::size_t kBlock = DrawSite::kBlock;
constexpr std::size_t kReadyPlanes = 2;

double standard_normal(Words& words) { return normal_quantile(to_open_unit(words.next())); }

/// Gamma of mean 1 by rejection from a transformed normal; shapes below 1 by the identity
/// gamma(a) = gamma(a + 1) U^(1/a). [Marsaglia & Tsang, A simple method for generating gamma
/// variables, ACM TOMS 26 (2000)]
class GammaSampler {
 public:
  explicit GammaSampler(double shape)
      : shape_(shape),
        d_((shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3.0),
        c_(1.0 / std::sqrt(9.0 * d_)) {}

  double operator()(Words& words) const {
    const double boosted = d_ * accepted_cube(words) / shape_;
    return shape_ >= 1.0 ? boosted : boosted * std::pow(to_open_unit(words.next()), 1.0 / shape_);
  }

 private:
  [[nodiscard]] double accepted_cube(Words& words) const {
    for (;;) {
      const double z = standard_normal(words);
      const double root = 1.0 + c_ * z;
      const double u = to_open_unit(words.next());
      if (root <= 0.0) continue;
      const double cube = root * root * root;
      const bool inside_squeeze = u < 1.0 - 0.0331 * (z * z) * (z * z);
      if (inside_squeeze || std::log(u) < 0.5 * z * z + d_ * (1.0 - cube + std::log(cube)))
        return cube;
    }
  }

  double shape_;
  double d_;
  double c_;
};

std::size_t planes_ready_for(Distribution::Kind kind) {
  using Kind = Distribution::Kind;
  switch (kind) {
    case Kind::deterministic:
      return 0;
    case Kind::erlang:
    case Kind::gamma:
    case Kind::hyperexponential:
    case Kind::hyperexponential_phases:
    case Kind::mixture:
      return 2;
    default:
      return 1;
  }
}

}  // namespace

template <class Use>
void Distribution::with_sampler(const Use& use) const {
  const auto& ziggurat = ExponentialZiggurat::instance();
  const Scalars s = scalars_;
  switch (kind_) {
    case Kind::deterministic:
      return use([s](Words&) { return s[0]; });
    case Kind::exponential:
      return use([&](Words& w) { return s[0] * ziggurat.sample(w); });
    case Kind::erlang:
    case Kind::gamma:
      return use([g = GammaSampler(gamma_shape(*this)), m = mean()](Words& w) { return m * g(w); });
    case Kind::lognormal:
    case Kind::lognormal_quantiles:
      return use([n = log_moments(*this)](Words& w) {
        return std::exp(n.mu + n.sigma * standard_normal(w));
      });
    case Kind::hyperexponential:
    case Kind::hyperexponential_phases:
      return use([&, h = phases(*this)](Words& w) {
        const double mean = w.unit() < h.p1 ? h.mean1 : h.mean2;
        return mean * ziggurat.sample(w);
      });
    case Kind::uniform:
      return use([s](Words& w) { return s[0] + w.unit() * (s[1] - s[0]); });
    case Kind::weibull:
      return use(
          [&, power = 1.0 / s[0]](Words& w) { return s[1] * std::pow(ziggurat.sample(w), power); });
    case Kind::bounded_pareto:
      return use([this](Words& w) { return quantile(w.unit()); });
    case Kind::pareto:
      return use([&](Words& w) { return s[1] * std::exp(ziggurat.sample(w) / s[0]); });
    case Kind::discrete:
      return use([t = table_.get()](Words& w) { return t->values[t->chosen(w.unit())]; });
    case Kind::empirical:
      return use([t = table_.get(), n = static_cast<double>(table_->values.size())](Words& w) {
        return t->values[static_cast<std::size_t>(w.unit() * n)];
      });
    case Kind::mixture:
      return use(
          [t = table_.get()](Words& w) { return t->components[t->chosen(w.unit())].draw(w); });
  }
}

double Distribution::draw(StreamWords& words) const {
  double value = 0.0;
  with_sampler([&](const auto& sampler) { value = sampler(words); });
  return value;
}

double Distribution::sample(const StreamKey& key, std::uint64_t index) const {
  Words words(key, index);
  return draw(words);
}

void Distribution::samples(const StreamKey& key, std::uint64_t first, std::span<double> out) const {
  HEADROOM_EXPECTS(first % 4 == 0);
  const std::size_t planes = planes_ready_for(kind_);
  std::array<std::uint64_t, kReadyPlanes * kBlock> ready;
  with_sampler([&](const auto& sampler) {
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

void DrawSite::refill() {
  distribution_.samples(key_, made_, block_);
  made_ += kBlock;
  position_ = 0;
}

void UniformSite::refill() {
  std::array<std::uint64_t, kBlock> words;
  stream_words(key_, 0, made_, words);
  std::ranges::transform(words, block_.begin(), to_unit);
  made_ += kBlock;
  position_ = 0;
}

}  // namespace headroom::random
