#include "gui/style/words.h"

#include <QFont>
#include <QFontMetrics>
#include <cmath>

namespace headroom::gui {
namespace {

constexpr double kAbout = 0.2;
constexpr double kNotSure = 0.5;

}  // namespace

Figure latency_figure(const Estimate& seconds) {
  const report::Scale scale = report::time_scale(seconds.estimate);
  const Estimate shown = report::scaled(seconds, scale.factor);
  const double relative = shown.estimate > 0.0 ? shown.half_width() / shown.estimate : 0.0;
  if (relative > kNotSure) return {QStringLiteral("not sure yet"), {}};
  report::Digits digits = report::digits(shown, kStyle);
  const QString value = text(report::with_unit(digits.value, scale.unit, kStyle));
  if (relative > kAbout) return {QStringLiteral("about ") + value, {}};
  if (digits.half_width.empty()) return {value, {}};
  return {value, QStringLiteral("\u00b1\u202f") + text(digits.half_width)};
}

Figure error_figure(const Estimate& ratio) {
  const report::Digits digits = report::error_digits(ratio, kStyle);
  return {text(report::with_unit(digits.value, "%", kStyle)),
          QStringLiteral("\u00b1\u202f") + text(digits.half_width)};
}

QString usd(Money amount) {
  return text(report::money(amount, kStyle)) + QStringLiteral("\u00a0USD");
}
QString usd(double amount) { return usd(Money::from_units(amount)); }
QString percent(double ratio) { return text(report::percent(ratio, kStyle)); }

QString count(double value) {
  const double magnitude = std::fabs(value);
  const int decimals = magnitude >= 9.95 || magnitude < 0.05 ? 0 : 1;
  return text(report::number(value, decimals, kStyle));
}

QString per_second(double rate) { return count(rate) + QStringLiteral("/s"); }
QString month_name(Month month) { return text(long_name(month)); }

QString axis_month(Month month, bool year) {
  const QString whole = text(short_name(month));  // "Jan 2027"
  return year ? whole.left(4) + whole.right(2) : whole.left(3);
}

QString elided(const QString& name, int width, const QFont& font) {
  return QFontMetrics(font).elidedText(name, Qt::ElideMiddle, width);
}

}  // namespace headroom::gui
