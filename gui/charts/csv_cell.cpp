#include "gui/charts/csv_cell.h"

#include <QStringList>
#include <algorithm>

namespace headroom::gui {
namespace {

bool looks_like_formula(const QString& line) {
  if (line.startsWith(u'\t') || line.startsWith(u'\r')) return true;
  const QString shown = line.trimmed();
  return !shown.isEmpty() && QStringLiteral("=+-@").contains(shown.front());
}

}  // namespace

QString csv_cell(const QString& text) {
  QStringList lines = text.split(u'\n');
  for (QString& line : lines)
    if (looks_like_formula(line)) line.prepend(u'\'');
  QString cell = lines.join(u'\n');
  if (text.startsWith(u'\n')) cell.prepend(u'\'');
  constexpr auto kSpecial = u",\"\r\n";
  const bool quoted =
      std::ranges::any_of(cell, [&](QChar c) { return QStringView(kSpecial).contains(c); });
  return quoted ? u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"' : cell;
}

}  // namespace headroom::gui
