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

QString example(const char* name) {
  return QStringLiteral(HEADROOM_SOURCE_DIR "/examples/") + QString::fromLatin1(name);
}

}  // namespace headroom::gui::test
