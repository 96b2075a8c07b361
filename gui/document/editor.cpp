#include "gui/document/editor.h"

#include "core/io/ids.h"
#include "gui/document/drawing.h"
#include "gui/style/icons.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr QPointF kBeside(24.0, 96.0);  // of a copy from its original: none hides the other

QString list_of(const QStringList& names) {
  constexpr qsizetype kMost = 3;
  if (names.size() <= kMost) return names.join(QStringLiteral(", "));
  return QObject::tr("%1 components").arg(names.size());
}

std::vector<std::string> plain(const QStringList& names) {
  std::vector<std::string> all;
  for (const QString& name : names) all.push_back(name.toStdString());
  return all;
}

}  // namespace

Editor::Editor(Document& document, QObject* parent) : QObject(parent), document_(document) {}

void Editor::add(const QString& kind, QPointF at) {
  Added added = with_component(document_.scenario(), *document_.knowledge(), kind.toStdString());
  const QString name = text(added.names.front());
  Q_EMIT placed(name, at, {});
  document_.edit(tr("Add %1").arg(name), std::move(added.scenario));
  Q_EMIT made({name});
}

QString Editor::refusal(const QString& from, const QString& to) const {
  return text(refusal_to_connect(document_.scenario(), *document_.knowledge(), from.toStdString(),
                                 to.toStdString()));
}

void Editor::connect_cards(const QString& from, const QString& to) {
  const QString why = refusal(from, to);
  if (!why.isEmpty()) return void(Q_EMIT refused(why));
  document_.edit(tr("Connect %1 to %2").arg(from, to),
                 with_connection(document_.scenario(), *document_.knowledge(), from.toStdString(),
                                 to.toStdString()));
}

void Editor::remove(const QStringList& names) {
  if (names.isEmpty()) return;
  document_.edit(tr("Delete %1").arg(list_of(names)), without(document_.scenario(), plain(names)));
  Q_EMIT made({});
}

std::vector<architecture::Component> Editor::components(const QStringList& names) const {
  std::vector<architecture::Component> all;
  for (const QString& name : names) {
    const auto& known = document_.scenario().architecture.components;
    const auto found = known.find(name.toStdString());
    if (found != known.end()) all.push_back(found->second);
  }
  return all;
}

void Editor::copy(const QStringList& names) { copied_ = components(names); }

void Editor::cut(const QStringList& names) {
  copy(names);
  remove(names);
}

void Editor::add_copies(const QString& what,
                        const std::vector<architecture::Component>& originals) {
  if (originals.empty()) return;
  Added added = with_copies(document_.scenario(), originals);
  QStringList names;
  for (std::size_t i = 0; i < originals.size(); ++i) {
    names << text(added.names[i]);
    Q_EMIT placed(names.back(), kBeside, text(originals[i].name));
  }
  document_.edit(what.arg(list_of(names)), std::move(added.scenario));
  Q_EMIT made(names);
}

void Editor::paste() { add_copies(tr("Paste %1"), copied_); }

void Editor::duplicate(const QStringList& names) {
  add_copies(tr("Duplicate %1"), components(names));
}

QString Editor::rename(const QString& from, const QString& to) {
  if (from == to) return {};
  const std::string wanted = to.toStdString();
  if (!io::is_id(wanted)) return tr("a name has letters, digits, - and _, at most 64");
  if (document_.scenario().architecture.components.contains(wanted))
    return tr("another component has this name");
  Q_EMIT placed(to, {}, from);
  const std::string old = from.toStdString();
  document_.edit_with_children(tr("Rename %1 to %2").arg(from, to),
                               [&](const projection::Scenario& scenario) {
                                 const auto& all = scenario.architecture.components;
                                 const bool possible = all.contains(old) && !all.contains(wanted);
                                 return possible ? with_name(scenario, old, wanted) : scenario;
                               });
  Q_EMIT made({to});
  return {};
}

}  // namespace headroom::gui
