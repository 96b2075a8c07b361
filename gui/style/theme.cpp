#include "gui/style/theme.h"

#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

namespace headroom::gui {
namespace {

QPalette palette_of(const Tokens& t) {
  QPalette palette;
  palette.setColor(QPalette::Window, t.window);
  palette.setColor(QPalette::WindowText, t.text);
  palette.setColor(QPalette::Base, t.surface);
  palette.setColor(QPalette::AlternateBase, t.sunken);
  palette.setColor(QPalette::Text, t.text);
  palette.setColor(QPalette::Button, t.surface);
  palette.setColor(QPalette::ButtonText, t.text);
  palette.setColor(QPalette::BrightText, t.bad);
  palette.setColor(QPalette::ToolTipBase, t.surface);
  palette.setColor(QPalette::ToolTipText, t.text);
  palette.setColor(QPalette::PlaceholderText, t.text3);
  palette.setColor(QPalette::Highlight, t.accent);
  palette.setColor(QPalette::HighlightedText, t.on_accent);
  palette.setColor(QPalette::Link, t.accent);
  palette.setColor(QPalette::Light, t.surface);
  palette.setColor(QPalette::Midlight, t.line);
  palette.setColor(QPalette::Mid, t.control);
  palette.setColor(QPalette::Dark, t.control);
  for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, t.disabled);
  return palette;
}

/// Placeholders {name} stand for colours, {n} for sizes.
constexpr const char* kSheet = R"(
QToolTip { color: {text}; background: {surface}; border: 1px solid {control}; padding: 4px; }
QMenuBar { background: {window}; border: none; }
QMenuBar::item { padding: 5px 8px; color: {text2}; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: {accent_soft}; color: {text}; }
QMenu { background: {surface}; border: 1px solid {line}; padding: 4px 0; }
QMenu::item { padding: 5px 24px 5px 24px; color: {text}; }
QMenu::item:selected { background: {accent_soft}; }
QMenu::item:disabled { color: {disabled}; }
QMenu::separator { height: 1px; background: {line}; margin: 4px 0; }
QStatusBar { background: {window}; border-top: 1px solid {line}; }
QStatusBar::item { border: none; }
QSplitter::handle { background: {line}; }
QSplitter::handle:hover { background: {accent}; }
QLineEdit, QComboBox, QPlainTextEdit { background: {surface}; border: 1px solid {control};
  border-radius: 4px; padding: 0 7px; selection-background-color: {accent}; selection-color: {on_accent}; }
QLineEdit, QComboBox { min-height: 22px; max-height: 22px; font-size: 12px; }
QLineEdit[big="true"] { min-height: 30px; max-height: 30px; font-size: 13px; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus { border: 2px solid {accent}; padding: 0 6px; }
QLineEdit:focus, QComboBox:focus { min-height: 20px; max-height: 20px; }
QLineEdit[big="true"]:focus { min-height: 28px; max-height: 28px; }
QLineEdit[unset="true"], QComboBox[unset="true"] { border-color: {line}; }
QLineEdit[overridden="true"], QComboBox[overridden="true"] { background: {accent_soft}; border-color: {accent}; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border-color: {bad}; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox QAbstractItemView { background: {surface}; border: 1px solid {control}; outline: none;
  selection-background-color: {accent_soft}; selection-color: {text}; }
QPushButton { background: {surface}; color: {text}; border: 1px solid {control}; border-radius: 4px;
  padding: 0 11px; min-height: 22px; font-size: 12px; font-weight: 500; }
QPushButton:hover { border-color: {text2}; }
QPushButton:focus { border: 2px solid {accent}; padding: 0 10px; min-height: 20px; }
QPushButton:disabled { color: {disabled}; border-color: {line}; }
QPushButton[primary="true"] { background: {accent}; border-color: {accent}; color: {on_accent}; }
QPushButton[primary="true"]:focus { border-color: {text}; }
QPushButton[primary="true"]:disabled { background: {sunken}; border-color: {line}; color: {disabled}; }
QPushButton[quiet="true"] { background: transparent; border-color: transparent; color: {accent}; padding: 0 7px; }
QPushButton[quiet="true"]:focus { border-color: {accent}; }
QPushButton[flush="true"] { padding: 0; border: none; text-align: left; }
QPushButton[flush="true"]:focus { padding: 0; border: none; text-decoration: underline; }
QPushButton[find="true"] { border-color: {line}; color: {text3}; font-weight: 400; text-align: left; }
QPushButton[big="true"] { min-height: 30px; font-size: 13px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; color: {text2}; }
QToolButton:hover { background: {accent_soft}; }
QToolButton:focus { border: 2px solid {accent}; }
QToolButton:checked { background: {accent_soft}; color: {text}; }
QToolButton:disabled { color: {disabled}; }
QToolButton[segment="true"] { border: none; border-radius: 0; border-right: 1px solid {line}; padding: 0 10px;
  font-size: 12px; }
QToolButton[segment="true"]:checked { background: {accent_soft}; font-weight: 500; }
QToolButton[segment="true"]:focus { border: 2px solid {accent}; padding: 0 8px; }
QToolButton[scenario="true"] { background: {surface}; border: 1px solid {control}; color: {text}; padding: 0 20px 0 10px;
  font-size: 12px; font-weight: 500; }
QToolButton[scenario="true"]:focus { border: 2px solid {accent}; padding: 0 19px 0 9px; }
QToolButton[scenario="true"]:disabled { border-color: {line}; color: {disabled}; }
QToolButton::menu-indicator { width: 0; }
QTabBar { font-size: 12px; qproperty-drawBase: 0; }
QTabBar::tab { height: 30px; padding: 0 10px; color: {text2}; background: transparent; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: {text}; border-bottom: 2px solid {accent}; font-weight: 500; }
QTabBar::tab:focus { color: {accent}; }
QTabWidget::pane { border: none; border-top: 1px solid {line}; }
QScrollArea { border: none; background: {surface}; }
QTableView, QListView, QTreeView { background: {surface}; border: none; gridline-color: {line};
  selection-background-color: {accent_soft}; selection-color: {text}; font-size: 12px; }
QTableView::item { padding: 0 9px; border: 0px; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid {accent}; }
QTableCornerButton::section { background: {surface}; border: none; }
QHeaderView { background: {surface}; border: none; }
QHeaderView::section { background: {surface}; color: {text3}; border: none; border-bottom: 1px solid {line};
  padding: 0 12px; height: 27px; font-size: 11px; font-weight: 500; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: {line}; border-radius: 4px; min-height: 24px; min-width: 24px; margin: 1px; }
QScrollBar::handle:hover { background: {control}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: {sunken}; border: 1px solid {line}; border-radius: 3px; }
QProgressBar::chunk { background: {accent}; border-radius: 2px; }
)";

QString sheet_of(const Tokens& t) {
  QString sheet = QString::fromUtf8(kSheet);
  const std::pair<const char*, QColor> colors[] = {{"{text}", t.text},
                                                   {"{text2}", t.text2},
                                                   {"{text3}", t.text3},
                                                   {"{surface}", t.surface},
                                                   {"{window}", t.window},
                                                   {"{sunken}", t.sunken},
                                                   {"{line}", t.line},
                                                   {"{control}", t.control},
                                                   {"{accent}", t.accent},
                                                   {"{bad}", t.bad},
                                                   {"{disabled}", t.disabled},
                                                   {"{on_accent}", t.on_accent},
                                                   {"{accent_soft}", t.accent_soft}};
  for (const auto& [name, color] : colors) sheet.replace(QString::fromLatin1(name), color.name());
  return sheet;
}

QString family() {
  static const QString found = [] {
    const QStringList installed = QFontDatabase::families();
    for (const char* wanted : {"Roboto", "Noto Sans", "DejaVu Sans"})
      if (installed.contains(QString::fromLatin1(wanted))) return QString::fromLatin1(wanted);
    return QFont().family();
  }();
  return found;
}

}  // namespace

QFont typeface(int pixels, int weight) {
  QFont result(family());
  result.setPixelSize(pixels);
  result.setWeight(static_cast<QFont::Weight>(weight));
  return result;
}

ThemeName platform_theme() {
  const QPalette palette;
  const bool dark =
      palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
  return dark ? ThemeName::dark : ThemeName::light;
}

void apply_theme(QApplication& application, ThemeName theme) {
  set_current_theme(theme);
  application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  application.setFont(typeface(size::kBody));
  application.setPalette(palette_of(tokens()));
  application.setStyleSheet(sheet_of(tokens()));
}

}  // namespace headroom::gui
