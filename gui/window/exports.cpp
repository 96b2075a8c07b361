#include "gui/window/exports.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>

#include "core/io/files.h"
#include "core/report/report.h"
#include "gui/pictures/picture_file.h"
#include "gui/style/words.h"

namespace headroom::gui {
namespace {

constexpr double kMargin = 24.0;  // around the cards

}  // namespace

Exports::Exports(Document& document, ViewState& state, CanvasScene& scene, Dock& dock,
                 QWidget* window)
    : QObject(window),
      document_(document),
      state_(state),
      scene_(scene),
      dock_(dock),
      window_(window) {}

void Exports::report() {
  const QString path = QFileDialog::getSaveFileName(
      window_, tr("Export the report"), QStringLiteral("report.json"), tr("Report (*.json)"));
  if (path.isEmpty()) return;
  const std::string file = document_.current_path().toStdString();
  const std::string rerun = file.empty() ? std::string() : "headroom project " + file;
  const report::Subject subject = {document_.scenario(), document_.subject()->fingerprint, rerun};
  const auto problem =
      io::write_file(path.toStdString(), report::report_json(subject, state_.answer()->projection));
  Q_EMIT said(problem ? text(problem->message) : tr("Report written to %1").arg(path));
}

QString Exports::ask_for_picture(const QString& proposed) const {
  return QFileDialog::getSaveFileName(window_, tr("Export a picture"), proposed, picture_filter());
}

void Exports::tell(const QString& path, const std::optional<QString>& problem) {
  Q_EMIT said(problem ? *problem : tr("Picture written to %1").arg(path));
}

void Exports::canvas() {
  const QString path = ask_for_picture(QStringLiteral("canvas.svg"));
  if (!path.isEmpty()) write_canvas(path);
}

void Exports::write_canvas(const QString& path) {
  const QRectF area = scene_.cards_rect().adjusted(-kMargin, -kMargin, kMargin, kMargin);
  tell(path, write_picture(path, area.size(), [&](QPainter& painter) {
         painter.setRenderHint(QPainter::Antialiasing);
         scene_.render(&painter, QRectF({}, area.size()), area);
       }));
}

void Exports::chart() {
  if (!dock_.current_chart()) return Q_EMIT said(tr("No chart is in front."));
  const QString path = ask_for_picture(QStringLiteral("chart.svg"));
  if (!path.isEmpty()) write_chart(path);
}

/// All that the tab shows: the utilisation beside the latency belongs to it.
void Exports::write_chart(const QString& path) {
  QWidget* shown = dock_.currentWidget();
  tell(path, write_picture(path, shown->size(), [&](QPainter& painter) {
         painter.fillRect(shown->rect(), shown->palette().base());
         shown->render(&painter, {}, {}, QWidget::DrawChildren);
       }));
}

void Exports::copy_chart_data() {
  const YearChart* chart = dock_.current_chart();
  if (!chart) return Q_EMIT said(tr("No chart is in front."));
  QApplication::clipboard()->setText(chart->csv());
  Q_EMIT said(tr("Copied as CSV."));
}

}  // namespace headroom::gui
