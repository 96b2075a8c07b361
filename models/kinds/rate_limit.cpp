#include "models/kinds/rate_limit.h"

#include "models/kinds/findings.h"
#include "models/kinds/numbers.h"

namespace headroom::models {

Diagnostics check_rate_limit(const architecture::Settings& settings) {
  Diagnostics found;
  if (settings.typed("burst") && !settings.has("rate_limit"))
    found.add(mistake("burst-without-rate-limit", "/burst", "nothing is saved up without a limit",
                      "set rate_limit too"));
  return found;
}

RateLimit::RateLimit(const architecture::Settings& settings, std::uint32_t max_waiting,
                     network::ComponentBuilder& builder) {
  const auto rate = settings.optional_number("rate_limit");
  if (!rate) return;
  network::StationOptions bucket;
  bucket.discipline = network::Discipline::token_bucket;
  bucket.speed = *rate;
  bucket.burst = whole(settings, "burst");
  bucket.waiting_limit = max_waiting;
  gate_ = builder.station("rate limit", bucket);
}

void RateLimit::pass(network::ProgramBuilder& program) const {
  if (gate_) program.serve(*gate_, random::Distribution::deterministic(1.0), "rate");
}

}  // namespace headroom::models
