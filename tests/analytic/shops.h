// Web tiers with a cache and a database, drawn with the builder, for comparing the two solvers.
#pragma once

#include <optional>
#include <string>

#include "tests/network/drawing.h"

namespace headroom::analytic::testing {

using network::Policy;
using network::ProgramBuilder;
using random::Distribution;

/// One page: 4 ms of CPU under a thread, a cache of 0.3 ms, with `hit` its answer, else a database:
/// a connection, 8 ms of CPU, 4 ms of disk; then 1 ms of CPU. Hops take 0.25 ms.
struct Shop {
  std::uint32_t replicas = 4;
  Policy policy = Policy::random;
  double threads = 32.0;
  std::uint32_t waiting_limit = network::kUnlimited;
  double web_cores = 2.0;  ///< of one replica
  Distribution page_cpu = Distribution::lognormal(4e-3, 1.0);
  double hit = 0.8;
  double connections = 20.0;
  double database_cores = 4.0;
  network::Discipline database_discipline = network::Discipline::processor_sharing;
  Distribution query_cpu = Distribution::lognormal(8e-3, 1.0);
  bool both_at_once = false;  ///< cache and database in parallel, always
  std::optional<Seconds> timeout;
  std::optional<double> think_s;  ///< users who think this long; else an open stream
  bool mails = false;             ///< a message per page to a worker
};

inline void draw_web(network::testing::Drawing& drawing, const Shop& shop) {
  drawing.add("web", "page", [shop](network::ComponentBuilder& web) {
    web.replicas(shop.replicas, shop.policy);
    if (shop.think_s) web.think_time(Distribution::exponential(*shop.think_s));
    const auto threads =
        web.pool("threads", {.tokens = shop.threads, .waiting_limit = shop.waiting_limit});
    const auto cpu = web.station(
        "CPU", {.discipline = network::Discipline::processor_sharing, .capacity = shop.web_cores});
    web.operation("page", [&](ProgramBuilder& page) {
      const auto nothing = [](ProgramBuilder&) {};
      const auto cache = [](ProgramBuilder& p) { p.call({"cache", "get"}, {}, "cache"); };
      const auto database = [shop](ProgramBuilder& p) {
        network::CallOptions options;
        options.timeout = shop.timeout;
        p.call({"db", "read"}, options, "db");
      };
      page.acquire(threads);
      page.serve(cpu, shop.page_cpu, "cpu");
      if (shop.both_at_once) page.parallel({cache, database});
      if (!shop.both_at_once) cache(page);
      if (!shop.both_at_once) page.choose({{shop.hit, nothing}, {1.0 - shop.hit, database}}, "hit");
      page.serve(cpu, Distribution::exponential(1e-3), "render");
      if (shop.mails) page.send({"mails", "put"}, "mail");
    });
  });
}

inline void draw_stores(network::testing::Drawing& drawing, const Shop& shop) {
  const Distribution hop = Distribution::deterministic(0.25e-3);
  drawing.add("cache", "get", [hop](network::ComponentBuilder& cache) {
    cache.network_hop(hop);
    const auto cpu = cache.station("CPU", {.capacity = 1.0});
    cache.operation("get", [&](ProgramBuilder& get) {
      get.serve(cpu, Distribution::exponential(0.3e-3), "get");
    });
  });
  drawing.add("db", "read", [hop, shop](network::ComponentBuilder& db) {
    db.network_hop(hop);
    const auto connections = db.pool("connections", {.tokens = shop.connections});
    const auto cpu = db.station(
        "CPU", {.discipline = shop.database_discipline, .capacity = shop.database_cores});
    const auto disk = db.station("IOPS", {.capacity = 8.0});
    db.operation("read", [&](ProgramBuilder& read) {
      read.acquire(connections);
      read.serve(cpu, shop.query_cpu, "query");
      read.serve(disk, Distribution::exponential(4e-3), "disk");
    });
  });
}

/// Messages wait for one of 8 consumers, 10 ms of CPU each on 2 machines of 2 cores.
inline void draw_mails(network::testing::Drawing& drawing) {
  drawing
      .add("mails", {.write =
                         [](network::ComponentBuilder& mails) {
                           const auto messages = mails.buffer("messages", {});
                           mails.operation("put",
                                           [&](ProgramBuilder& put) { put.dispatch(messages); });
                         },
                     .intake = network::Intake::messages})
      .operations["put"];
  drawing.add("mailer", "handle", [](network::ComponentBuilder& mailer) {
    mailer.replicas(2, Policy::random);
    const auto consumers = mailer.pool("consumers", {.tokens = 4.0});
    const auto cpu = mailer.station(
        "CPU", {.discipline = network::Discipline::processor_sharing, .capacity = 2.0});
    mailer.consume("mails", "handle", consumers, [&](ProgramBuilder& handle) {
      handle.serve(cpu, Distribution::exponential(1.5e-3), "cpu");
    });
  });
}

inline network::Network shop_network(const Shop& shop) {
  network::testing::Drawing drawing;
  draw_web(drawing, shop);
  draw_stores(drawing, shop);
  if (shop.mails) draw_mails(drawing);
  drawing.enter("page", {"web", "page"});
  return drawing.compile();
}

}  // namespace headroom::analytic::testing
