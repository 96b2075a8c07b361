// Simulates station by station instead of event by event: a block of arrivals passes the first
// station, all that leave it pass the next, and so on. Each station sees its arrivals in the order
// of time, and each place draws the numbers that it would draw event by event: requests are the
// same to the last bit. Private to core/sim.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/sim/context.h"
#include "core/sim/station_plan.h"

namespace headroom::sim {

class EngineState;

class StationPath {
 public:
  explicit StationPath(StationPlan plan);

  /// Takes the state on, and leaves it as the event loop would at that time, without passing the
  /// time at which `requests` more root requests have left. Stops some requests before it, or when
  /// told to: the event loop does the rest.
  void advance(EngineState& state, std::uint64_t requests, const std::stop_token& stop);

 private:
  struct At {
    double time;
    std::uint32_t row;
  };
  /// A request in flight.
  struct Row {
    double born = 0.0;
    double arrived = 0.0;    ///< at the station where it waits, in the measured interval
    std::uint32_t node = 0;  ///< that station
    std::uint32_t replicas[StationPlan::kSlots] = {};
  };

  /// One resource of one replica. Servers are known by when they are free: one after the other
  /// where they are few, else the busy ones in a heap.
  struct Place {
    std::uint32_t resource = 0;  ///< run-time
    std::uint32_t servers = 1;
    double factor = 1.0;  ///< seconds of service per unit that is drawn
    std::vector<double> free_at;
    std::vector<std::uint32_t> waiting;  ///< rows whose service begins after the horizon
    double busy_area = 0.0;
    double waited = 0.0;
    std::uint64_t visits = 0;

    [[nodiscard]] bool few() const { return servers <= kFew; }
    /// When a service can begin that is asked for at `time`, and the server that does it.
    struct Start {
      double time;
      std::size_t server;
    };
    [[nodiscard]] Start first_free(double time) const;
    void occupy(std::size_t server, double until);
  };
  struct Line {
    std::uint32_t first_place = 0;
    std::uint32_t first_replica = 0;
    bool pool = false;
    std::vector<At> arriving;
    std::vector<At> leaving;  ///< in service at the horizon, or left since the one before
  };

  static constexpr std::uint32_t kFew = 16;

  void prepare(const EngineState& state);

  // One block, up to the horizon.
  std::uint64_t arrive(EngineState& state, std::uint64_t count);
  void pass(EngineState& state, Line& line);
  void resume(EngineState& state, Line& line);
  bool begin(EngineState& state, Line& line, Place& place, std::uint32_t row, double asked);
  void go_on(EngineState& state, std::uint32_t row, double time, std::uint32_t node);

  // From contexts and events to rows, and back.
  void load(EngineState& state);
  void load_served(EngineState& state, double end, std::uint32_t context);
  void load_waiting(EngineState& state);
  std::uint32_t row_of(EngineState& state, std::uint32_t context);
  std::uint32_t frame_of(const EngineState& state, const Context& context) const;
  void store(EngineState& state);
  void store_served(EngineState& state, Line& line);
  void store_places(EngineState& state);
  std::uint32_t context_of(EngineState& state, std::uint32_t row, std::uint32_t pc);
  std::uint32_t context_in(EngineState& state, const Row& row, std::uint32_t frame);

  [[nodiscard]] std::uint32_t new_row();
  void drop(std::uint32_t row) { unused_.push_back(row); }
  [[nodiscard]] std::size_t in_flight() const { return rows_.size() - unused_.size(); }
  [[nodiscard]] std::uint32_t replica_of(const StationPlan::Node& node, const Row& row) const {
    return node.slot == StationPlan::kNoSlot ? node.replica : row.replicas[node.slot];
  }
  Place& place_of(Line& line, const Row& row) {
    return places_[line.first_place + replica_of(plan_.nodes[row.node], row) - line.first_replica];
  }

  StationPlan plan_;
  std::vector<Line> lines_;  ///< by stage
  std::vector<Place> places_;
  std::vector<Row> rows_;
  std::vector<std::uint32_t> unused_;
  std::vector<double> next_arrival_;  ///< by source
  std::vector<At> scratch_;
  double horizon_ = 0.0;
  std::uint64_t fingerprint_ = 0;
};

}  // namespace headroom::sim
