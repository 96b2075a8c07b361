#include "tests/gui/support.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include "core/io/scenario_file.h"

namespace headroom::gui::test {
namespace {

constexpr qint64 kPatienceMs = 60'000;

constexpr const char* kSmallShop = R"json({
  "format": "headroom-scenario/1",
  "name": "Small shop",
  "horizon": {"start": "2027-01", "months": 2},
  "prices": {"provider": "aws", "region": "us-east-1", "currency": "USD"},
  "targets": {"latency_p95": "300 ms", "error_ratio": "1 %", "utilization": "75 %"},
  "load": {"peak_hour_now": "20 rps", "growth": "5 %/month",
           "classes": {"browse": {"share": "100 %", "enters": "web.page"}}},
  "components": {
    "web": {"kind": "service", "size": "aws:m6i.large", "replicas": 2, "owner": "shop",
            "operations": {"page": [{"cpu": "exponential(10 ms)"}, {"call": "db.read"}]}},
    "db": {"kind": "database", "size": "aws:db.m6g.large", "data": "10 GiB",
           "operations": {"read": [{"cpu": "exponential(5 ms)"}]},
           "evidence": {"data": "measured: by us"}}
  }
})json";

architecture::Call call_of(const std::string& component) {
  architecture::Call call;
  call.target = {component, "page"};
  return call;
}

}  // namespace

bool wait_for(const std::function<bool()>& ready) {
  QElapsedTimer clock;
  clock.start();
  while (!ready() && clock.elapsed() < kPatienceMs)
    QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
  return ready();
}

KnowledgePointer knowledge() {
  static const KnowledgePointer known = builtin_knowledge();
  return known;
}

projection::Scenario small_shop() {
  const auto file =
      io::read_scenario_text(kSmallShop, "shop.json", {knowledge()->kinds, knowledge()->catalogue});
  HEADROOM_ENSURES(file.ok());
  return file->scenario;
}

projection::Scenario large_system(int components) {
  projection::Scenario large = small_shop();
  const architecture::Component web = large.architecture.components.at("web");
  large.architecture.components.clear();
  const auto name = [](int i) { return "part-" + std::to_string(i); };
  for (int i = 0; i < components; ++i) {
    architecture::Component part = web;
    part.name = name(i);
    architecture::Steps& steps = part.operations.at("page");
    steps.pop_back();
    for (const int below : {2 * i + 1, 2 * i + 2})
      if (below < components) steps.push_back({call_of(name(below))});
    large.architecture.components.emplace(part.name, part);
  }
  large.load.classes.front().component = name(0);
  return large;
}

QString example(const char* name) {
  return QStringLiteral(HEADROOM_SOURCE_DIR "/examples/") + QString::fromLatin1(name);
}

}  // namespace headroom::gui::test
