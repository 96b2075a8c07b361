#include "tests/scenarios/drawn.h"

#include <utility>
#include <vector>

#include "tests/scenarios/choice.h"
#include "tests/scenarios/document.h"
#include "tests/scenarios/drawn_steps.h"

namespace headroom::testing {
namespace {

const std::vector<std::string> kOrders = {"fifo", "lifo", "priority", "deadline"};
const std::vector<std::string> kPolicies = {"random", "round_robin", "least_outstanding",
                                            "power_of_two"};

class Drawing {
 public:
  Drawing(std::uint64_t seed, std::uint64_t slower)
      : choice_(seed, slower),
        users_(choice_.one_in(5)),
        services_(choice_.between(1, 3)),
        queues_(choice_.between(0, 2)) {}

  std::string document() {
    add_front();
    for (std::uint64_t i = 0; i < services_; ++i) add_service(i);
    for (std::uint64_t i = 0; i < queues_; ++i) add_queue(i);
    add_backends();
    const std::string horizon = Pieces().text("start", "2027-01").number("months", 1).object();
    return Pieces()
        .text("format", "headroom-scenario/1")
        .text("name", "Drawn")
        .member("horizon", horizon)
        .member("load", load())
        .member("components", components_.object())
        .object();
  }

 private:
  static std::string service_name(std::uint64_t i) { return "service" + std::to_string(i); }
  static std::string queue_name(std::uint64_t i) { return "queue" + std::to_string(i); }

  void add_front() {
    Pieces client;
    client.text("kind", "client").text("to", "edge");
    if (users_) client.text("think_time", choice_.distribution(50'000, 500'000));
    if (choice_.one_in(2)) client.text("network", choice_.distribution(1000, 20'000));
    components_.member("browser", client.object());
    Pieces edge;
    edge.text("kind", "load_balancer").text("to", service_name(0)).text("network", network());
    edge.text("policy", choice_.of(kPolicies)).text("delay", choice_.distribution(0, 1000));
    if (choice_.one_in(4)) {
      edge.text("rate_limit", choice_.rate(2, 30)).number("burst", choice_.between(1, 5));
      edge.number("max_waiting", choice_.between(0, 5));
    }
    components_.member("edge", edge.object());
  }

  std::string network() { return choice_.one_in(3) ? "0 s" : choice_.distribution(100, 1000); }

  void add_processor(Pieces& component) {
    if (choice_.one_in(4)) {
      component.number("vcpus", choice_.between(1, 3)).text("cpu_scheduling", "priority");
      return;
    }
    component.member("vcpus", choice_.of({"0.5", "1", "1.5", "2", "4"}));
    if (choice_.one_in(5))
      component.text("contention", choice_.percent(0, 20)).text("coherency", "1 %");
  }

  void add_threads(Pieces& component) {
    component.number("threads", choice_.between(1, 8)).text("order", choice_.of(kOrders));
    if (choice_.one_in(2)) component.number("max_queue", choice_.between(0, 10));
    switch (choice_.between(0, 3)) {
      case 0:
        component.text("queue_timeout", choice_.time(1, 200));
        break;
      case 1:
        component.text("patience", choice_.distribution(5000, 100'000));
        break;
      default:
        break;
    }
    if (choice_.one_in(5)) component.text("shed_above", choice_.time(1, 50));
    if (!choice_.one_in(4)) return;
    component.text("cold_start", choice_.distribution(1000, 50'000));
    if (choice_.one_in(2)) component.text("keep_warm", choice_.time(10, 1000));
  }

  Reach reach_of_service(std::uint64_t i) {
    Reach reach = backends();
    if (i + 1 < services_) reach.calls.push_back(service_name(i + 1) + ".run");
    for (std::uint64_t q = 0; q < queues_; ++q) reach.queues.push_back(queue_name(q));
    return reach;
  }
  static Reach backends() { return {{"db.run", "mail.send"}, {}, true, false}; }

  void add_service(std::uint64_t i) {
    Pieces service;
    service.text("kind", "service").text("network", network());
    const std::uint64_t replicas = choice_.between(1, 3);
    service.number("replicas", replicas).text("policy", choice_.of(kPolicies));
    if (choice_.one_in(4))
      service.number("max_replicas", choice_.between(3, 6))
          .text("target_cpu", choice_.percent(30, 90));
    else if (replicas > 1 && choice_.one_in(3))
      service.number("slow_replicas", 1).text("slow_speed", choice_.percent(20, 90));
    add_processor(service);
    if (choice_.one_in(2)) add_threads(service);
    const std::string steps = drawn_operation(choice_, reach_of_service(i));
    service.member("operations", Pieces().member("run", steps).object());
    components_.member(service_name(i), service.object());
  }

  /// A message goes to queues that come later only: from queue to queue there is no way back.
  void add_queue(std::uint64_t i) {
    Pieces queue;
    queue.text("kind", "message_queue").text("delay", choice_.distribution(0, 10'000));
    queue.text("order", choice_.of(kOrders));
    const std::uint64_t batch = choice_.one_in(3) ? choice_.between(2, 5) : 1;
    queue.number("batch", batch);
    if (choice_.one_in(4)) queue.text("batch_wait", choice_.time(1, 50));
    if (choice_.one_in(4)) queue.number("max_backlog", choice_.between(0, 20));
    if (choice_.one_in(4)) queue.text("retention", choice_.time(10, 1000));
    if (choice_.one_in(3)) add_redelivery(queue, i);
    const bool parted = choice_.one_in(3);
    if (parted) queue.number("partitions", choice_.between(1, 6));
    components_.member(queue_name(i), queue.object());
    add_worker(i, 0, batch);
    if (!parted && choice_.one_in(4)) add_worker(i, 1, batch);
  }

  void add_redelivery(Pieces& queue, std::uint64_t i) {
    queue.number("max_receives", choice_.between(1, 4));
    if (choice_.one_in(2)) queue.text("visibility_timeout", choice_.time(5, 200));
    if (i + 1 < queues_ && choice_.one_in(2)) queue.text("dead_letters", queue_name(i + 1));
  }

  void add_worker(std::uint64_t i, std::uint64_t which, std::uint64_t batch) {
    Pieces worker;
    worker.text("kind", "worker").text("from", queue_name(i));
    worker.number("replicas", choice_.between(1, 3)).number("concurrency", choice_.between(1, 3));
    add_processor(worker);
    Reach reach = backends();
    reach.batches = batch > 1;
    for (std::uint64_t q = i + 1; q < queues_; ++q) reach.queues.push_back(queue_name(q));
    const std::string steps = drawn_operation(choice_, reach);
    worker.member("operations", Pieces().member("handle", steps).object());
    components_.member("worker" + std::to_string(i) + std::to_string(which), worker.object());
  }

  void add_backends() {
    Pieces db;
    db.text("kind", "database").text("data", "10 GiB").text("network", network());
    add_processor(db);
    db.number("connections", choice_.between(1, 8)).text("order", choice_.of(kOrders));
    db.text("acquire_timeout", choice_.time(10, 5000)).text("iops", choice_.rate(500, 3000));
    db.text("io_latency", choice_.time(1, 3));
    db.member("operations", Pieces().member("run", drawn_query(choice_)).object());
    components_.member("db", db.object());
    Pieces cache;
    cache.text("kind", "cache").text("hit_ratio", choice_.percent(0, 100)).number("vcpus", 1);
    cache.text("network", network()).text("command", choice_.distribution(10, 500));
    components_.member("cache", cache.number("nodes", choice_.between(1, 2)).object());
    Pieces mail;
    mail.text("kind", "external_api").text("latency", choice_.distribution(100, 20'000));
    mail.text("error_ratio", choice_.percent(0, 30));
    if (choice_.one_in(3)) mail.text("rate_limit", choice_.rate(5, 50));
    if (choice_.one_in(3)) mail.number("concurrency", choice_.between(1, 5));
    if (choice_.one_in(3)) mail.number("max_waiting", choice_.between(0, 5));
    components_.member("mail", mail.object());
  }

  std::string arrivals() {
    Pieces arrivals;
    if (choice_.one_in(2)) arrivals.text("spacing", choice_.distribution(500, 2000));
    if (choice_.one_in(3))
      arrivals.text("together", choice_.of({"discrete(50 %: 1, 50 %: 4)", "geometric(2)"}));
    if (choice_.one_in(3))
      arrivals.member("bursts", Pieces()
                                    .text("peak", choice_.of({"2 x", "3 x", "4 x"}))
                                    .text("length", choice_.time(200, 500))
                                    .text("every", choice_.time(2000, 5000))
                                    .object());
    return arrivals.object();
  }

  std::string entry() {
    if (users_) return "browser.run";
    if (queues_ > 0 && choice_.one_in(4)) return queue_name(0) + ".put";
    return choice_.of({"browser.run", "edge.run", service_name(0)});
  }

  std::string request_class(const std::string& share) {
    Pieces one;
    one.text("share", share).text("enters", entry()).number("priority", choice_.between(1, 3));
    if (choice_.one_in(4)) one.text("deadline", choice_.time(20, 300));
    if (!users_ && choice_.one_in(3)) one.member("arrivals", arrivals());
    return one.object();
  }

  std::string load() {
    Pieces classes;
    if (choice_.one_in(2)) {
      classes.member("all", request_class("100 %"));
    } else {
      classes.member("many", request_class("70 %"));
      classes.member("few", request_class("30 %"));
    }
    Pieces load;
    if (users_)
      load.number("users_now", choice_.between(1, 10));
    else
      load.text("peak_hour_now", choice_.rate(1, 25));
    return load.member("classes", classes.object()).object();
  }

  Choice choice_;
  bool users_;
  std::uint64_t services_;
  std::uint64_t queues_;
  Pieces components_;
};

}  // namespace

std::string drawn_scenario(std::uint64_t seed, std::uint64_t slower) {
  return Drawing(seed, slower).document();
}

}  // namespace headroom::testing
