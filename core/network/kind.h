// The interface by which component kinds (models/kinds) describe themselves to core.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/architecture/settings.h"
#include "core/architecture/topology.h"
#include "core/architecture/usage.h"
#include "core/base/diagnostic.h"

namespace headroom::network {

class ComponentBuilder;

/// Which operations a component of this kind has.
enum class Operations : std::uint8_t {
  typed,    ///< those in the file; at least one
  implicit  ///< any name (load balancer, external API) or none; the file may not define any
};

/// How requests reach a component of this kind.
enum class Intake : std::uint8_t {
  calls,     ///< synchronous calls and request classes; nobody may send messages to it
  messages,  ///< messages (queue); calling it is a mistake, a request class may enter
  dispatch   ///< takes messages out of a queue (worker); nobody calls it or enters it
};

class ComponentKind {
 public:
  virtual ~ComponentKind() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;
  [[nodiscard]] virtual std::string_view summary() const = 0;  ///< one sentence
  [[nodiscard]] virtual std::span<const architecture::ParameterSpec> parameters() const = 0;
  [[nodiscard]] virtual Operations operations() const = 0;
  [[nodiscard]] virtual Intake intake() const { return Intake::calls; }
  /// Step names ("cpu", "io", "call", ...) that its operations may use.
  [[nodiscard]] virtual std::span<const std::string_view> steps() const = 0;

  /// Checks that need more than one parameter or the sizes. Pointers are relative to the component.
  [[nodiscard]] virtual Diagnostics check(const architecture::Settings&) const { return {}; }
  /// Calls that `operation` of this component makes. Default: those of its steps (links_of_steps);
  /// kinds whose calls come from parameters ("to", "from") override it. Targets may leave the
  /// operation empty where there is only one. A worker adds the asynchronous link from
  /// {queue, ""} to its handling operation: it stands for every operation of the queue.
  [[nodiscard]] virtual std::vector<architecture::Link> links(const architecture::Settings&,
                                                              const std::string& operation) const;
  /// Caches: the share of reads that end here. Makes a component a target of `read_through`.
  [[nodiscard]] virtual std::optional<double> hit_ratio(const architecture::Settings&) const {
    return std::nullopt;
  }
  /// Queues: whether no more than one worker may take its messages.
  [[nodiscard]] virtual bool has_one_worker(const architecture::Settings&) const { return false; }
  /// Data stored `months` after the start of the scenario; 0 for kinds that store nothing.
  [[nodiscard]] virtual double stored_gib(const architecture::Settings&, double months) const {
    static_cast<void>(months);
    return 0.0;
  }
  /// Emits stations, pools and programs.
  virtual void compile(const architecture::Settings&, ComponentBuilder&) const = 0;
  /// What a month of this activity uses of the price list.
  [[nodiscard]] virtual std::vector<architecture::Usage> usage(
      const architecture::Settings&, const architecture::Activity&) const = 0;
};

/// Calls and messages that the steps of one operation make, in step order, with the expected number
/// per execution when nothing fails: retries are not counted, and a read-through counts as missed
/// every time (a bound; the hit ratio belongs to the cache). Empty for an unknown operation.
std::vector<architecture::Link> links_of_steps(const architecture::Component& component,
                                               const std::string& operation);

/// The kinds a program knows, in the order of their explicit list. Looked up by name.
class KindList {
 public:
  explicit KindList(std::vector<std::unique_ptr<const ComponentKind>> kinds);
  [[nodiscard]] const ComponentKind* find(std::string_view name) const;  ///< nullptr if unknown
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] auto begin() const { return kinds_.begin(); }
  [[nodiscard]] auto end() const { return kinds_.end(); }

 private:
  std::vector<std::unique_ptr<const ComponentKind>> kinds_;
};

}  // namespace headroom::network
