#include "cli/solving.h"

#include <algorithm>
#include <thread>

#include "cli/values.h"
#include "core/projection/windows.h"

namespace headroom::cli {
namespace {

using architecture::Dimension;
using projection::Model;
using projection::Window;
using projection::WindowKind;

constexpr int kMostThreads = 1024;
constexpr int kMostUsers = 1'000'000'000;

/// Without the space before the unit, so that it is one word.
std::string compact(double value, Dimension dimension) {
  std::string text = as_typed(value, dimension);
  std::erase(text, ' ');
  return text;
}

WindowKind kind_named(const std::string& name) {
  if (name == "typical") return WindowKind::typical;
  return name == "surge" ? WindowKind::surge : WindowKind::peak;
}

Window unanswered(const projection::WindowPlan& plan) {
  Window window;
  window.kind = plan.kind;
  window.surge = plan.surge;
  window.at = plan.at;
  window.offered_rps = plan.offered_rps;
  return window;
}

Diagnostic wrong_load(const std::string& message, const std::string& hint) {
  Diagnostic problem;
  problem.code = "wrong-load";
  problem.message = message;
  problem.hint = hint;
  return problem;
}

}  // namespace

SimulationOptions::SimulationOptions() {
  options_.threads =
      std::clamp(std::thread::hardware_concurrency(), 1U, static_cast<unsigned>(kMostThreads));
}

void SimulationOptions::declare(Arguments& arguments) {
  arguments.option({"--seed", "S", "Seed of all random numbers (default: 1)", {}},
                   whole_into(options_.seed));
  arguments.option({"--precision", "P", "Relative half width asked of p95 (default: 5%)", {}},
                   ratio_into(options_.precision));
  arguments.option({"--threads", "N", "Threads (default: one a processor); change no result", {}},
                   whole_into(options_.threads, 1, kMostThreads));
}

std::string SimulationOptions::rerun() const {
  return " --seed " + std::to_string(options_.seed) + " --precision " +
         compact(options_.precision, Dimension::ratio);
}

void WindowChoice::declare(Arguments& arguments) {
  arguments.option({"--rps", "X", "Requests per second, such as 120 or 1.2k", {}}, rate_into(rps_));
  arguments.option({"--users", "N", "Users, where the load of the scenario is users", {}},
                   whole_into(users_, 1, kMostUsers));
  arguments.option({"--month", "N", "The load of month N from the start (default: 0)", {}},
                   whole_into(month_, 0, kMostMonths));
  arguments.option({"--window",
                    "WHICH",
                    "Of that month: typical, peak (default) or surge",
                    {"typical", "peak", "surge"}},
                   into(kind_));
}

std::string WindowChoice::contradiction(const Model& model) const {
  const int loads = (rps_ ? 1 : 0) + (users_ ? 1 : 0) + (month_ ? 1 : 0);
  if (loads > 1) return "only one of --rps, --users and --month says which load";
  if (rps_ && model.closed()) return "the load of this scenario is a number of users; use --users";
  if (users_ && !model.closed()) return "the load of this scenario is a rate; use --rps";
  const int months = model.scenario().horizon.months;
  if (month_.value_or(0) > months) return "the horizon ends with month " + std::to_string(months);
  return {};
}

Result<Window> WindowChoice::of_month(const Model& model) const {
  const projection::Horizon& horizon = model.scenario().horizon;
  const workload::Forecast forecast(model.load(), horizon.start, horizon.months,
                                    workload::World::central());
  const int index = month_.value_or(0);
  const WindowKind kind = kind_named(kind_);
  for (const projection::WindowPlan& plan : projection::plan_windows(forecast.all_months()))
    if (plan.month_index == index && plan.kind == kind) return unanswered(plan);
  return wrong_load("no surge culminates in month " + std::to_string(index),
                    "--window peak is its busiest ordinary hour");
}

Result<Window> WindowChoice::window(const Model& model) const {
  if (const std::string wrong = contradiction(model); !wrong.empty()) return wrong_load(wrong, "");
  if (!rps_ && !users_) return of_month(model);
  const double load = rps_ ? *rps_ : static_cast<double>(*users_);
  const Instant start = start_of(model.scenario().horizon.start);
  return unanswered({0, WindowKind::peak, "", start, load});
}

std::string WindowChoice::rerun() const {
  if (rps_) return " --rps " + compact(*rps_, Dimension::number);
  if (users_) return " --users " + std::to_string(*users_);
  return " --month " + std::to_string(month_.value_or(0)) + " --window " + kind_;
}

}  // namespace headroom::cli
