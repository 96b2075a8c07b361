#include "core/analytic/program_copies.h"

namespace headroom::analytic {

using network::Op;

void shift(std::uint32_t& position, std::uint32_t by) {
  if (position != network::kNone) position += by;
}

network::Step shifted(network::Step step, std::uint32_t pcs, std::uint32_t calls) {
  switch (step.op) {
    case Op::call:
      shift(step.site, pcs);
      shift(step.a, calls);
      break;
    case Op::spawn:
    case Op::send:
      shift(step.a, calls);
      break;
    default:
      shift(step.a, pcs);
  }
  return step;
}

}  // namespace headroom::analytic
