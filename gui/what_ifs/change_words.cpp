#include "gui/what_ifs/change_words.h"

#include <QObject>
#include <QStringList>
#include <algorithm>

#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr qsizetype kLongest = 40;

/// An object or a list, such as the steps of an operation: nothing for one line.
bool is_structure(const std::string& value) {
  return value.starts_with('{') || value.starts_with('[');
}

QStringList parts_of(const std::string& pointer) {
  QStringList parts = text(pointer).split(u'/', Qt::SkipEmptyParts);
  for (QString& part : parts)
    part.replace(QStringLiteral("~1"), QStringLiteral("/"))
        .replace(QStringLiteral("~0"), QStringLiteral("~"));
  return parts;
}

}  // namespace

QString field_words(const std::string& pointer) {
  QStringList parts = parts_of(pointer);
  const bool in_component = !parts.isEmpty() && parts.front() == u"components";
  if (in_component) parts.removeFirst();
  // Names of components stay as they are; names of fields are words.
  for (qsizetype i = in_component ? 1 : 0; i < parts.size(); ++i) parts[i].replace(u'_', u' ');
  return parts.join(u' ');
}

QString component_of(const std::string& pointer) {
  const QStringList parts = parts_of(pointer);
  return parts.size() >= 2 && parts.front() == u"components" ? parts[1] : QString();
}

QString value_words(const std::optional<std::string>& value) {
  if (!value) return QStringLiteral("\u2013");
  const QString whole = text(*value);
  return whole.size() <= kLongest ? whole : whole.left(kLongest - 1) + QStringLiteral("\u2026");
}

QString change_words(const io::Change& change) {
  const bool whole =
      parts_of(change.pointer).size() == 2 && !component_of(change.pointer).isEmpty();
  if (!change.before && (whole || is_structure(*change.after))) return QObject::tr("new");
  if (!change.after && (whole || is_structure(*change.before))) return QObject::tr("removed");
  if (change.before && change.after && is_structure(*change.after)) return QObject::tr("changed");
  return value_words(change.before) + QStringLiteral(" \u2192 ") + value_words(change.after);
}

const io::Change* change_at(const std::vector<io::Change>& changes, const std::string& pointer) {
  const auto found = std::ranges::find_if(changes, [&](const io::Change& change) {
    return change.pointer == pointer || change.pointer.starts_with(pointer + "/");
  });
  return found == changes.end() ? nullptr : &*found;
}

}  // namespace headroom::gui
