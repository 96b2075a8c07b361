#include "gui/pictures/picture_file.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include "core/io/files.h"
#include "gui/style/tokens.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

using Draw = std::function<void(QPainter&)>;

constexpr double kPngScale = 2.0;
constexpr int kDotsPerInch = 96;  // a pixel of the screen is 1/96 inch
constexpr double kPointsPerInch = 72.0;

void write_svg(QIODevice& out, QSizeF size, const Draw& draw) {
  QSvgGenerator svg;
  svg.setOutputDevice(&out);
  svg.setSize(size.toSize());
  svg.setViewBox(QRectF({}, size));
  svg.setResolution(kDotsPerInch);
  QPainter painter(&svg);
  draw(painter);
}

void write_pdf(QIODevice& out, QSizeF size, const Draw& draw) {
  QPdfWriter pdf(&out);
  pdf.setResolution(kDotsPerInch);
  pdf.setPageSize(QPageSize(size * (kPointsPerInch / kDotsPerInch), QPageSize::Point));
  pdf.setPageMargins({});
  QPainter painter(&pdf);
  draw(painter);
}

void write_png(QIODevice& out, QSizeF size, const Draw& draw) {
  QImage image((size * kPngScale).toSize(), QImage::Format_ARGB32);
  image.fill(tokens().surface);
  QPainter painter(&image);
  painter.scale(kPngScale, kPngScale);
  draw(painter);
  painter.end();
  image.save(&out, "PNG");
}

}  // namespace

QString picture_filter() { return QObject::tr("SVG (*.svg);;PNG (*.png);;PDF (*.pdf)"); }

std::optional<QString> write_picture(const QString& path, QSizeF size, const Draw& draw) {
  const QString kind = QFileInfo(path).suffix().toLower();
  QBuffer whole;
  whole.open(QIODevice::WriteOnly);
  if (kind == u"svg")
    write_svg(whole, size, draw);
  else if (kind == u"pdf")
    write_pdf(whole, size, draw);
  else if (kind == u"png")
    write_png(whole, size, draw);
  else
    return QObject::tr("A picture ends in .svg, .png or .pdf.");
  const QByteArray& bytes = whole.data();
  const auto problem =
      io::write_file(path.toStdString(), {bytes.data(), static_cast<std::size_t>(bytes.size())});
  if (problem) return text(problem->message) + u'.';
  return std::nullopt;
}

}  // namespace headroom::gui
