// A database with a single primary: an operation holds one of its connections from start to end
// and uses its CPU and its disk.
#include <algorithm>
#include <cmath>
#include <memory>

#include "models/kinds/findings.h"
#include "models/kinds/kinds.h"
#include "models/kinds/machine.h"
#include "models/kinds/numbers.h"
#include "models/kinds/steps.h"
#include "models/kinds/storage.h"
#include "models/kinds/traffic.h"
#include "models/kinds/usage_rows.h"

namespace headroom::models {
namespace {

using namespace architecture;

constexpr std::string_view kEngines[] = {"postgresql",   "mysql",      "aurora-postgresql",
                                         "aurora-mysql", "documentdb", "opensearch"};

constexpr std::string_view kSteps[] = {"cpu", "io", "wait", "choose", "repeat", "fail"};

constexpr ParameterSpec kParameters[] = {
    {.name = "engine",
     .type = ParameterType::choice,
     .default_text = "postgresql",
     .choices = kEngines,
     .doc = "Database engine. It has to be the engine of the size, and it decides the default of "
            "connections."},
    machine::kSize,
    machine::kVcpus,
    machine::kMemory,
    machine::kRunsOn,
    machine::kPrice,
    machine::kScheduling,
    machine::kContention,
    machine::kCoherency,
    {.name = "connections",
     .dimension = Dimension::count,
     .minimum = 1,
     .doc =
         "Operations that the database works on at a time; each holds a connection from start to "
         "end. Callers with pools of their own share these: give the smaller of the pools' total "
         "and the database's limit. Default: the limit of the size (RDS: memory / 9,531,392 "
         "bytes for PostgreSQL, / 12,582,880 for MySQL), else 100, MySQL 151.",
     .evidence = "vendor: max_connections of PostgreSQL and RDS; MySQL's 151 is believed"},
    {.name = "acquire_timeout",
     .dimension = Dimension::duration,
     .default_text = "30 s",
     .above_minimum = true,
     .doc = "Longest wait for a connection; then the operation fails.",
     .evidence = "HikariCP: connectionTimeout"},
    order_row("order",
              "Who is next when a connection is free: who has waited longest, who came last, the "
              "class of highest priority, or whose class has the earliest deadline."),
    {.name = "iops",
     .dimension = Dimension::rate,
     .above_minimum = true,
     .doc = "Storage operations per second that the disk is allowed. Default: what the storage "
            "includes (AWS gp3: 3,000; RDS from 400 GiB on: 12,000); no limit on storage that has "
            "none (Aurora) or whose limit the catalogue does not know (other providers).",
     .evidence = "vendor: gp3 baseline"},
    {.name = "io_latency",
     .dimension = Dimension::duration,
     .default_text = "1.05 ms",
     .above_minimum = true,
     .doc = "Time of one storage operation when the disk is idle. A read of gp3 takes 1.05 ms, a "
            "write 2 ms; of io2 0.8 and 1.2 ms; of local NVMe 0.125 ms.",
     .evidence = "Netflix capacity models, profile of gp3 reads (2026-08)"},
    {.name = "data",
     .dimension = Dimension::bytes,
     .required = true,
     .doc = "Stored data at the start, indexes and free space included: what is billed."},
    {.name = "data_growth",
     .dimension = Dimension::byte_growth,
     .doc = "Data added every month. Without it the data stay as they are."},
    {.name = "standby",
     .type = ParameterType::flag,
     .default_text = "false",
     .doc = "A second machine in another zone that takes over on failure (multi-AZ). It costs as "
            "much as the first and serves nothing."},
    {.name = "backup_retention",
     .dimension = Dimension::duration,
     .default_text = "7 d",
     .doc = "How long backups are kept; 0 s for none. Backups up to the size of the data are free "
            "on RDS and Aurora; elsewhere a complete one is billed too.",
     .evidence = "vendor: RDS console default (believed)"},
    {.name = "daily_change",
     .dimension = Dimension::ratio,
     .default_text = "2 %",
     .maximum = 1.0,
     .doc = "Share of the data that changes in a day: what each day of backups adds.",
     .evidence = "assumption"},
    traffic::kNetwork,
    traffic::kReply,
    traffic::kCrossZone};

double connections_of(const Settings& settings) {
  if (const auto typed = settings.optional_number("connections")) return std::round(*typed);
  const Size* size = settings.size();
  if (size != nullptr && size->max_connections) return std::floor(*size->max_connections);
  constexpr double kPostgresql = 100.0;
  constexpr double kMysql = 151.0;
  return settings.text("engine").ends_with("mysql") ? kMysql : kPostgresql;
}

StorageOffer offer_of(const Settings& settings, const std::string& provider, double stored_gib) {
  return storage_offer(provider, settings.size(), stored_gib, settings.flag("standby"));
}

/// At the start; the provider is that of the size or node, else the default of scenarios.
double iops_of(const Settings& settings) {
  const std::string provider = provider_of_machine(settings, Activity{});
  const double included = offer_of(settings, provider, stored_after(settings, 0.0)).included_iops;
  return settings.optional_number("iops").value_or(included);
}

/// Servers c = max(1, round(IOPS x latency)) that take c / IOPS each: at most IOPS operations per
/// second, and about the storage's latency when idle. Storage without a limit has a server for
/// every connection, which never makes one wait.
Disk disk_of(const Settings& settings, network::ComponentBuilder& builder) {
  const double latency = settings.number("io_latency");
  double iops = iops_of(settings);
  if (iops == kUnlimitedIops) iops = connections_of(settings) / latency;
  network::StationOptions disk;
  disk.capacity = std::max(1.0, std::round(iops * latency));
  return {builder.station("IOPS", disk), random::Distribution::deterministic(disk.capacity / iops)};
}

network::ResourceRef connection_pool(const Settings& settings, network::ComponentBuilder& builder) {
  network::PoolOptions connections;
  connections.tokens = connections_of(settings);
  connections.order = order_named(settings.text("order"));
  connections.timeout = settings.duration("acquire_timeout");
  return builder.pool("connections", connections);
}

class Database : public network::ComponentKind {
 public:
  std::string_view name() const override { return "database"; }
  std::string_view summary() const override {
    return "A single primary with CPU, disk operations and a limited number of connections.";
  }
  std::span<const ParameterSpec> parameters() const override { return kParameters; }
  network::Operations operations() const override { return network::Operations::typed; }
  std::span<const std::string_view> steps() const override { return kSteps; }

  Diagnostics check(const Settings& settings) const override {
    Diagnostics found = check_processor(settings);
    found.append(check_steps(settings));
    const Size* size = settings.size();
    const std::string engine = settings.text("engine");
    if (size != nullptr && !size->engine.empty() && size->engine.find(engine) == std::string::npos)
      found.add(mistake("engine-mismatch", "/engine",
                        "size " + size->id + " is one of " + size->engine + ", not of " + engine,
                        "choose a size of " + engine + " or set engine to " + size->engine));
    return found;
  }

  void compile(const Settings& settings, network::ComponentBuilder& builder) const override {
    add_network(settings, builder);
    const StepResources resources{cpu_station(settings, builder), disk_of(settings, builder)};
    const network::ResourceRef connections = connection_pool(settings, builder);
    for (const auto& [operation, steps] : settings.component().operations)
      builder.operation(operation, [&, &body = steps](network::ProgramBuilder& program) {
        program.acquire(connections);
        write_steps(body, resources, program);
        program.release(connections);
      });
  }

  double stored_gib(const Settings& settings, double months) const override {
    return stored_after(settings, months);
  }

  std::vector<Usage> usage(const Settings& settings, const Activity& activity) const override {
    const std::string provider = provider_of_machine(settings, activity);
    std::vector<Usage> rows = machine_rows(settings, activity);
    append(rows,
           storage_rows(settings, activity, offer_of(settings, provider, activity.stored_gib)));
    append(rows, traffic_usage(settings, activity, provider));
    return rows;
  }

 private:
  /// With a standby: the price of the pair where the catalogue has one, else two machines.
  static std::vector<Usage> machine_rows(const Settings& settings, const Activity& activity) {
    const std::string size = settings.text("size");
    if (!settings.flag("standby")) return machine_usage(settings, activity, size);
    const std::string pair = size + ".multi-az";
    if (settings.sizes().contains(pair) && !settings.typed("price"))
      return machine_usage(settings, activity, pair);
    Activity both = activity;
    both.replica_hours *= 2.0;
    return machine_usage(settings, both, size);
  }

  static std::vector<Usage> storage_rows(const Settings& settings, const Activity& activity,
                                         const StorageOffer& offer) {
    const double months = activity.hours / kHoursPerBillingMonth;
    const double extra_iops = std::max(0.0, iops_of(settings) - offer.included_iops);
    const double backup = backup_gib(settings, activity.stored_gib, offer);
    std::vector<Usage> rows;
    const auto add = [&](const std::string& item, double quantity, const std::string& detail,
                         const std::string& evidence) {
      if (item.empty() || quantity <= 0.0) return;
      rows.push_back({settings.component().name, item, quantity, detail, evidence});
    };
    add(offer.gib_month, activity.stored_gib * offer.copies * months,
        short_number(activity.stored_gib) + " GiB of data", evidence_of(settings, "data"));
    add(offer.iops_month, extra_iops * offer.copies * months,
        short_number(extra_iops) + " IOPS above the included", evidence_of(settings, "iops"));
    add(offer.io_request, activity.io_operations,
        short_number(activity.io_operations / 1e6) + " million storage operations", "forecast");
    add(offer.backup_gib_month, backup * months,
        short_number(backup) + " GiB of backups" +
            (offer.first_backup_free ? " beyond the free" : ""),
        evidence_of(settings, "daily_change"));
    return rows;
  }

  /// What is billed: the changes of every day that is kept, and where it is not free the first
  /// backup, which all of them add to.
  static double backup_gib(const Settings& settings, double stored_gib, const StorageOffer& offer) {
    constexpr double kSecondsPerDay = 86400.0;
    const double days = settings.number("backup_retention") / kSecondsPerDay;
    const double complete = offer.first_backup_free || days <= 0.0 ? 0.0 : stored_gib;
    return complete + stored_gib * settings.number("daily_change") * days;
  }
};

}  // namespace

KindPointer database_kind() { return std::make_unique<Database>(); }

}  // namespace headroom::models
