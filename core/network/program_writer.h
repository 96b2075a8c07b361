// Turns what a kind says of one operation into steps.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/network/assembly.h"
#include "core/network/builder.h"

namespace headroom::network {

/// Writes straight into the assembly; one program at a time.
class ProgramWriter final : public ProgramBuilder {
 public:
  ProgramWriter(Assembly& assembly, std::uint32_t group, const std::string& operation);

  /// The program handles messages of this consumer: a token of its pool is held from the start on.
  void start_with(ResourceRef pool, std::uint32_t consumer) {
    held_.push_back(pool.index);
    consumer_ = consumer;
  }
  /// As dispatch, of messages that were there before.
  void dispatch_again(ResourceRef buffer) { wait_in(buffer, kAgain); }
  /// Releases what is still held, ends the program and writes its ways out after failures.
  void finish();

  void serve(ResourceRef station, const random::Distribution& demand,
             const std::string& purpose) override;
  void delay(const random::Distribution& time, const std::string& purpose) override;
  void acquire(ResourceRef pool) override;
  void release(ResourceRef pool) override;
  void call(const architecture::Target& target, const CallOptions& options,
            const std::string& purpose) override;
  void send(const architecture::Target& target, const std::string& purpose) override;
  void reply() override;
  void dispatch(ResourceRef buffer) override;
  void fail(double probability, const std::string& purpose) override;
  void choose(const std::vector<Alternative>& alternatives, const std::string& purpose) override;
  void parallel(const std::vector<Body>& bodies, const JoinOptions& options) override;
  void repeat(double again, const Body& body, const std::string& purpose) override;
  void each(const Body& body) override;
  void scope(const std::string& name, const Body& body) override;
  [[nodiscard]] double hit_ratio(const std::string& component) const override;

 private:
  /// A way out after a failure: what is held there, in order of acquisition, and whether the
  /// failure is only decided there (`fail`) or has happened.
  struct Exit {
    std::vector<std::uint16_t> held;
    bool decides = false;
    friend auto operator<=>(const Exit&, const Exit&) = default;
  };
  /// Goes to an exit: a step that fails, a call site that fails, or a call that is not made.
  struct Leaver {
    enum class Kind : std::uint8_t { step, call, omitted_call } kind = Kind::step;
    std::uint32_t index = 0;
  };

  void wait_in(ResourceRef buffer, Again again);
  [[nodiscard]] std::uint32_t here() const;
  std::uint32_t emit(const Step& step);
  void leave(Leaver::Kind kind, std::uint32_t index) {
    exits_[{held_, false}].push_back({kind, index});
  }
  void leave_from_step(std::uint32_t pc) { leave(Leaver::Kind::step, pc); }
  void land_here(const std::vector<std::uint32_t>& jumps);
  void write_exit(const Exit& exit, const std::vector<Leaver>& leavers);
  void expect(ResourceRef resource, ResourceKind kind) const;
  [[nodiscard]] std::string named(const std::string& purpose) const { return prefix_ + purpose; }
  std::uint32_t draws(const std::string& purpose, const random::Distribution& distribution);
  std::uint32_t chances(const std::string& purpose);
  std::vector<std::uint32_t> branches(const std::vector<Alternative>& alternatives,
                                      const std::string& purpose);
  void run(const Body& body);
  std::uint32_t run_from(std::uint32_t branch, const Body& body);
  void run_beside(const Body& body, Race race);
  std::uint32_t join(const std::vector<Body>& bodies, const JoinOptions& options);
  void hedge(const architecture::Target& target, const CallOptions& options,
             const std::string& purpose);
  [[nodiscard]] bool is_plain_call(std::uint32_t pc) const;
  struct Gates {
    std::optional<std::uint16_t> breaker = std::nullopt;
    std::optional<std::uint16_t> budget = std::nullopt;
  };
  [[nodiscard]] Gates gates_of(const architecture::Target& target, const CallOptions& options);
  void admit(const std::optional<std::uint16_t>& gate, bool retry,
             std::vector<std::uint32_t>& refused);
  void report(const Gates& gates, bool retry, bool succeeded);
  void gated_call(const architecture::Target& target, const CallOptions& options,
                  const std::string& purpose);
  void give_up(const std::vector<std::uint32_t>& refused, const CallOptions& options);
  std::uint32_t emit_call(std::uint32_t made, const CallOptions& options);
  std::uint32_t new_call(const architecture::Target& target, const CallOptions& options,
                         const std::string& purpose);
  void retreat(const CallOptions& options, const std::string& purpose);

  Assembly* assembly_;
  std::uint32_t group_;
  std::string prefix_;
  std::vector<std::uint16_t> held_;  ///< pools, in order of acquisition
  std::map<Exit, std::vector<Leaver>> exits_;
  int depth_ = 0;  ///< bodies around the present step
  bool ended_ = false;
  std::uint32_t consumer_ = kNone;
};

}  // namespace headroom::network
