#include "core/architecture/settings.h"

#include <gtest/gtest.h>

#include "core/base/contracts.h"

namespace headroom::architecture {
namespace {

const ParameterSpec kTable[] = {{.name = "timeout",
                                 .dimension = Dimension::duration,
                                 .default_text = "250 ms",
                                 .choices = {},
                                 .doc = "",
                                 .evidence = ""},
                                {.name = "limit",
                                 .dimension = Dimension::count,
                                 .default_text = "",
                                 .choices = {},
                                 .doc = "",
                                 .evidence = ""},
                                {.name = "size",
                                 .type = ParameterType::size,
                                 .default_text = "",
                                 .choices = {},
                                 .doc = "",
                                 .evidence = ""}};

TEST(Settings, TypedValuesWinOverDefaults) {
  const SizeTable sizes;
  Component component;
  EXPECT_EQ(Settings(component, kTable, sizes).number("timeout"), 0.25);
  component.parameters["timeout"] = {Uncertain{1.0, 4.0}, "1 to 4 s"};
  EXPECT_DOUBLE_EQ(Settings(component, kTable, sizes).number("timeout"), 2.0);
}

TEST(Settings, NoDefaultMeansNoValueAndUnknownNamesAreBugs) {
  const SizeTable sizes;
  const Component component;
  const Settings settings(component, kTable, sizes);
  EXPECT_FALSE(settings.has("limit"));
  EXPECT_EQ(settings.size(), nullptr);
  EXPECT_THROW(static_cast<void>(settings.has("tiemout")), ContractViolation);
}

}  // namespace
}  // namespace headroom::architecture
