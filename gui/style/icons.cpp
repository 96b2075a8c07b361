#include "gui/style/icons.h"

#include <QIconEngine>
#include <QPixmap>
#include <map>

#include "gui/style/svg_path.h"

namespace headroom::gui {
namespace {

struct Drawing {
  std::string_view name;
  std::string_view path;
};

// clang-format off
constexpr Drawing kDrawings[] = {
    {"load_balancer", "M1.5 8h4M5.5 8L10 3.5h3M5.5 8h7.5M5.5 8L10 12.5h3M13 3.5l1.5 0M13 8h1.5M13 12.5h1.5"},
    {"service", "M8 1.5l5.6 3.25v6.5L8 14.5l-5.6-3.25v-6.5zM8 8l5.6-3.25M8 8v6.5M8 8L2.4 4.75"},
    {"database",
     "M2.5 4c0-1.4 2.5-2.3 5.5-2.3s5.5.9 5.5 2.3-2.5 2.3-5.5 2.3S2.5 5.4 2.5 4zM2.5 4v8c0 1.4 "
     "2.5 2.3 5.5 2.3s5.5-.9 5.5-2.3V4M2.5 8c0 1.4 2.5 2.3 5.5 2.3s5.5-.9 5.5-2.3"},
    {"cache", "M2 2h12v12H2zM8.8 4L5.5 8.6h2.4L7.2 12l3.3-4.6H8.1z"},
    {"message_queue", "M1.5 4.5h13v7h-13zM4.6 6.5v3M7.6 6.5v3M10.6 6.5v3"},
    {"worker",
     "M8 5.2a2.8 2.8 0 100 5.6 2.8 2.8 0 000-5.6zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 "
     "3.4l1.4 1.4M11.2 11.2l1.4 1.4M12.6 3.4l-1.4 1.4M4.8 11.2l-1.4 1.4"},
    {"object_storage", "M2.5 3.6c0-1.2 2.5-2 5.5-2s5.5.8 5.5 2-2.5 2-5.5 2-5.5-.8-5.5-2zM2.5 3.6l1.4 9.6c.2 1.7 8 1.7 8.2 0l1.4-9.6"},
    {"external_api", "M4.5 12.5a3 3 0 01-.4-5.97 4 4 0 017.7-.9 3.2 3.2 0 01-.3 6.87z"},
    {"cdn", "M8 1.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM1.5 8h13M8 1.5c-4.4 4-4.4 9 0 13M8 1.5c4.4 4 4.4 9 0 13"},
    {"client", "M2 2.5h12v8.5H2zM6 14h4M8 11v3"},
    {"ml_inference",
     "M3 4.2a1.4 1.4 0 100-.01M3 12a1.4 1.4 0 100-.01M13 8a1.4 1.4 0 100-.01M4.4 4.6l7 "
     "2.9M4.4 11.4l7-2.9"},
    {"storage", "M2 3.5h12l-1.4 10H3.4zM2 3.5c0-1.2 12-1.2 12 0"},
    {"function", "M4 13.5c3 0 2.6-11 6-11M4.5 7h5M9.5 13.5l4-5M9.5 8.5l4 5"},
    {"play", "M5 3l8 5-8 5z"},
    {"undo", "M3 6.5h7a3.2 3.2 0 010 6.5H6M3 6.5L6 3.5M3 6.5l3 3"},
    {"redo", "M13 6.5H6a3.2 3.2 0 000 6.5h4M13 6.5l-3-3M13 6.5l-3 3"},
    {"fit", "M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5"},
    {"layout", "M1.5 6h4v4h-4zM10.5 2h4v4h-4zM10.5 10h4v4h-4zM5.5 8h2.5M8 4h2.5M8 4v8M8 12h2.5"},
    {"search", "M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.3 10.3L14 14"},
    {"plus", "M8 3v10M3 8h10"},
    {"minus", "M3 8h10"},
    {"close", "M4 4l8 8M12 4l-8 8"},
    {"check", "M3 8.5l3.5 3.5L13 4.5"},
    {"warn", "M8 2L14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1"},
    {"flag", "M4 14.5v-13M4 2h8.5l-2 3 2 3H4"},
    {"chev", "M4.5 6.5L8 10l3.5-3.5"},
    {"right", "M6.5 4.5L10 8l-3.5 3.5"},
    {"up", "M8 13V3M4 7l4-4 4 4"},
    {"down", "M8 3v10M4 9l4 4 4-4"},
    {"flat", "M3 8h10M9 4l4 4-4 4"},
    {"reset", "M3.2 8a4.8 4.8 0 101.4-3.4M3 2.5v3h3"},
    {"doc", "M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3"},
    {"queue", "M2.5 4v8M6 4v8M9.5 4v8M13 4v8"},
    {"folder", "M1.5 4h4.5l1.5 2h7v7.5h-13z"},
    {"clock", "M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 4.5V8l2.5 2"},
};
// clang-format on

std::map<std::string_view, QPainterPath, std::less<>> drawn() {
  std::map<std::string_view, QPainterPath, std::less<>> paths;
  for (const Drawing& drawing : kDrawings) paths.emplace(drawing.name, svg_path(drawing.path));
  return paths;
}

constexpr double kGrid = 16.0;

/// Draws itself at whatever resolution the screen has.
class LineIcon : public QIconEngine {
 public:
  LineIcon(std::string_view name, const QColor& color) : name_(name), color_(color) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    QColor color = color_;
    if (mode == QIcon::Disabled) color.setAlphaF(0.4F);
    paint_icon(*painter, name_, rect.topLeft(), rect.width(), color);
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
  }
  [[nodiscard]] QIconEngine* clone() const override { return new LineIcon(name_, color_); }

 private:
  std::string_view name_;
  QColor color_;
};

}  // namespace

const QPainterPath& icon_path(std::string_view name) {
  static const auto paths = drawn();
  const auto found = paths.find(name);
  return found == paths.end() ? paths.at("service") : found->second;
}

void paint_icon(QPainter& painter, std::string_view name, QPointF at, double size,
                const QColor& color, double stroke) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(at);
  painter.scale(size / kGrid, size / kGrid);
  painter.setPen(QPen(color, stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(icon_path(name));
  painter.restore();
}

QIcon icon(std::string_view name, const QColor& color) { return QIcon(new LineIcon(name, color)); }

QString kind_label(std::string_view kind) {
  static const std::map<std::string_view, const char*> labels = {{"load_balancer", "balancer"},
                                                                 {"message_queue", "queue"},
                                                                 {"external_api", "external"},
                                                                 {"object_storage", "storage"},
                                                                 {"cdn", "CDN"},
                                                                 {"ml_inference", "ML model"}};
  const auto found = labels.find(kind);
  if (found != labels.end()) return QString::fromLatin1(found->second);
  return QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())).replace('_', ' ');
}

}  // namespace headroom::gui
