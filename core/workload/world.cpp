#include "core/workload/world.h"

#include "core/random/normal.h"
#include "core/random/streams.h"

namespace headroom::workload {

double World::score(std::string_view input) const {
  if (!draw_) return 0.0;
  const random::StreamKey key =
      random::stream_key(draw_->seed, draw_->index, input, 0, "uncertain input");
  return random::normal_quantile(random::to_open_unit(random::stream_word(key, 0, 0)));
}

}  // namespace headroom::workload
