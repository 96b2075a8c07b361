#include "gui/style/tokens.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "gui/style/svg_path.h"
#include "tests/support/comma_locale.h"

namespace headroom::gui {
namespace {

constexpr std::array kThemes = {ThemeName::light, ThemeName::dark, ThemeName::contrast};

double linear(double channel) {
  return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

using Triple = std::array<double, 3>;

Triple linear_rgb(const QColor& color) {
  return {linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
}

/// Relative luminance and contrast. [WCAG 2.1, 1.4.3]
double contrast(const QColor& a, const QColor& b) {
  const auto luminance = [](const QColor& color) {
    const Triple rgb = linear_rgb(color);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  };
  const double p = luminance(a);
  const double q = luminance(b);
  return (std::max(p, q) + 0.05) / (std::min(p, q) + 0.05);
}

using Matrix = std::array<Triple, 3>;

/// Colour vision, in linear RGB. [Machado, Oliveira, Fernandes 2009, severity 1.0]
constexpr std::array<Matrix, 4> kVisions = {
    Matrix{Triple{1, 0, 0}, Triple{0, 1, 0}, Triple{0, 0, 1}},
    Matrix{Triple{0.152286, 1.052583, -0.204868}, Triple{0.114503, 0.786281, 0.099216},
           Triple{-0.003882, -0.048116, 1.051998}},
    Matrix{Triple{0.367322, 0.860646, -0.227968}, Triple{0.280085, 0.672501, 0.047413},
           Triple{-0.01182, 0.04294, 0.968881}},
    Matrix{Triple{1.255528, -0.076749, -0.178779}, Triple{-0.078411, 0.930809, 0.147602},
           Triple{0.004733, 0.691367, 0.3039}}};

Triple lab(const QColor& color, const Matrix& vision) {
  const Triple rgb = linear_rgb(color);
  Triple seen{};
  for (std::size_t i = 0; i < 3; ++i)
    seen[i] =
        std::clamp(vision[i][0] * rgb[0] + vision[i][1] * rgb[1] + vision[i][2] * rgb[2], 0.0, 1.0);
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116.0; };
  const double x = f((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505);
  const double y = f(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
  const double z = f((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089);
  return {116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
}

/// CIE76.
double distance(const QColor& a, const QColor& b, const Matrix& vision) {
  const Triple p = lab(a, vision);
  const Triple q = lab(b, vision);
  return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

TEST(Tokens, TextIsReadableOnEveryGround) {
  for (const ThemeName theme : kThemes) {
    const Tokens& t = tokens_of(theme);
    const double least = theme == ThemeName::contrast ? 7.0 : 4.5;
    for (const QColor& ground : {t.surface, t.window, t.canvas})
      for (const QColor& words : {t.text, t.text2, t.text3})
        EXPECT_GE(contrast(words, ground), least) << static_cast<int>(theme);
    EXPECT_GE(contrast(t.accent, t.surface), 4.5);
    EXPECT_GE(contrast(t.on_accent, t.accent), 4.5);
    EXPECT_GE(contrast(t.text, t.accent_soft), 7.0);
    const std::array<std::pair<QColor, QColor>, 4> states = {{{t.good, t.good_soft},
                                                              {t.warn, t.warn_soft},
                                                              {t.bad, t.bad_soft},
                                                              {t.fatal, t.fatal_soft}}};
    for (const auto& [words, soft] : states) {
      EXPECT_GE(contrast(words, t.surface), 4.5);
      EXPECT_GE(contrast(words, soft), 4.5);
    }
  }
}

TEST(Tokens, BordersEdgesAndSeriesStandOut) {
  for (const ThemeName theme : kThemes) {
    const Tokens& t = tokens_of(theme);
    EXPECT_GE(contrast(t.control, t.surface), 3.0);
    EXPECT_GE(contrast(t.edge, t.canvas), 3.0);
    for (const QColor& color : t.series) EXPECT_GE(contrast(color, t.surface), 3.0);
    for (const std::size_t step : {5U, 6U, 7U})
      EXPECT_GE(contrast(t.utilization[step], t.surface), 3.0);
  }
}

TEST(Tokens, NumbersAreReadableOnTheScaleOfUtilisation) {
  for (const ThemeName theme : kThemes) {
    const Tokens& t = tokens_of(theme);
    for (std::size_t i = 0; i < kUtilizationSteps; ++i)
      EXPECT_GE(contrast(t.on_utilization[i], t.utilization[i]), 4.5) << i;
  }
}

TEST(Tokens, StatesAreToldApartByEveryVision) {
  for (const ThemeName theme : kThemes) {
    const Tokens& t = tokens_of(theme);
    for (const Matrix& vision : kVisions)
      for (const std::size_t last_of_state : {2U, 4U, 6U})
        EXPECT_GE(distance(t.utilization[last_of_state], t.utilization[last_of_state + 1], vision),
                  12.0)
            << static_cast<int>(theme) << " " << last_of_state;
  }
}

TEST(Tokens, OnlyTheResultMakesAStepUnstable) {
  EXPECT_EQ(utilization_step(0.0, false), 0U);
  EXPECT_EQ(utilization_step(0.6, false), 3U);
  EXPECT_EQ(utilization_step(0.899, false), 5U);
  EXPECT_EQ(utilization_step(1.0, false), 6U);
  EXPECT_EQ(utilization_step(1.3, false), 6U);
  EXPECT_EQ(utilization_step(0.95, true), 7U);
}

TEST(SvgPath, IsDrawnTheSameWhereDecimalsStandAfterAComma) {
  const QPainterPath plain = svg_path("M1.5-2.25L.5 4");
  EXPECT_EQ(QPointF(plain.elementAt(0)), QPointF(1.5, -2.25));
  EXPECT_EQ(QPointF(plain.elementAt(1)), QPointF(0.5, 4.0));
  const headroom::testing::CommaLocale locale;
  if (!locale.valid()) GTEST_SKIP() << "this system cannot make a locale";
  EXPECT_EQ(svg_path("M1.5-2.25L.5 4"), plain);
}

}  // namespace
}  // namespace headroom::gui
