// What the chosen month says about one component, ready to be drawn.
#pragma once

#include <QString>
#include <vector>

#include "gui/canvas/card_facts.h"
#include "gui/style/time_cause.h"
#include "gui/style/words.h"

namespace headroom::gui {

struct ComponentResults {
  struct Resource {
    QString label;
    double asked = 0.0;
    std::size_t step = 0;
    QString number;  ///< "95 %"
    QString of;      ///< "1.9 of 2"
    bool strong = false;
  };
  /// A part of the mean time of an operation.
  struct Part {
    TimeCause cause = TimeCause::service;
    QString words;  ///< "wait for threads"
    double seconds = 0.0;
  };

  bool known = false;
  QString title;  ///< "Results, June 2027, peak hour"
  State state = State::none;
  double target = 0.0;
  std::vector<Resource> resources;
  QString unstable;  ///< a sentence; empty with a steady state
  Figure time;
  std::vector<Part> parts;
  QString rate, errors, headroom, cost;
  bool no_headroom = false;
  std::vector<double> year;  ///< what its busiest resource is asked for at each month's peak hour
  QString year_title;
};

ComponentResults component_results(const projection::Scenario& scenario,
                                   const std::string& component, const ViewState& state);

}  // namespace headroom::gui
