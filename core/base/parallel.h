// One loop on several threads.
#pragma once

#include <cstddef>
#include <functional>

namespace headroom {

/// Calls work(0) .. work(count - 1), each once, on up to `threads` >= 1 threads, the caller's
/// among them. Each call must touch only its own data: then the result does not depend on the
/// number of threads. If calls throw, the exception of the lowest index is passed on at the end.
void for_each_index(std::size_t count, unsigned threads,
                    const std::function<void(std::size_t)>& work);

}  // namespace headroom
