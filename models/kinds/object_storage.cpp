// Object storage: files under keys, read and written over HTTP, billed by what lies there and by
// the request.
#include <memory>

#include "core/network/builder.h"
#include "models/kinds/kinds.h"
#include "models/kinds/numbers.h"
#include "models/kinds/offers.h"
#include "models/kinds/rate_limit.h"
#include "models/kinds/storage.h"
#include "models/kinds/usage_rows.h"

namespace headroom::models {
namespace {

using namespace architecture;

constexpr ParameterSpec kParameters[] = {
    {.name = "latency",
     .type = ParameterType::distribution,
     .dimension = Dimension::duration,
     .default_text = "uniform(100 ms, 200 ms)",
     .doc = "Time from a request to its answer, transfer and network included, as you measure it.",
     .evidence = "vendor: Amazon S3, first byte of small objects after roughly 100 to 200 ms "
                 "(AmazonS3 user guide, optimizing performance); a transfer comes on top"},
    rate_limit::kRate,
    rate_limit::kBurst,
    {.name = "max_waiting",
     .dimension = Dimension::count,
     .default_text = "0",
     .needs = "rate_limit",
     .doc = "Requests that may wait for the rate limit; more are refused. S3 answers 503 at once "
            "beyond 5500 reads or 3500 writes per second and prefix.",
     .evidence = "vendor: AmazonS3 user guide, optimizing performance"},
    {.name = "data",
     .dimension = Dimension::bytes,
     .required = true,
     .doc = "Stored data at the start: what is billed."},
    {.name = "data_growth",
     .dimension = Dimension::byte_growth,
     .doc = "Data added every month. Without it the data stay as they are."},
    {.name = "write_share",
     .dimension = Dimension::ratio,
     .default_text = "0 %",
     .maximum = 1.0,
     .doc = "Share of its requests that write or list (PUT, COPY, POST, LIST), which cost more "
            "than reading; the time is the same.",
     .evidence = "assumption: files that are delivered to users"}};

class ObjectStorage : public network::ComponentKind {
 public:
  std::string_view name() const override { return "object_storage"; }
  std::string_view summary() const override {
    return "Files under keys, such as S3: a latency, a rate limit, prices of storage and requests.";
  }
  std::span<const ParameterSpec> parameters() const override { return kParameters; }
  network::Operations operations() const override { return network::Operations::implicit; }
  std::span<const std::string_view> steps() const override { return {}; }

  std::vector<Link> links(const Settings&, const std::string&) const override { return {}; }

  Diagnostics check(const Settings& settings) const override { return check_rate_limit(settings); }

  void compile(const Settings& settings, network::ComponentBuilder& builder) const override {
    const RateLimit limit(settings, whole(settings, "max_waiting"), builder);
    for (const std::string& operation : builder.requested_operations())
      builder.operation(operation, [&](network::ProgramBuilder& program) {
        limit.pass(program);
        program.delay(settings.distribution("latency"), "latency");
      });
  }

  double stored_gib(const Settings& settings, double months) const override {
    return stored_after(settings, months);
  }

  std::vector<Usage> usage(const Settings& settings, const Activity& activity) const override {
    const Offers offers = offers_of(activity.provider);
    const double writes = settings.number("write_share") * activity.requests;
    std::vector<Usage> rows;
    const auto add = [&](const std::string& item, double quantity, const std::string& detail,
                         const std::string& evidence) {
      if (quantity > 0.0)
        rows.push_back({settings.component().name, item, quantity, detail, evidence});
    };
    add(offers.object_gib_month, activity.stored_gib * activity.hours / kHoursPerBillingMonth,
        short_number(activity.stored_gib) + " GiB of objects", evidence_of(settings, "data"));
    add(offers.object_read, activity.requests - writes,
        short_number((activity.requests - writes) / 1e6) + " million reads", "forecast");
    add(offers.object_write, writes, short_number(writes / 1e6) + " million writes", "forecast");
    return rows;
  }
};

}  // namespace

KindPointer object_storage_kind() { return std::make_unique<ObjectStorage>(); }

}  // namespace headroom::models
