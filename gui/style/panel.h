// Parts of pages: labels, and panels with a border and a head.
#pragma once

#include <QLabel>
#include <QPalette>
#include <QWidget>

namespace headroom::gui {

/// Plain text, never markup.
QLabel* plain_label(const QString& words, int pixels, int weight, QPalette::ColorRole role);

/// With a border; in its head `left` and, at the other end, `right`.
QWidget* panel(QWidget* left, QWidget* right, QWidget* body);

}  // namespace headroom::gui
