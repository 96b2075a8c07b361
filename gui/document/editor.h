// Drawing on the open document: each operation is one entry of its history.
#pragma once

#include <QObject>
#include <QPointF>
#include <QStringList>
#include <vector>

#include "gui/document/document.h"

namespace headroom::gui {

class Editor : public QObject {
  Q_OBJECT

 public:
  explicit Editor(Document& document, QObject* parent = nullptr);

  void add(const QString& kind, QPointF at);
  [[nodiscard]] QString refusal(const QString& from, const QString& to) const;
  void connect_cards(const QString& from, const QString& to);
  void remove(const QStringList& names);
  void copy(const QStringList& names);
  void cut(const QStringList& names);
  void paste();
  void duplicate(const QStringList& names);
  /// What is wrong with the new name; empty when it was taken.
  QString rename(const QString& from, const QString& to);
  [[nodiscard]] bool can_paste() const { return !copied_.empty(); }

 Q_SIGNALS:
  /// Before the change: where a new card shall stand, from the card `beside` if one is named.
  void placed(const QString& name, QPointF at, const QString& beside);
  /// After it: what is to be selected.
  void made(const QStringList& names);
  /// Why something was not done.
  void refused(const QString& why);

 private:
  [[nodiscard]] std::vector<architecture::Component> components(const QStringList& names) const;
  void add_copies(const QString& what, const std::vector<architecture::Component>& originals);

  Document& document_;
  std::vector<architecture::Component> copied_;
};

}  // namespace headroom::gui
