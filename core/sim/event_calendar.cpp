#include "core/sim/event_calendar.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "core/base/contracts.h"

namespace headroom::sim {
namespace {

constexpr double kPerDay = 10.0;          // wanted: fewer cost more memory, more cost more sorting
constexpr std::size_t kSampled = 255;     // events whose median is taken for that of all
constexpr std::size_t kFewestDays = 256;  // powers of two
constexpr std::size_t kMostDays = std::size_t{1} << 20;

}  // namespace

std::span<const Key> EventCalendar::take() {
  HEADROOM_EXPECTS(size_ > 0);
  taken_.clear();
  while (near_.empty() && taken_.empty()) turn_day();
  if (taken_.empty()) take_from_heap();
  size_ -= taken_.size();
  if (size_ == 0) no_days();
  return taken_;
}

void EventCalendar::take_from_heap() {
  for (; !near_.empty() && taken_.size() < kAtOnce; near_.pop()) taken_.push_back(near_.top());
}

void EventCalendar::put_near(Key key) {
  near_.push(key);
  if (near_.size() > kSmall && has_doubled()) [[unlikely]]
    learn();
}

// ---------------------------------------------------------------- days

void EventCalendar::add_page(std::size_t slot) {
  std::uint32_t page = free_page_;
  if (page == kNoPage) {
    page = static_cast<std::uint32_t>(pages_.size());
    pages_.emplace_back();
    next_page_.push_back(kNoPage);
  } else {
    free_page_ = next_page_[page];
  }
  used_[slot / 64] |= std::uint64_t{1} << (slot % 64);
  next_page_[page] = std::exchange(days_[slot].page, page);
}

/// The events of the next day that has any go to taken_, or to the heap if they are many.
void EventCalendar::turn_day() {
  if (on_days_ == 0) return learn();
  first_day_ += static_cast<double>(days_until_event());
  const std::size_t slot = slot_of(first_day_);
  const bool crowded = days_[slot].events > kAtOnce;
  if (crowded && has_doubled()) return learn();
  first_day_ += 1.0;
  tear_off(slot, taken_);
  if (crowded) {
    for (const Key key : taken_) near_.push(key);
    taken_.clear();
  } else {
    std::sort(taken_.begin(), taken_.end());
  }
  fetch_ahead();
  if (2.0 * (end_day_ - first_day_) <= static_cast<double>(days_.size())) look_far();
}

std::size_t EventCalendar::days_until_event() const {
  const std::size_t slot = slot_of(first_day_);
  std::size_t word = slot / 64;
  std::uint64_t bits = used_[word] & (~std::uint64_t{0} << (slot % 64));
  while (bits == 0) {
    word = (word + 1) % used_.size();
    bits = used_[word];
  }
  const std::size_t next = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
  return (next - slot) & (days_.size() - 1);
}

void EventCalendar::tear_off(std::size_t slot, std::vector<Key>& to) {
  Day& day = days_[slot];
  on_days_ -= day.events;
  for (std::size_t left = day.events; left > 0;) {
    const std::size_t lines = (left - 1) % kPerPage + 1;
    const auto& events = pages_[day.page].events;
    for (std::size_t i = 0; i < lines; ++i) to.push_back(events[i]);
    left -= lines;
    const std::uint32_t next = std::exchange(next_page_[day.page], free_page_);
    free_page_ = std::exchange(day.page, next);
  }
  day.events = 0;
  used_[slot / 64] &= ~(std::uint64_t{1} << (slot % 64));
}

/// Asks for the pages of the next days before they are wanted.
void EventCalendar::fetch_ahead() const {
  for (const double ahead : {0.0, 1.0}) {
    const std::uint32_t page = days_[slot_of(first_day_ + ahead)].page;
    if (page == kNoPage) continue;
    __builtin_prefetch(&pages_[page].events[0]);
    __builtin_prefetch(&pages_[page].events[kPerPage / 2]);
  }
}

// ---------------------------------------------------------------- learning

/// Puts on the days what has come within reach.
void EventCalendar::look_far() {
  end_day_ = first_day_ + static_cast<double>(days_.size());
  const std::vector<Key> far = std::exchange(far_, {});
  for (const Key key : far) place(key);
  if (far_.size() > size_ / 2 || size_ < learned_from_ / 8) learn();
}

/// Makes days of a new length for all events but those taken.
void EventCalendar::learn() {
  gather();
  learned_from_ = far_.size();
  if (far_.size() < kSmall) {
    no_days();
  } else {
    const double start = time_of(*std::min_element(far_.begin(), far_.end()));
    set_days(start, length_of_day(start));
  }
  const std::vector<Key> all = std::exchange(far_, {});
  for (const Key key : all) place(key);
}

/// Moves all events to far_.
void EventCalendar::gather() {
  for (std::size_t slot = 0; slot < days_.size(); ++slot)
    if (days_[slot].events > 0) tear_off(slot, far_);
  for (; !near_.empty(); near_.pop()) far_.push_back(near_.top());
  pages_.clear();
  next_page_.clear();
  free_page_ = kNoPage;
}

/// In which about kPerDay of the earlier half of the events fall; 0 if they are all at one time.
double EventCalendar::length_of_day(double start) const {
  std::vector<double> times;
  const std::size_t stride = std::max<std::size_t>(1, far_.size() / kSampled);
  for (std::size_t i = 0; i < far_.size(); i += stride) times.push_back(time_of(far_[i]));
  const auto median = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), median, times.end());
  double span = *median - start;
  if (span <= 0.0) span = *std::max_element(times.begin(), times.end()) - start;
  return 2.0 * span / static_cast<double>(far_.size()) * kPerDay;
}

void EventCalendar::set_days(double start, double length) {
  const std::size_t count = std::clamp(std::bit_ceil(far_.size() / 2), kFewestDays, kMostDays);
  days_.assign(count, {});
  used_.assign(count / 64, 0);
  start_ = start;
  const double per_second = 1.0 / length;
  days_per_second_ = std::isfinite(per_second) ? per_second : 0.0;
  first_day_ = 0.0;
  end_day_ = static_cast<double>(count);
}

void EventCalendar::no_days() {
  days_.clear();
  used_.clear();
  start_ = days_per_second_ = 0.0;
  first_day_ = end_day_ = kEndOfTime;
  learned_from_ = size_;
}

}  // namespace headroom::sim
