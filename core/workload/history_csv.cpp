#include "core/workload/history_csv.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace headroom::workload {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kExpectedRow = "expected timestamp,value";
constexpr std::string_view kExpectedTime =
    "expected ISO 8601 such as 2026-01-31T13:00 (UTC) or seconds since 1970";
constexpr Month kFirstMonthTooLate{3000, 1};
constexpr double kHour = 3600.0;

struct Cell {
  std::string_view text;
  std::size_t column = 1;
};

struct Line {
  std::string_view text;
  std::uint32_t number = 0;
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

/// Without spaces and one pair of double quotes around it.
Cell bare(Cell cell) {
  const auto trim = [&cell] {
    while (!cell.text.empty() && is_space(cell.text.front())) {
      cell.text.remove_prefix(1);
      ++cell.column;
    }
    while (!cell.text.empty() && is_space(cell.text.back())) cell.text.remove_suffix(1);
  };
  trim();
  if (cell.text.size() < 2 || cell.text.front() != '"' || cell.text.back() != '"') return cell;
  cell.text = cell.text.substr(1, cell.text.size() - 2);
  ++cell.column;
  trim();
  return cell;
}

/// Split at commas outside double quotes.
std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  std::size_t begin = 0;
  bool in_quotes = false;
  for (std::size_t i = 0; i <= line.size(); ++i) {
    if (i < line.size() && line[i] == '"') in_quotes = !in_quotes;
    if (i < line.size() && (line[i] != ',' || in_quotes)) continue;
    cells.push_back(bare({line.substr(begin, i - begin), begin + 1}));
    begin = i + 1;
  }
  return cells;
}

std::vector<Line> lines_of(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::vector<Line> lines;
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (!std::ranges::all_of(line, is_space)) lines.push_back({line, number});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

template <class Number>
std::from_chars_result parse(std::string_view text, Number& number) {
  return std::from_chars(text.data(), text.data() + text.size(), number);
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Cuts ".123" off the end.
void cut_fraction(std::string_view& text) {
  const std::size_t point = text.find_last_not_of("0123456789");
  if (point == std::string_view::npos || point + 1 == text.size() || text[point] != '.') return;
  text = text.substr(0, point);
}

/// Seconds of "+02:00" or "-0530" at the end, which is cut off; 0 where there is none.
std::optional<std::int64_t> take_offset(std::string_view& text) {
  constexpr std::size_t kShortestDateAndTime = 16;  // 2026-01-31T13:00
  const std::size_t sign = text.find_last_of("+-");
  if (sign == std::string_view::npos || sign < kShortestDateAndTime) return 0;
  std::string digits(text.substr(sign + 1));
  if (digits.size() == 5 && digits[2] == ':') digits.erase(2, 1);
  int value = 0;
  const auto read = parse(std::string_view(digits), value);
  const bool whole = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
  if (!whole || digits.size() != 4 || value < 0 || value / 100 > 14 || value % 100 > 59)
    return std::nullopt;
  const std::int64_t seconds = value / 100 * 3600 + value % 100 * 60;
  const bool behind = text[sign] == '-';
  text = text.substr(0, sign);
  return behind ? -seconds : seconds;
}

std::optional<Instant> parse_timestamp(std::string_view text) {
  if (text.ends_with('Z')) text.remove_suffix(1);
  const auto offset = take_offset(text);
  if (!offset) return std::nullopt;
  cut_fraction(text);
  if (!all_digits(text)) {
    const auto instant = parse_instant(text);
    if (!instant) return std::nullopt;
    return Instant{instant->seconds - *offset};
  }
  std::int64_t seconds = 0;
  if (parse(text, seconds).ec != std::errc()) return std::nullopt;
  if (seconds >= start_of(kFirstMonthTooLate).seconds) return std::nullopt;
  return Instant{seconds};
}

/// A cell's value, or what is wrong with it and what to do.
template <class T>
struct Parsed {
  std::optional<T> value;
  std::string wrong;
  std::string hint;
};

Parsed<Instant> timestamp_in(std::string_view text) {
  constexpr std::size_t kDigitsOfMilliseconds = 13;
  if (const auto at = parse_timestamp(text)) return {at, "", ""};
  const bool milliseconds = all_digits(text) && text.size() == kDigitsOfMilliseconds;
  return {std::nullopt, quoted(text) + " is not a timestamp; " + std::string(kExpectedTime),
          milliseconds ? "divide milliseconds by 1000" : ""};
}

Parsed<double> value_in(std::string_view text) {
  if (text.empty())
    return {std::nullopt, "the value is missing", "leave the row out where nothing was measured"};
  double number = 0.0;
  const auto read = parse(text, number);
  if (read.ec == std::errc::result_out_of_range)
    return {std::nullopt, quoted(text) + " is out of range", ""};
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (!whole || !std::isfinite(number))
    return {std::nullopt, quoted(text) + " is not a number",
            text.find(',') == std::string_view::npos ? "" : "write a decimal point"};
  if (number < 0.0) return {std::nullopt, quoted(text) + " is negative; expected 0 or more", ""};
  return {number, "", ""};
}

/// What may have been meant by a line that has not two cells.
std::string columns_hint(std::string_view line, const std::vector<Cell>& cells) {
  if (line.find(';') != std::string_view::npos) return "separate the columns by commas";
  if (cells.size() == 3 && all_digits(cells[1].text) && all_digits(cells[2].text))
    return "write a decimal point: " + std::string(cells[1].text) + "." +
           std::string(cells[2].text);
  return "";
}

/// Reads the rows of one file and collects what is wrong with them.
class Reader {
 public:
  Reader(const std::string& file, HistoryUnit unit) {
    history_.file = file;
    history_.unit = unit;
  }

  void read(std::string_view text) {
    std::vector<Line> lines = lines_of(text);
    if (!lines.empty() && looks_like_header(lines.front())) {
      check_header(lines.front());
      if (cells_of(lines.front().text).size() != 2) return;  // every row would be a mistake too
      lines.erase(lines.begin());
    }
    for (const Line& line : lines) read_row(line);
    if (lines.empty())
      report(Severity::error, "history-empty", {{}, 1}, {},
             "the history has no rows; " + std::string(kExpectedRow));
    if (lines.size() == 1 && !found_.has_errors())
      report(Severity::warning, "history-one-row", lines.front(), {},
             "the history has one row, which tells no growth and no season", "give more rows");
  }

  Result<History> result() && {
    const bool per_step = history_.unit == HistoryUnit::per_step;
    if (!found_.has_errors() && per_step && history_.samples.size() == 1)
      report(Severity::error, "history-step", {{}, 1}, {},
             "one row has no step to divide its value by", "give values per second or more rows");
    if (found_.has_errors()) return std::move(found_);
    history_.step = Seconds(median_step());
    if (per_step) divide_by_steps();
    return {std::move(history_), std::move(found_)};
  }

 private:
  /// No timestamp that may be read begins without a digit.
  static bool looks_like_header(const Line& line) {
    const std::string_view first = cells_of(line.text).front().text;
    return first.empty() || first.front() < '0' || first.front() > '9';
  }

  void check_header(const Line& line) {
    const std::vector<Cell> cells = cells_of(line.text);
    if (cells.size() == 2 && cells[0].text == "timestamp" && cells[1].text == "value") return;
    report(Severity::error, "history-header", line, cells.front(),
           "the header is not timestamp,value", columns_hint(line.text, {}));
  }

  void read_row(const Line& line) {
    const std::vector<Cell> cells = cells_of(line.text);
    if (cells.size() == 2) {
      read_cells(line, cells[0], cells[1]);
      return;
    }
    report(Severity::error, "history-columns", line, cells[cells.size() > 1 ? 1 : 0],
           "the row has " + std::to_string(cells.size()) +
               (cells.size() == 1 ? " cell" : " cells") + "; " + std::string(kExpectedRow),
           columns_hint(line.text, cells));
  }

  void read_cells(const Line& line, const Cell& first, const Cell& second) {
    const Parsed<Instant> at = timestamp_in(first.text);
    if (!at.value)
      report(Severity::error, "history-timestamp", line, first, at.wrong, at.hint);
    else
      check_order(line, first, *at.value);
    const Parsed<double> value = value_in(second.text);
    if (!value.value)
      report(Severity::error, "history-value", line, second, value.wrong, value.hint);
    if (at.value && value.value) history_.samples.push_back({*at.value, *value.value});
  }

  void check_order(const Line& line, const Cell& cell, Instant at) {
    if (last_row_ > 0 && at <= last_)
      report(Severity::error, "history-order", line, cell,
             quoted(cell.text) + (at == last_ ? " repeats" : " is before") +
                 " the timestamp of row " + std::to_string(last_row_),
             "sort the rows by time; in a zone with summer time use UTC or write the offset");
    last_ = at;
    last_row_ = line.number;
  }

  [[nodiscard]] double distance_after(std::size_t row) const {
    return static_cast<double>(history_.samples[row + 1].at.seconds -
                               history_.samples[row].at.seconds);
  }

  /// The upper one of two medians; an hour when there is one row.
  [[nodiscard]] double median_step() const {
    std::vector<double> distances;
    for (std::size_t row = 0; row + 1 < history_.samples.size(); ++row)
      distances.push_back(distance_after(row));
    if (distances.empty()) return kHour;
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::ranges::nth_element(distances, middle);
    return *middle;
  }

  void divide_by_steps() {
    for (std::size_t row = 0; row < history_.samples.size(); ++row) {
      const bool last = row + 1 == history_.samples.size();
      const double step = history_.step.value();
      history_.samples[row].value /= last ? step : std::min(step, distance_after(row));
    }
  }

  void report(Severity severity, std::string code, const Line& line, const Cell& cell,
              std::string message, std::string hint = "") {
    Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.code = std::move(code);
    diagnostic.where = {history_.file, line.number, static_cast<std::uint32_t>(cell.column),
                        static_cast<std::uint32_t>(cell.text.size()), std::string(line.text)};
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    found_.add(std::move(diagnostic));
  }

  History history_;
  Diagnostics found_;
  Instant last_;                ///< timestamp of the last row read
  std::uint32_t last_row_ = 0;  ///< its number; 0 = none
};

}  // namespace

Result<History> read_history(std::string_view text, const std::string& file, HistoryUnit unit) {
  Reader reader(file, unit);
  reader.read(text);
  return std::move(reader).result();
}

}  // namespace headroom::workload
