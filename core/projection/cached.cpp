#include "core/projection/cached.h"

#include <utility>

#include "core/network/content.h"

namespace headroom::projection {

Cached::Cached(const network::Network& network, WindowCache* cache)
    : network_(cache != nullptr ? network::content_of(network) : ""), cache_(cache) {}

std::shared_ptr<const KeptAnswer> Cached::answer(
    const std::string& question, const std::function<std::optional<KeptAnswer>()>& solve) {
  if (cache_ != nullptr) {
    if (auto kept = cache_->find(network_, question)) {
      ++reused_;
      return kept;
    }
  }
  auto solved = solve();
  if (!solved) return nullptr;
  ++solved_;
  auto answer = std::make_shared<const KeptAnswer>(*std::move(solved));
  if (cache_ != nullptr) cache_->keep(network_, question, answer);
  return answer;
}

}  // namespace headroom::projection
