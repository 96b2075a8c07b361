// Numbers and sentences of core as Qt shows them: typographic, always plain text.
#pragma once

#include <QFont>
#include <QString>
#include <optional>
#include <string_view>

#include "core/base/calendar.h"
#include "core/base/estimate.h"
#include "core/base/money.h"
#include "core/report/report.h"

namespace headroom::gui {

inline constexpr report::Style kStyle = report::Style::typographic;

inline QString text(std::string_view utf8) {
  return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

/// An estimate as value and half width, for two colours; `about` values have no half width.
struct Figure {
  QString value;       ///< "640 ms", "about 640 ms", "not sure yet"
  QString half_width;  ///< "± 20" or empty
};
/// A time: an interval wider than 20 % makes it "about", wider than 50 % "not sure yet".
Figure latency_figure(const Estimate& seconds);
/// Always with its ±.
Figure error_figure(const Estimate& ratio);
QString usd(Money amount);                   ///< "2 578 USD"
QString usd(double amount);                  ///< a sum that is already floating, whole units
QString percent(double ratio);               ///< "95 %"
QString per_second(double rate);             ///< "68/s"
QString count(double value);                 ///< "38", "0.4", "1 200"
QString month_name(Month month);             ///< "June 2027"
QString axis_month(Month month, bool year);  ///< "Jun", "Jan 27"
/// Cut in the middle: "payment…way".
QString elided(const QString& name, int width, const QFont& font);

}  // namespace headroom::gui
