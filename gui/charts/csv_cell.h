// Text in tables that spreadsheets will read.
#pragma once

#include <QString>

namespace headroom::gui {

/// A cell of text: in quotes where it must be [RFC 4180], and with an apostrophe before each line
/// that a spreadsheet would compute instead of show. [OWASP, CSV Injection] Not for numbers.
QString csv_cell(const QString& text);

}  // namespace headroom::gui
