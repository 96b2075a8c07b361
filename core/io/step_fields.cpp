#include "core/io/step_fields.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>
#include <vector>

#include "core/architecture/notation.h"
#include "core/base/did_you_mean.h"
#include "core/io/fields.h"
#include "core/io/gate_fields.h"
#include "core/io/ids.h"
#include "core/io/schema_parts.h"
#include "core/io/words.h"
#include "core/network/network.h"

namespace headroom::io {

using namespace architecture;

using BranchSteps = std::vector<Steps>;
using Branches = std::vector<Choose::Branch>;

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, BranchSteps& out);
void read_value(Reader& reader, const Json& json, const ParameterSpec& row, Branches& out);
std::optional<Json> write_value(const Writer& writer, const BranchSteps& value,
                                const ParameterSpec& row);
std::optional<Json> write_value(const Writer& writer, const Branches& value,
                                const ParameterSpec& row);
Json schema_of(const ParameterSpec& row, Tag<BranchSteps>);
Json schema_of(const ParameterSpec& row, Tag<Branches>);

namespace {

constexpr double kMostRetries = 100.0;
constexpr double kMostCalls = 1000.0;  // one after the other, in one step
constexpr double kMostHedges = 10.0;
constexpr double kMostAgain = 0.999;  // repeats a thousand times on average

constexpr ParameterSpec duration(std::string_view name, bool required, std::string_view doc) {
  return {.name = name,
          .type = ParameterType::distribution,
          .dimension = Dimension::duration,
          .required = required,
          .doc = doc};
}

constexpr ParameterSpec probability(std::string_view name, double maximum, std::string_view doc) {
  return {.name = name,
          .dimension = Dimension::ratio,
          .required = true,
          .maximum = maximum,
          .doc = doc};
}

constexpr ParameterSpec nested(std::string_view name, std::string_view doc) {
  return {.name = name, .required = true, .doc = doc};
}

const Field<CpuWork> kCpuFields[] = {field<&CpuWork::demand>(
    duration("cpu", true, "CPU time on one vCPU of the reference speed, holding nothing else."))};

const Field<IoWork> kIoFields[] = {
    field<&IoWork::operations>({.name = "io",
                                .type = ParameterType::distribution,
                                .dimension = Dimension::number,
                                .required = true,
                                .doc = "Storage operations, one after the other."})};

const Field<Wait> kWaitFields[] = {
    field<&Wait::time>(duration("wait", true, "Time that no modelled resource spends."))};

const Field<Call> kCallFields[] = {
    field<&Call::target>({.name = "call",
                          .type = ParameterType::text,
                          .required = true,
                          .doc = "The operation that is called: \"component.operation\"; the "
                                 "component alone where it has only one."}),
    field<&Call::timeout>({.name = "timeout",
                           .dimension = Dimension::duration,
                           .above_minimum = true,
                           .doc = "Time after which an attempt is given up; the work goes on at "
                                  "the callee. Without it the caller waits for ever."}),
    field<&Call::deadline>({.name = "deadline",
                            .dimension = Dimension::duration,
                            .above_minimum = true,
                            .doc = "A timeout that is passed on: when it ends, the callee and all "
                                   "that it calls give up what they have not begun."}),
    field<&Call::retries>({.name = "retries",
                           .dimension = Dimension::count,
                           .default_text = "0",
                           .maximum = kMostRetries,
                           .doc = "Attempts after the first that failed."}),
    field<&Call::backoff>(
        duration("backoff", false, "Time between two attempts. Without it they follow at once.")),
    field<&Call::hedge_after>({.name = "hedge_after",
                               .dimension = Dimension::duration,
                               .doc = "Time without a reply after which a second attempt is made "
                                      "beside the first; the first reply counts, the other "
                                      "attempt gives up."}),
    field<&Call::hedges>({.name = "hedges",
                          .dimension = Dimension::count,
                          .default_text = "1",
                          .minimum = 1.0,
                          .maximum = kMostHedges,
                          .needs = "hedge_after",
                          .doc = "Such attempts at most, each hedge_after later than the one "
                                 "before."}),
    field<&Call::breaker>({.name = "breaker",
                           .doc = "A circuit breaker of the calling replica: calls fail at once "
                                  "while too many have failed. An empty object is Hystrix's."}),
    field<&Call::retry_budget>({.name = "retry_budget",
                                .needs = "retries",
                                .doc = "What the calling replica pays retries from; without it "
                                       "each is made."}),
    field<&Call::times>({.name = "times",
                         .type = ParameterType::distribution,
                         .dimension = Dimension::number,
                         .default_text = "1",
                         .maximum = kMostCalls,
                         .doc = "How many such calls are made, one after the other."}),
    field<&Call::optional>({.name = "optional",
                            .type = ParameterType::flag,
                            .default_text = "false",
                            .doc = "Whether the caller goes on when the call failed."})};

const Field<ReadThrough> kReadThroughFields[] = {
    field<&ReadThrough::cache>({.name = "read_through",
                                .type = ParameterType::component,
                                .required = true,
                                .doc = "The cache that is asked first."}),
    field<&ReadThrough::miss>(nested("miss", "Steps for what the cache does not have."))};

const Field<Send> kSendFields[] = {
    field<&Send::target>({.name = "send",
                          .type = ParameterType::text,
                          .required = true,
                          .doc = "The queue that is handed a message; nobody waits for the "
                                 "handling."})};

const Field<Parallel> kParallelFields[] = {
    field<&Parallel::branches>(
        nested("parallel", "Lists of steps that start together; goes on when all have ended.")),
    field<&Parallel::wait_for>({.name = "wait_for",
                                .dimension = Dimension::count,
                                .minimum = 1.0,
                                .maximum = network::kMaximumRacers,
                                .doc = "Goes on when so many have succeeded (a quorum), and fails "
                                       "when no longer so many can. Without it all must."}),
    field<&Parallel::cancel_rest>({.name = "cancel_rest",
                                   .type = ParameterType::flag,
                                   .default_text = "false",
                                   .needs = "wait_for",
                                   .doc = "Whether the others then give up what they have not "
                                          "begun; else they run to their end."})};

const Field<Choose::Branch> kBranchFields[] = {
    field<&Choose::Branch::probability>(
        probability("probability", 1.0, "How likely this branch is; all sum to 100 %.")),
    field<&Choose::Branch::steps>(nested("steps", "What the branch does."))};

const Field<Choose> kChooseFields[] = {
    field<&Choose::branches>(nested("choose", "Exactly one of these branches is taken."))};

const Field<Repeat> kRepeatFields[] = {
    field<&Repeat::steps>(nested("repeat", "Steps that are done at least once.")),
    field<&Repeat::again>(
        probability("again", kMostAgain, "How likely they are done once more, each time."))};

const Field<Fail> kFailFields[] = {
    field<&Fail::probability>(probability("fail", 1.0, "How likely the request fails here."))};

const Field<AfterReply> kAfterReplyFields[] = {field<&AfterReply::steps>(
    nested("after_reply",
           "The caller has its answer; these steps go on with the thread. Last in an operation."))};

const Field<Each> kEachFields[] = {field<&Each::steps>(
    nested("each", "For a worker of a queue with batches: steps that run for each message of a "
                   "batch, one after the other; all others run once for the batch."))};

/// One kind of step; its first field gives it its name.
struct StepKind {
  std::string_view name;
  void (*read)(Reader&, const Json&, Step&);
  Json (*write)(const Writer&, const Step&);
  Json (*schema)();
};

template <class Action, const auto& fields>
StepKind step_kind() {
  return {fields[0].row.name,
          [](Reader& reader, const Json& json, Step& out) {
            Action action;
            read_object(reader, json, Table<Action>(fields), action);
            out.action = std::move(action);
          },
          [](const Writer& writer, const Step& step) {
            return write_object(writer, std::get<Action>(step.action), Table<Action>(fields));
          },
          [] { return schema_of_object(Table<Action>(fields)); }};
}

/// In the order of Step::action.
const StepKind kStepKinds[] = {step_kind<CpuWork, kCpuFields>(),
                               step_kind<IoWork, kIoFields>(),
                               step_kind<Wait, kWaitFields>(),
                               step_kind<Call, kCallFields>(),
                               step_kind<ReadThrough, kReadThroughFields>(),
                               step_kind<Send, kSendFields>(),
                               step_kind<Parallel, kParallelFields>(),
                               step_kind<Choose, kChooseFields>(),
                               step_kind<Repeat, kRepeatFields>(),
                               step_kind<Fail, kFailFields>(),
                               step_kind<AfterReply, kAfterReplyFields>(),
                               step_kind<Each, kEachFields>()};
static_assert(std::size(kStepKinds) == std::variant_size_v<decltype(Step::action)>);

std::vector<std::string> names_of_steps() {
  std::vector<std::string> names;
  for (const StepKind& kind : kStepKinds) names.emplace_back(kind.name);
  return names;
}

std::vector<const StepKind*> kinds_in(const Json& json) {
  std::vector<const StepKind*> found;
  for (const StepKind& kind : kStepKinds)
    if (json.find(kind.name) != nullptr) found.push_back(&kind);
  return found;
}

void report_no_step(Reader& reader, const Json& json) {
  const std::vector<std::string> known = names_of_steps();
  for (const Json& member : json.items)
    if (!did_you_mean(member.name, known).empty()) return reader.unknown_field(member, known);
  reader.mistake(json, "no-step", "this step does nothing; expected one of: " + listed(known));
}

/// False after a mistake.
bool read_step(Reader& reader, const Json& json, Step& out) {
  if (!reader.expect(json, Json::Type::object)) return false;
  const std::vector<const StepKind*> kinds = kinds_in(json);
  if (kinds.empty()) return report_no_step(reader, json), false;
  if (kinds.size() > 1) {
    reader.mistake(json, "two-steps",
                   "a step does one thing, this one has " + in_quotes(kinds[0]->name) + " and " +
                       in_quotes(kinds[1]->name),
                   "write them as two steps, one after the other");
    return false;
  }
  const std::size_t mistakes = reader.found().errors();
  kinds[0]->read(reader, json, out);
  return reader.found().errors() == mistakes;
}

std::string text_of(const Target& target) {
  return target.operation.empty() ? target.component : target.component + "." + target.operation;
}

Json not_empty(Json list) {
  list.add("minItems", Json::number("1"));
  return list;
}

}  // namespace

void check_sum(Reader& reader, const Json& at, double sum, const std::string& what) {
  constexpr double kRounding = 1e-9;
  if (std::abs(sum - 1.0) <= kRounding) return;
  const double shown = std::round(sum / kRounding) * kRounding;
  reader.mistake(at, "sum-not-100-percent",
                 "the " + what + " sum to " +
                     write_quantity(Uncertain::exact(shown), Dimension::ratio) +
                     "; expected 100 %");
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, Target& out) {
  if (!reader.expect(json, Json::Type::string)) return;
  const std::size_t dot = std::min(json.text.find('.'), json.text.size());
  const std::string component = json.text.substr(0, dot);
  const std::string operation = dot < json.text.size() ? json.text.substr(dot + 1) : "";
  const bool has_operation = dot < json.text.size();
  if (!is_id(component) || (has_operation && !is_id(operation)))
    return reader.mistake(json, "not-a-target", in_quotes(json.text) + " names no operation",
                          "write \"component.operation\"");
  out = {component, operation};
}

std::optional<Json> write_value(const Writer&, const Target& value, const ParameterSpec&) {
  return Json::string(text_of(value));
}

Json schema_of(const ParameterSpec&, Tag<Target>) {
  const std::string id(kIdPattern);
  return schema::pattern("^" + id + "(\\." + id + ")?$");
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, Steps& out) {
  if (!reader.expect(json, Json::Type::array)) return;
  out.clear();
  for (const Json& element : json.items) {
    Step step;
    if (read_step(reader, element, step)) out.push_back(std::move(step));
  }
}

std::optional<Json> write_value(const Writer& writer, const Steps& value, const ParameterSpec&) {
  Json list = Json::array();
  for (const Step& step : value)
    list.items.push_back(kStepKinds[step.action.index()].write(writer, step));
  return list;
}

Json schema_of(const ParameterSpec&, Tag<Steps>) { return schema::reference("steps"); }

Json steps_schema() {
  std::vector<Json> kinds;
  for (const StepKind& kind : kStepKinds) kinds.push_back(kind.schema());
  return schema::array_of(schema::one_of(std::move(kinds)));
}

void read_value(Reader& reader, const Json& json, const ParameterSpec& row, BranchSteps& out) {
  if (!reader.expect(json, Json::Type::array)) return;
  if (json.items.empty()) reader.mistake(json, "no-branch", "expected at least one list of steps");
  out.clear();
  for (const Json& element : json.items) read_value(reader, element, row, out.emplace_back());
}

std::optional<Json> write_value(const Writer& writer, const BranchSteps& value,
                                const ParameterSpec& row) {
  Json list = Json::array();
  for (const Steps& branch : value) list.items.push_back(*write_value(writer, branch, row));
  return list;
}

Json schema_of(const ParameterSpec& row, Tag<BranchSteps>) {
  return not_empty(schema::array_of(schema_of(row, Tag<Steps>{})));
}

void read_value(Reader& reader, const Json& json, const ParameterSpec&, Branches& out) {
  if (!reader.expect(json, Json::Type::array)) return;
  const std::size_t mistakes = reader.found().errors();
  double sum = 0.0;
  out.clear();
  for (const Json& element : json.items) {
    read_object(reader, element, Table<Choose::Branch>(kBranchFields), out.emplace_back());
    sum += out.back().probability.value();
  }
  if (reader.found().errors() == mistakes) check_sum(reader, json, sum, "probabilities");
}

std::optional<Json> write_value(const Writer& writer, const Branches& value, const ParameterSpec&) {
  Json list = Json::array();
  for (const Choose::Branch& branch : value)
    list.items.push_back(write_object(writer, branch, Table<Choose::Branch>(kBranchFields)));
  return list;
}

Json schema_of(const ParameterSpec&, Tag<Branches>) {
  return not_empty(schema::array_of(schema_of_object(Table<Choose::Branch>(kBranchFields))));
}

}  // namespace headroom::io
