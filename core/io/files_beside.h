// Files that the values of a scenario refer to: prices, histories, samples.
#pragma once

#include <memory>

#include "core/io/reader.h"

namespace headroom::io {

/// Files in the folder of the file that refers to them, or below.
class FilesBeside : public Files {
 public:
  [[nodiscard]] Result<TextFile> read(const Json& name) const override;
  /// One sample a line. A sample is a quantity as everywhere ("4.2 ms"); after a first line such as
  /// "latency (ms)" it is a number of that unit. Empty lines are skipped.
  [[nodiscard]] std::unique_ptr<const architecture::SampleFiles> samples(
      const Json& typed) const override;
};

}  // namespace headroom::io
