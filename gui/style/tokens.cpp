#include "gui/style/tokens.h"

namespace headroom::gui {
namespace {

QColor rgb(QRgb value) { return QColor::fromRgb(value); }

template <std::size_t N>
std::array<QColor, N> rgbs(const std::array<QRgb, N>& values) {
  std::array<QColor, N> colors;
  for (std::size_t i = 0; i < N; ++i) colors[i] = rgb(values[i]);
  return colors;
}

Tokens light() {
  Tokens t;
  t.window = rgb(0xF3F4F6), t.surface = rgb(0xFFFFFF), t.canvas = rgb(0xF8F9FA);
  t.sunken = rgb(0xECEEF1), t.line = rgb(0xD9DDE3), t.control = rgb(0x858E9C);
  t.text = rgb(0x1A202B), t.text2 = rgb(0x465063), t.text3 = rgb(0x616B7C);
  t.disabled = rgb(0x9AA3B0);
  t.accent = rgb(0x3D4FC4), t.accent_soft = rgb(0xE9ECFA), t.on_accent = rgb(0xFFFFFF);
  t.good = rgb(0x2B6C80), t.warn = rgb(0x8A5A00), t.bad = rgb(0xB3300F), t.fatal = rgb(0x7D1128);
  t.good_soft = rgb(0xE6F0F3), t.warn_soft = rgb(0xFBF1DA);
  t.bad_soft = rgb(0xFBE9E3), t.fatal_soft = rgb(0xF7E3E8);
  t.utilization =
      rgbs<8>({0xDDEAEF, 0xB4D3DD, 0x7DB3C4, 0xF3D57F, 0xE8AB3C, 0xD9722B, 0xC63C1B, 0x7D1128});
  t.on_utilization =
      rgbs<8>({0x1A202B, 0x1A202B, 0x1A202B, 0x1A202B, 0x1A202B, 0x1A202B, 0xFFFFFF, 0xFFFFFF});
  t.hatch = rgb(0xB8607A), t.failed = rgb(0x3A3F4A), t.no_data = rgb(0xC9CFD8);
  t.edge = rgb(0x808A99), t.grid = rgb(0xE6E9ED);
  t.series = rgbs<6>({0x3D4FC4, 0x2B8299, 0xB07A00, 0xC9552B, 0x8C4A86, 0x6B7686});
  t.service = rgb(0x3D4FC4), t.thread = rgb(0xE8AB3C), t.connection = rgb(0xD9722B);
  t.queue = rgb(0xC63C1B), t.network = rgb(0xA7B0BD);
  return t;
}

Tokens dark() {
  Tokens t;
  t.window = rgb(0x15181E), t.surface = rgb(0x1D2129), t.canvas = rgb(0x181B22);
  t.sunken = rgb(0x12151A), t.line = rgb(0x313844), t.control = rgb(0x727D8E);
  t.text = rgb(0xE7EAF0), t.text2 = rgb(0xB7BFCC), t.text3 = rgb(0x929CAC);
  t.disabled = rgb(0x5B6473);
  t.accent = rgb(0x93A1FF), t.accent_soft = rgb(0x2A3054), t.on_accent = rgb(0x11141A);
  t.good = rgb(0x7CC0D3), t.warn = rgb(0xE6B450), t.bad = rgb(0xFF8A66), t.fatal = rgb(0xFF6B7D);
  t.good_soft = rgb(0x1C2F36), t.warn_soft = rgb(0x352C18);
  t.bad_soft = rgb(0x3A221B), t.fatal_soft = rgb(0x3D1A22);
  t.utilization =
      rgbs<8>({0x24343B, 0x2E4B56, 0x3C6C7C, 0x5A5128, 0x7D6A26, 0xC67E2A, 0xFA7552, 0xFFA9B5});
  t.on_utilization =
      rgbs<8>({0xE7EAF0, 0xE7EAF0, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0x11141A, 0x11141A, 0x11141A});
  t.hatch = rgb(0x8E1F33), t.failed = rgb(0x9AA3B0), t.no_data = rgb(0x3C4452);
  t.edge = rgb(0x6F7A8B), t.grid = rgb(0x242932);
  t.series = rgbs<6>({0x93A1FF, 0x5DB6CC, 0xE0B04A, 0xF0845A, 0xCF8CC8, 0x98A3B4});
  t.service = rgb(0x93A1FF), t.thread = rgb(0xE0B04A), t.connection = rgb(0xE08440);
  t.queue = rgb(0xFF6048), t.network = rgb(0x5C6778);
  return t;
}

Tokens contrast() {
  Tokens t;
  t.window = t.surface = t.canvas = t.sunken = rgb(0x000000);
  t.line = t.control = t.text = t.text2 = rgb(0xFFFFFF);
  t.text3 = rgb(0xE0E0E0), t.disabled = rgb(0x9C9C9C);
  t.accent = rgb(0xFFE14D), t.accent_soft = rgb(0x333000), t.on_accent = rgb(0x000000);
  t.good = rgb(0x7FE0FF), t.warn = rgb(0xFFD166), t.bad = rgb(0xFF9E7A), t.fatal = rgb(0xFF8FA0);
  t.good_soft = rgb(0x00222B), t.warn_soft = rgb(0x2B2200);
  t.bad_soft = rgb(0x2B0E00), t.fatal_soft = rgb(0x2B000A);
  t.utilization =
      rgbs<8>({0x1F3A44, 0x2C6173, 0x3F93AD, 0x6A5E1E, 0x94791C, 0xE8A040, 0xFF8A6C, 0xFFCBD3});
  t.on_utilization =
      rgbs<8>({0xFFFFFF, 0xFFFFFF, 0x000000, 0xFFFFFF, 0x000000, 0x000000, 0x000000, 0x000000});
  t.hatch = rgb(0x000000), t.failed = rgb(0xFFFFFF), t.no_data = rgb(0x4A4A4A);
  t.edge = rgb(0xFFFFFF), t.grid = rgb(0x333333);
  t.series = rgbs<6>({0xFFE14D, 0x7FE0FF, 0xFFFFFF, 0xFF9E7A, 0xE3A6FF, 0xB8B8B8});
  t.service = rgb(0x7FE0FF), t.thread = rgb(0xFFD166), t.connection = rgb(0xFF9A52);
  t.queue = rgb(0xFF7A5C), t.network = rgb(0xB8B8B8);
  return t;
}

ThemeName& shown_theme() {
  static ThemeName theme = ThemeName::light;
  return theme;
}

}  // namespace

const Tokens& tokens_of(ThemeName theme) {
  static const std::array<Tokens, 3> all = {light(), dark(), contrast()};
  return all[static_cast<std::size_t>(theme)];
}

const Tokens& tokens() { return tokens_of(shown_theme()); }
ThemeName current_theme() { return shown_theme(); }
void set_current_theme(ThemeName theme) { shown_theme() = theme; }

std::size_t utilization_step(double asked, bool unstable) {
  constexpr std::array<double, 6> kBounds = {0.2, 0.4, 0.6, 0.7, 0.8, 0.9};
  if (unstable) return kUtilizationSteps - 1;
  std::size_t step = 0;
  while (step < kBounds.size() && asked >= kBounds[step]) ++step;
  return step;
}

}  // namespace headroom::gui
