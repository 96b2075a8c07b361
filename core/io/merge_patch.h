// JSON Merge Patches (RFC 7396): applied to a value, and found between two values.
#pragma once

#include "core/io/json.h"
#include "core/io/reader.h"

namespace headroom::io {

/// Merges objects, removes what is null, replaces everything else. Replaced values are those of the
/// patch, with its places; parents are not linked. Warning: a removal of what is not there.
void apply_patch(Json& target, const Json& patch, Reader& reader);

/// The smallest object that makes `to` of `from`, both objects without null: members that differ,
/// null where one is gone.
Json patch_between(const Json& from, const Json& to);

/// Whether both say the same, wherever they stand.
bool equal_values(const Json& a, const Json& b);

}  // namespace headroom::io
