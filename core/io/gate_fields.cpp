#include "core/io/gate_fields.h"

#include <string>

namespace headroom::io {

using architecture::Breaker;
using architecture::Dimension;
using architecture::ParameterType;
using architecture::RetryBudget;

namespace {

constexpr double kMostCalls = 1e6;
constexpr double kMostTokens = 1e9;
constexpr double kLongest = 86'400.0;  // seconds

const Field<Breaker> kBreakerFields[] = {
    field<&Breaker::failures>({.name = "failures",
                               .dimension = Dimension::ratio,
                               .default_text = "50 %",
                               .maximum = 1.0,
                               .above_minimum = true,
                               .doc = "Share of the last calls that failed or timed out from which "
                                      "on it opens."}),
    field<&Breaker::min_calls>({.name = "min_calls",
                                .dimension = Dimension::count,
                                .default_text = "20",
                                .minimum = 1.0,
                                .maximum = kMostCalls,
                                .doc = "Calls that it must have seen before it may open."}),
    field<&Breaker::calls>({.name = "calls",
                            .dimension = Dimension::count,
                            .minimum = 1.0,
                            .maximum = kMostCalls,
                            .doc = "It looks at the last so many calls. Without it at those that "
                                   "ended within the window."}),
    field<&Breaker::window>({.name = "window",
                             .dimension = Dimension::duration,
                             .default_text = "10 s",
                             .maximum = kLongest,
                             .above_minimum = true,
                             .doc = "Length of time that it looks back, in tenths."}),
    field<&Breaker::open>({.name = "open",
                           .dimension = Dimension::duration,
                           .default_text = "5 s",
                           .maximum = kLongest,
                           .above_minimum = true,
                           .doc = "Time that it stays open: calls fail at once."}),
    field<&Breaker::probes>({.name = "probes",
                             .dimension = Dimension::count,
                             .default_text = "1",
                             .minimum = 1.0,
                             .maximum = kMostCalls,
                             .doc = "Calls that are then let through to see whether it may close "
                                    "again."}),
    field<&Breaker::slow_after>({.name = "slow_after",
                                 .dimension = Dimension::duration,
                                 .maximum = kLongest,
                                 .above_minimum = true,
                                 .doc = "A call that takes longer is slow, whether it fails or "
                                        "not. Without it none is."}),
    field<&Breaker::slow>({.name = "slow",
                           .dimension = Dimension::ratio,
                           .maximum = 1.0,
                           .above_minimum = true,
                           .doc = "Share of the last calls that were slow from which on it opens "
                                  "too; without it 100 %."})};

constexpr std::string_view kLike[] = {"grpc", "aws", "envoy"};

const Field<RetryBudget> kBudgetFields[] = {
    field<&RetryBudget::like>(
        {.name = "like",
         .type = ParameterType::choice,
         .required = true,
         .choices = kLike,
         .doc =
             "Whose rule: grpc (a failure takes a token, a success brings token_ratio, retries "
             "are made while more than half is left), aws (a retry takes 5 tokens, 10 after a "
             "timeout; a success brings 1, or what its retry took), envoy (retries under way are "
             "at most a share of all attempts under way)."}),
    field<&RetryBudget::tokens>({.name = "tokens",
                                 .dimension = Dimension::count,
                                 .minimum = 1.0,
                                 .maximum = kMostTokens,
                                 .doc = "Size of the bucket; grpc without it 10, aws 500."}),
    field<&RetryBudget::token_ratio>({.name = "token_ratio",
                                      .dimension = Dimension::number,
                                      .maximum = kMostTokens,
                                      .doc = "Tokens that a success brings, grpc only; without it "
                                             "0.1."}),
    field<&RetryBudget::share>({.name = "share",
                                .dimension = Dimension::ratio,
                                .maximum = 1.0,
                                .doc = "Share of all attempts, envoy only; without it 20 %."}),
    field<&RetryBudget::at_least>({.name = "at_least",
                                   .dimension = Dimension::count,
                                   .maximum = kMostCalls,
                                   .doc = "Retries that may always be under way, envoy only; "
                                          "without it 3."})};

/// A figure of another rule than the one that is named.
void check_rule(Reader& reader, const Json& json, const RetryBudget& budget) {
  const auto refuse = [&](const char* name, bool given, bool belongs) {
    if (given && !belongs)
      reader.mistake(*json.find(name), "not-of-this-rule",
                     std::string(name) + " says nothing of a budget like " + budget.like,
                     "remove it", Part::name);
  };
  const bool envoy = budget.like == "envoy";
  refuse("tokens", budget.tokens.has_value(), !envoy);
  refuse("token_ratio", budget.token_ratio.has_value(), budget.like == "grpc");
  refuse("share", budget.share.has_value(), envoy);
  refuse("at_least", budget.at_least.has_value(), envoy);
}

}  // namespace

void read_value(Reader& reader, const Json& json, const ParameterSpec&, Breaker& out) {
  read_object(reader, json, Table<Breaker>(kBreakerFields), out);
}

std::optional<Json> write_value(const Writer& writer, const Breaker& value, const ParameterSpec&) {
  return write_object(writer, value, Table<Breaker>(kBreakerFields));
}

Json schema_of(const ParameterSpec&, Tag<Breaker>) {
  return schema_of_object(Table<Breaker>(kBreakerFields));
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, RetryBudget& out) {
  const std::size_t mistakes = reader.found().errors();
  read_object(reader, json, Table<RetryBudget>(kBudgetFields), out);
  if (reader.found().errors() == mistakes) check_rule(reader, json, out);
}

std::optional<Json> write_value(const Writer& writer, const RetryBudget& value,
                                const ParameterSpec&) {
  return write_object(writer, value, Table<RetryBudget>(kBudgetFields));
}

Json schema_of(const ParameterSpec&, Tag<RetryBudget>) {
  return schema_of_object(Table<RetryBudget>(kBudgetFields));
}

}  // namespace headroom::io
