#include "gui/inspector/inspector.h"

#include <QTest>

#include <gtest/gtest.h>

#include "gui/window/main_window.h"
#include "tests/gui/support.h"

namespace headroom::gui {
namespace {

class InspectorTest : public testing::Test {
 protected:
  InspectorTest() {
    window.resize(1280, 800);
    window.show();
    window.document().start(test::small_shop());
    window.state().set_selection({"web"});
  }
  FormField& field(const char* parameter) {
    FormField* found = window.inspector().parameters().field(parameter);
    EXPECT_NE(found, nullptr) << parameter;
    return *found;
  }
  /// As a user: click, clear, type, Enter.
  void type(FormField& into, const char* words) {
    into.line()->setFocus();
    into.line()->selectAll();
    QTest::keyClick(into.line(), Qt::Key_Delete);
    QTest::keyClicks(into.line(), words);
    QTest::keyClick(into.line(), Qt::Key_Return);
  }
  const architecture::Component& web() {
    return window.document().scenario().architecture.components.at("web");
  }
  MainWindow window{test::knowledge()};
};

TEST_F(InspectorTest, HasAFieldForEveryParameterOfTheKind) {
  for (const auto& row : test::knowledge()->kinds.find("service")->parameters())
    EXPECT_NE(window.inspector().parameters().field(std::string(row.name)), nullptr) << row.name;
}

TEST_F(InspectorTest, ShowsWhatIsTypedAndWhatHoldsWithoutIt) {
  EXPECT_EQ(field("replicas").value(), "2");
  EXPECT_EQ(field("threads").value(), "");
  EXPECT_EQ(field("threads").line()->placeholderText(), "none");
  EXPECT_EQ(field("network").line()->placeholderText(), "0.3 ms");
  EXPECT_EQ(field("replicas").mark()->evidence(), Evidence::typed);
  EXPECT_EQ(field("network").mark()->evidence(), Evidence::unset);
}

TEST_F(InspectorTest, TypingChangesTheScenarioAndCanBeUndone) {
  type(field("replicas"), "5");
  EXPECT_EQ(web().parameters.at("replicas").typed, "5");
  EXPECT_EQ(window.document().history().undoText(), "web replicas 2 to 5");
  window.document().history().undo();
  EXPECT_EQ(web().parameters.at("replicas").typed, "2");
  EXPECT_EQ(field("replicas").value(), "2");
}

TEST_F(InspectorTest, AMistakeStaysInTheFieldWithItsReason) {
  const auto before = window.document().scenario();
  type(field("replicas"), "0");
  EXPECT_FALSE(field("replicas").error().isEmpty());
  EXPECT_EQ(window.document().scenario(), before);
  type(field("replicas"), "3");
  EXPECT_TRUE(field("replicas").error().isEmpty());
  EXPECT_EQ(web().parameters.at("replicas").typed, "3");
}

TEST_F(InspectorTest, AnUnknownSizeNamesTheNearest) {
  type(field("size"), "aws:m6i.larg");
  EXPECT_TRUE(field("size").error().contains("aws:m6i.large"));
}

TEST_F(InspectorTest, AnEmptyFieldIsTheDefault) {
  type(field("replicas"), "");
  EXPECT_FALSE(web().parameters.contains("replicas"));
  EXPECT_EQ(field("replicas").line()->placeholderText(), "1");
}

TEST_F(InspectorTest, WhatHasNoEffectIsDisabledUntilItHas) {
  EXPECT_FALSE(field("max_queue").isEnabled());
  type(field("threads"), "16");
  EXPECT_TRUE(field("max_queue").isEnabled());
}

TEST_F(InspectorTest, EvidenceIsChosenBesideTheValue) {
  Q_EMIT field("replicas").mark()->chosen("measured");
  EXPECT_EQ(web().evidence.at("replicas"), "measured");
  EXPECT_EQ(field("replicas").mark()->evidence(), Evidence::measured);
}

TEST_F(InspectorTest, ResultsStandBesideTheInputs) {
  ASSERT_TRUE(test::wait_for([this] { return !window.solver().busy(); }));
  const ComponentResults& results = window.inspector().results().results();
  ASSERT_TRUE(results.known);
  EXPECT_EQ(results.resources.front().label, "CPU");
  EXPECT_EQ(results.resources.front().number, window.scene().card("web")->facts().number);
  EXPECT_EQ(results.cost, window.scene().card("web")->facts().cost);
  EXPECT_EQ(results.year.size(), 3U);
}

TEST_F(InspectorTest, WithoutASelectionTheScenarioIsInspected) {
  window.state().set_selection({});
  FormField* growth = window.inspector().scenario_form().field("Growth");
  ASSERT_NE(growth, nullptr);
  EXPECT_EQ(growth->value(), "5 %/month");
  type(*growth, "6 to 12 %/month");
  const auto& compound = std::get<workload::Compound>(window.document().scenario().load.growth);
  EXPECT_DOUBLE_EQ(compound.per_month.low, 0.06);
  EXPECT_DOUBLE_EQ(compound.per_month.high, 0.12);
  FormField* p95 = window.inspector().scenario_form().field("p95");
  type(*p95, "soon");
  EXPECT_FALSE(p95->error().isEmpty());
}

TEST_F(InspectorTest, AnEditIsAnsweredByFormulasFirst) {
  ASSERT_TRUE(test::wait_for([this] { return !window.solver().busy(); }));
  std::vector<Stage> stages;
  QObject::connect(&window.state(), &ViewState::answer_changed, [&] {
    if (!window.state().updating()) stages.push_back(window.state().answer()->stage);
  });
  type(field("replicas"), "4");
  ASSERT_TRUE(test::wait_for([this] { return !window.solver().busy(); }));
  EXPECT_EQ(stages, (std::vector{Stage::formulas, Stage::preview, Stage::full}));
}

TEST_F(InspectorTest, FiguresOfStepsAreEditedInPlace) {
  FormField* cpu = window.inspector().operations().field("page", 0);
  ASSERT_NE(cpu, nullptr);
  EXPECT_EQ(cpu->value(), "exponential(10 ms)");
  type(*cpu, "lognormal(8 ms, cv 1)");
  const auto& step = web().operations.at("page").front();
  EXPECT_EQ(std::get<architecture::CpuWork>(step.action).demand.typed, "lognormal(8 ms, cv 1)");
  type(*cpu, "soon");
  EXPECT_FALSE(cpu->error().isEmpty());
  window.document().history().undo();
  EXPECT_EQ(cpu->value(), "exponential(10 ms)");
}

TEST_F(InspectorTest, NestedStepsAreRowsThatCanBeRemoved) {
  using namespace architecture;
  Call call;
  call.target = {"db", "read"};
  Choose choose;
  choose.branches = {{Ratio(0.25), {{call}}}, {Ratio(0.75), {{Fail{Ratio(0.01)}}}}};
  const Steps steps = {{choose}, {Send{{"mail", ""}}}};
  const std::vector<StepRow> rows = step_rows(steps);
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].words, "one of (25 %, 75 %):");
  EXPECT_EQ(rows[1].path, (StepPath{0, 0, 0}));
  EXPECT_EQ(rows[2].typed, "1 %");
  EXPECT_EQ(rows[2].depth, 1);
  const Steps fewer = without_step(steps, rows[1].path);
  EXPECT_TRUE(std::get<Choose>(fewer[0].action).branches[0].steps.empty());
  const auto changed = with_figure(steps, rows[2].path, "2 %");
  ASSERT_TRUE(changed.ok());
  EXPECT_EQ(step_rows(*changed)[2].typed, "2 %");
  EXPECT_FALSE(with_figure(steps, rows[2].path, "often").ok());
}

}  // namespace
}  // namespace headroom::gui
