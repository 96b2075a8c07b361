// What a card shows of its component in the chosen month and window.
#pragma once

#include <QString>
#include <string>

#include "core/architecture/component.h"
#include "core/projection/scenario.h"
#include "gui/state/view_state.h"
#include "gui/style/marks.h"

namespace headroom::gui {

struct CardFacts {
  QString name;
  std::string kind;
  QString size;      ///< "c6i.large × 5"
  QString owner;     ///< team, may be empty
  QString resource;  ///< the busiest one: "CPU"
  QString number;    ///< "95 %", "no result"
  QString waiting;   ///< "38", "grows 23/s"
  QString cost;      ///< "380 USD"
  double asked = 0.0;
  double target = 0.0;  ///< utilisation target, 0 without one
  std::size_t step = 0;
  State state = State::none;
  bool approximate = false;
  bool updating = false;
  bool overridden = false;  ///< this what-if says something else of it than its parent
  bool problem = false;     ///< a mistake of the scenario lies in this component

  friend bool operator==(const CardFacts&, const CardFacts&) = default;
};

CardFacts card_facts(const projection::Scenario& scenario, const architecture::Component& component,
                     const ViewState& state);

/// "c6i.large × 5", "0.2 vCPU × 2", or the kind where it has no size.
QString size_words(const architecture::Component& component);
/// State and step of a resource: unstable by the result, not by the number.
State state_of(const network::Performance& performance, const std::string& component,
               const network::ResourcePerformance& resource);
/// The resource that is asked for most; nullptr without any.
const network::ResourcePerformance* busiest_of(const network::ComponentPerformance& component);
const network::ComponentPerformance* performance_of(const projection::Window& window,
                                                    const std::string& component);
/// Sum of the component's lines of a bill.
Money cost_of(const cost::Bill& bill, const std::string& component);

}  // namespace headroom::gui
