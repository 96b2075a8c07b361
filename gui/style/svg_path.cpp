#include "gui/style/svg_path.h"

#include <cctype>
#include <charconv>
#include <cmath>
#include <numbers>

#include "core/base/contracts.h"

namespace headroom::gui {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  QPainterPath path() {
    char command = 0;
    while (skip(), at_ < text_.size()) {
      if (std::isalpha(static_cast<unsigned char>(text_[at_])) != 0) command = text_[at_++];
      apply(command);
      if (command == 'M') command = 'L';
      if (command == 'm') command = 'l';
    }
    return path_;
  }

 private:
  void skip() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == ',')) ++at_;
  }

  double number() {
    skip();
    const std::size_t begin = at_;
    bool point = false;
    if (at_ < text_.size() && text_[at_] == '-') ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '.' && point) break;
      if (c != '.' && std::isdigit(static_cast<unsigned char>(c)) == 0) break;
      point = point || c == '.';
      ++at_;
    }
    HEADROOM_EXPECTS(at_ > begin);
    double value = 0.0;  // not by strtod, which reads a comma where the desktop writes one
    std::from_chars(text_.data() + begin, text_.data() + at_, value);
    return value;
  }

  bool flag() {
    skip();
    return text_[at_++] == '1';
  }

  QPointF point(bool relative) {
    const double x = number();
    const double y = number();
    return relative ? path_.currentPosition() + QPointF(x, y) : QPointF(x, y);
  }

  void apply(char command) {
    const bool relative = std::islower(static_cast<unsigned char>(command)) != 0;
    const QPointF here = path_.currentPosition();
    switch (std::toupper(static_cast<unsigned char>(command))) {
      case 'M':
        return path_.moveTo(point(relative));
      case 'L':
        return path_.lineTo(point(relative));
      case 'H':
        return path_.lineTo(number() + (relative ? here.x() : 0.0), here.y());
      case 'V':
        return path_.lineTo(here.x(), number() + (relative ? here.y() : 0.0));
      case 'C':
        return curve(relative);
      case 'S':
        return smooth_curve(relative);
      case 'A':
        return arc(relative);
      case 'Z':
        return path_.closeSubpath();
      default:
        HEADROOM_EXPECTS(false);
    }
  }

  void curve(bool relative) {
    const QPointF a = point(relative);
    last_control_ = point(relative);
    path_.cubicTo(a, last_control_, point(relative));
  }

  void smooth_curve(bool relative) {
    const QPointF a = 2.0 * path_.currentPosition() - last_control_;
    last_control_ = point(relative);
    path_.cubicTo(a, last_control_, point(relative));
  }

  /// From end points to the centre. [SVG 1.1, F.6.5]
  void arc(bool relative) {
    double rx = number();
    double ry = number();
    number();  // no rotation
    const bool large = flag();
    const bool sweep = flag();
    const QPointF from = path_.currentPosition();
    const QPointF to = point(relative);
    const double x = (from.x() - to.x()) / 2.0;
    const double y = (from.y() - to.y()) / 2.0;
    const double excess = x * x / (rx * rx) + y * y / (ry * ry);
    if (excess > 1.0) rx *= std::sqrt(excess), ry *= std::sqrt(excess);
    const double part = rx * rx * y * y + ry * ry * x * x;
    const double root = std::sqrt(std::max(0.0, rx * rx * ry * ry / part - 1.0));
    const double sign = large == sweep ? -1.0 : 1.0;
    const double cx = sign * root * rx * y / ry;
    const double cy = -sign * root * ry * x / rx;
    const QPointF center = QPointF(cx, cy) + (from + to) / 2.0;
    const double begin = std::atan2((y - cy) / ry, (x - cx) / rx);
    double turn = std::atan2((-y - cy) / ry, (-x - cx) / rx) - begin;
    if (sweep && turn < 0.0) turn += 2.0 * std::numbers::pi;
    if (!sweep && turn > 0.0) turn -= 2.0 * std::numbers::pi;
    const double degrees = 180.0 / std::numbers::pi;
    // Qt counts angles against the clock.
    path_.arcTo(QRectF(center.x() - rx, center.y() - ry, 2.0 * rx, 2.0 * ry), -begin * degrees,
                -turn * degrees);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  QPainterPath path_;
  QPointF last_control_;
};

}  // namespace

QPainterPath svg_path(std::string_view notation) { return Reader(notation).path(); }

}  // namespace headroom::gui
