// Distributions as text. The names and the order of the arguments come from core/random.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "core/architecture/notation.h"
#include "core/architecture/notation_text.h"
#include "core/base/did_you_mean.h"

namespace headroom::architecture {
namespace {

constexpr double kWidestQuantiles = 1e6;  // p99 / p50 of a lognormal whose moments can be used

using random::Distribution;
using Kind = Distribution::Kind;
constexpr int kDeepest = 16;

struct Context {
  Dimension dimension;
  const SampleFiles* files;
  int depth = 0;
};

Result<Distribution> parse(std::string_view text, const Context& context);

/// The pieces between commas that stand in no parentheses and no quotes.
std::vector<std::string> arguments(std::string_view text) {
  std::vector<std::string> out(1);
  int depth = 0;
  bool in_quotes = false;
  for (const char c : text) {
    if (c == '"') in_quotes = !in_quotes;
    if (!in_quotes) depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (c == ',' && depth == 0 && !in_quotes) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  for (std::string& argument : out) argument = trimmed(argument);
  return out;
}

/// Averages of counts need not be whole.
Dimension of_arguments(Dimension dimension) {
  return dimension == Dimension::count ? Dimension::number : dimension;
}

bool counts(Dimension dimension) { return of_arguments(dimension) == Dimension::number; }

Result<double> exact_quantity(std::string_view text, Dimension dimension) {
  const auto value = parse_quantity(text, dimension);
  if (!value) return value.diagnostics();
  if (!value->is_exact())
    return notation_error("interval-in-distribution",
                          quoted(text) + " is an interval; a distribution needs exact numbers");
  return value->low;
}

std::optional<Kind> kind_of(std::string_view name, const std::vector<std::string>& given) {
  if (name == "lognormal" && given[0].starts_with("p50")) return Kind::lognormal_quantiles;
  if (name == "hyperexponential" && given.size() == 3) return Kind::hyperexponential_phases;
  if (name == "pareto" && given.size() == 3) return Kind::bounded_pareto;
  constexpr Kind kTyped[] = {Kind::deterministic, Kind::exponential, Kind::erlang,
                             Kind::gamma,         Kind::lognormal,   Kind::hyperexponential,
                             Kind::uniform,       Kind::weibull,     Kind::pareto,
                             Kind::geometric,     Kind::discrete,    Kind::empirical,
                             Kind::mixture};
  const auto* found = std::ranges::find(kTyped, name, Distribution::name_of);
  return found == std::end(kTyped) ? std::nullopt : std::optional(*found);
}

Diagnostic unknown_distribution(std::string_view name) {
  const std::vector<std::string> names = {
      "deterministic", "exponential", "erlang", "gamma",    "lognormal", "hyperexponential",
      "uniform",       "weibull",     "pareto", "geometric", "discrete",  "empirical",
      "mixture"};
  std::string list;
  for (const auto& known : names) list += (list.empty() ? "" : ", ") + known;
  return notation_error("unknown-distribution",
                        quoted(name) + " is not a distribution; expected one of: " + list,
                        did_you_mean(name, names));
}

/// What is wrong with the arguments of `kind`; empty if nothing.
std::string precondition(Kind kind, const std::vector<double>& p) {
  const bool positive = std::ranges::all_of(p, [](double x) { return x > 0.0; });
  if (kind != Kind::deterministic && kind != Kind::uniform && !positive)
    return "its arguments must be above 0";
  switch (kind) {
    case Kind::erlang:
      return p[0] == std::floor(p[0]) && p[0] <= 1e6 ? ""
                                                     : "k must be a whole number up to 1000000";
    case Kind::lognormal_quantiles:
      if (p[1] > kWidestQuantiles * p[0]) return "p99 may be up to 1000000 times p50";
      return p[0] < p[1] ? "" : "p50 must be below p99";
    case Kind::hyperexponential:
      return p[1] >= 1.0 ? "" : "cv must be 1 or more";
    case Kind::hyperexponential_phases:
      return p[0] < 1.0 ? "" : "p1 must be below 1";
    case Kind::uniform:
      return p[0] < p[1] ? "" : "the lower bound must be below the upper";
    case Kind::bounded_pareto:
      return p[1] < p[2] ? "" : "the lower bound must be below the upper";
    case Kind::pareto:
      return p[0] > 1.0 ? "" : "alpha must be above 1: the mean is infinite";
    case Kind::geometric:
      return p[0] >= 1.0 ? "" : "the mean number of trials must be 1 or more";
    default:
      return "";
  }
}

Distribution make(Kind kind, const std::vector<double>& p) {
  switch (kind) {
    case Kind::exponential:
      return Distribution::exponential(p[0]);
    case Kind::erlang:
      return Distribution::erlang(static_cast<int>(p[0]), p[1]);
    case Kind::gamma:
      return Distribution::gamma(p[0], p[1]);
    case Kind::lognormal:
      return Distribution::lognormal(p[0], p[1]);
    case Kind::lognormal_quantiles:
      return Distribution::lognormal_from_quantiles(p[0], p[1]);
    case Kind::hyperexponential:
      return Distribution::hyperexponential(p[0], p[1]);
    case Kind::hyperexponential_phases:
      return Distribution::hyperexponential(p[0], p[1], p[2]);
    case Kind::uniform:
      return Distribution::uniform(p[0], p[1]);
    case Kind::weibull:
      return Distribution::weibull(p[0], p[1]);
    case Kind::bounded_pareto:
      return Distribution::bounded_pareto(p[0], p[1], p[2]);
    case Kind::pareto:
      return Distribution::pareto(p[0], p[1]);
    case Kind::geometric:
      return Distribution::geometric(p[0], p[1]);
    default:
      return Distribution::deterministic(p[0]);
  }
}

Result<Distribution> checked(Distribution made, std::string_view text) {
  const bool heavy = made.kind() == Kind::pareto && made.parameters()[0] <= 2.0;
  if (!std::isfinite(made.mean()) || (!heavy && !std::isfinite(made.variance())))
    return notation_error("out-of-range", quoted(text) + " has a mean or variance out of range");
  Diagnostics warnings;
  if (heavy)
    warnings.add({Severity::warning,
                  Fault::input,
                  "infinite-variance",
                  {},
                  {},
                  quoted(text) + " has an infinite variance; means converge slowly",
                  "give an upper bound: pareto(alpha, low, high)"});
  return {std::move(made), warnings};
}

Result<Distribution> parse_scalars(std::string_view text, Kind kind,
                                   const std::vector<std::string>& given, Dimension dimension) {
  const auto wanted = Distribution::parameters_of(kind);
  std::string names;
  for (const auto& one : wanted) names += (names.empty() ? "" : ", ") + std::string(one.name);
  if (given.size() != wanted.size())
    return notation_error("wrong-arguments", quoted(text) + " needs the arguments (" + names + ")");
  Diagnostics mistakes;
  std::vector<double> values;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    std::string_view argument = given[i];
    const std::string label = std::string(wanted[i].name) + " ";
    if (argument.starts_with(label)) argument.remove_prefix(label.size());
    const bool time = wanted[i].unit == Distribution::ParameterUnit::time;
    const auto value = exact_quantity(argument, time ? dimension : Dimension::number);
    mistakes.append(value.diagnostics());
    if (value) values.push_back(*value);
  }
  if (mistakes.has_errors()) return mistakes;
  if (const std::string wrong = precondition(kind, values); !wrong.empty())
    return notation_error("impossible-distribution", quoted(text) + ": " + wrong);
  return checked(make(kind, values), text);
}

Result<Distribution> parse_empirical(const std::vector<std::string>& given,
                                     const Context& context) {
  std::vector<double> samples;
  Diagnostics mistakes;
  if (given[0].starts_with('"')) {
    const std::string file = given[0].substr(1, given[0].find('"', 1) - 1);
    if (context.files == nullptr || given.size() != 1)
      return notation_error("sample-file", "no sample file can be read here; list the samples");
    auto read = context.files->read(file, context.dimension);
    if (!read) return read.diagnostics();
    samples = std::move(read).value();
  } else {
    for (const std::string& argument : given) {
      const auto value = exact_quantity(argument, of_arguments(context.dimension));
      mistakes.append(value.diagnostics());
      if (value) samples.push_back(*value);
    }
  }
  if (mistakes.has_errors()) return mistakes;
  const bool usable =
      std::ranges::all_of(samples, [](double x) { return x >= 0 && std::isfinite(x); });
  if (samples.empty() || !usable)
    return notation_error("sample-file", "empirical needs at least one sample, all 0 or more");
  return Distribution::empirical(std::move(samples));
}

Result<double> parse_weight(std::string_view text) {
  return exact_quantity(text, text.ends_with('%') ? Dimension::ratio : Dimension::number);
}

Result<Distribution> parse_weighted(std::string_view text, Kind kind,
                                    const std::vector<std::string>& given, const Context& context) {
  std::vector<double> weights, values;
  std::vector<Distribution> components;
  Diagnostics mistakes;
  double sum = 0.0;
  for (const std::string& argument : given) {
    const std::size_t colon = argument.find(':');
    if (colon == std::string::npos)
      return notation_error("wrong-arguments",
                            quoted(argument) + " has no weight; expected \"weight: value\"");
    const auto weight = parse_weight(trimmed(argument.substr(0, colon)));
    const auto part = parse(trimmed(argument.substr(colon + 1)), context);
    mistakes.append(weight.diagnostics());
    mistakes.append(part.diagnostics());
    if (!weight || !part) continue;
    sum += *weight;
    weights.push_back(*weight);
    components.push_back(*part);
    values.push_back(part->mean());
  }
  if (mistakes.has_errors()) return mistakes;
  if (!(sum > 0.0) || !std::isfinite(sum))
    return notation_error("impossible-distribution", quoted(text) + ": the weights sum to nothing");
  if (kind == Kind::mixture) return Result(Distribution::mixture(weights, components), mistakes);
  return Distribution::discrete(values, weights);
}

Result<Distribution> parse(std::string_view text, const Context& outer) {
  if (outer.depth >= kDeepest)
    return notation_error("too-deep", "distributions are nested more than 16 deep");
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) {
    const auto value = exact_quantity(text, outer.dimension);
    if (!value) return value.diagnostics();
    return Distribution::deterministic(*value);
  }
  if (!text.ends_with(')'))
    return notation_error("unbalanced", quoted(text) + " does not end with \")\"");
  const Context context{outer.dimension, outer.files, outer.depth + 1};
  const std::string name = trimmed(text.substr(0, open));
  auto given = arguments(text.substr(open + 1, text.size() - open - 2));
  const auto kind = kind_of(name, given);
  if (!kind) return unknown_distribution(name);
  if (kind == Kind::empirical) return parse_empirical(given, context);
  if (kind == Kind::mixture || kind == Kind::discrete)
    return parse_weighted(text, *kind, given, context);
  if (*kind == Kind::geometric && counts(context.dimension) && given.size() == 1)
    given.emplace_back("1");
  return parse_scalars(text, *kind, given, of_arguments(context.dimension));
}

std::string exact(double value, Dimension dimension) {
  return write_quantity(Uncertain::exact(value), dimension);
}

std::string typed_name(Kind kind) {
  if (kind == Kind::lognormal_quantiles) return "lognormal";
  if (kind == Kind::hyperexponential_phases) return "hyperexponential";
  if (kind == Kind::bounded_pareto) return "pareto";
  return std::string(Distribution::name_of(kind));
}

bool is_labelled(std::string_view name) { return name == "cv" || name == "p50" || name == "p99"; }

std::string write_scalars(const Distribution& distribution, Dimension dimension) {
  const auto wanted = Distribution::parameters_of(distribution.kind());
  std::string out;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const bool time = wanted[i].unit == Distribution::ParameterUnit::time;
    if (!out.empty()) out += ", ";
    if (is_labelled(wanted[i].name)) out += std::string(wanted[i].name) + " ";
    out += exact(distribution.parameters()[i], time ? dimension : Dimension::number);
  }
  return out;
}

std::string write_list(const Distribution& distribution, Dimension dimension) {
  const auto parts = distribution.components();
  const auto values = distribution.values();
  const auto weights = distribution.weights();
  std::string out;
  for (std::size_t i = 0; i < std::max(parts.size(), values.size()); ++i) {
    if (i > 0) out += ", ";
    if (i < weights.size()) out += exact(weights[i], Dimension::number) + ": ";
    out += parts.empty() ? exact(values[i], dimension) : write_distribution(parts[i], dimension);
  }
  return out;
}

}  // namespace

Result<random::Distribution> parse_distribution(std::string_view text, Dimension dimension,
                                                const SampleFiles* files) {
  return parse(plain_spaces(text), {dimension, files});
}

std::string write_distribution(const random::Distribution& distribution, Dimension dimension) {
  const Kind kind = distribution.kind();
  if (kind == Kind::deterministic) return exact(distribution.parameters()[0], dimension);
  const bool listed = kind == Kind::discrete || kind == Kind::empirical || kind == Kind::mixture;
  return typed_name(kind) + "(" +
         (listed ? write_list(distribution, dimension) : write_scalars(distribution, dimension)) +
         ")";
}

}  // namespace headroom::architecture
