// Classes, surges and operations in the inspector.
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <gtest/gtest.h>

#include "core/io/scenario_file.h"
#include "gui/window/main_window.h"
#include "tests/gui/support.h"

namespace headroom::gui {
namespace {

class LoadFormTest : public testing::Test {
 protected:
  LoadFormTest() {
    window.resize(1280, 800);
    window.show();
    window.document().start(test::small_shop());
  }

  LoadForm& form() { return window.inspector().load_form(); }
  OperationsForm& operations() { return window.inspector().operations(); }
  const projection::Scenario& scenario() { return window.document().scenario(); }
  void type(QLineEdit* line, const char* words) {
    ASSERT_NE(line, nullptr);
    line->setFocus();
    line->selectAll();
    QTest::keyClicks(line, words);
    QTest::keyClick(line, Qt::Key_Return);
  }
  void type(const char* pointer, const char* label, const char* words) {
    FormField* field = form().field(pointer, QString::fromLatin1(label));
    ASSERT_NE(field, nullptr) << pointer;
    type(field->line(), words);
  }
  bool sound() { return !window.document().problems().has_errors(); }

  MainWindow window{test::knowledge()};
};

TEST_F(LoadFormTest, ClassesAreAddedSharedRenamedAndDeleted) {
  EXPECT_FALSE(form().remove_button("/load/classes/browse")->isEnabled());  // the only one
  QTest::mouseClick(&form().add_class(), Qt::LeftButton);
  ASSERT_EQ(scenario().load.classes.size(), 2U);
  EXPECT_DOUBLE_EQ(scenario().load.classes[0].share.value(), 0.9);
  EXPECT_TRUE(sound());
  type("/load/classes/requests", "Share", "40 %");
  EXPECT_DOUBLE_EQ(scenario().load.classes[0].share.value(), 0.6);
  EXPECT_TRUE(sound());
  type("/load/classes/requests", "Name", "orders");
  ASSERT_NE(form().field("/load/classes/orders", "Name"), nullptr);
  EXPECT_EQ(form().field("/load/classes/requests", "Name"), nullptr);
  type("/load/classes/orders", "Enters at", "db.read");
  EXPECT_EQ(scenario().load.classes[1].component, "db");
  EXPECT_TRUE(sound());
  QTest::mouseClick(form().remove_button("/load/classes/orders"), Qt::LeftButton);
  ASSERT_EQ(scenario().load.classes.size(), 1U);
  EXPECT_DOUBLE_EQ(scenario().load.classes[0].share.value(), 1.0);
  EXPECT_TRUE(sound());
  while (window.document().history().canUndo()) window.document().history().undo();
  EXPECT_EQ(scenario(), test::small_shop());
}

TEST_F(LoadFormTest, ClassesHavePrioritiesAndDeadlines) {
  type("/load/classes/browse", "Priority", "3");
  type("/load/classes/browse", "Deadline", "2 s");
  EXPECT_EQ(scenario().load.classes[0].priority, 3U);
  EXPECT_EQ(scenario().load.classes[0].deadline, Seconds(2.0));
  type("/load/classes/browse", "Priority", "17");
  type("/load/classes/browse", "Deadline", "0 s");
  EXPECT_EQ(scenario().load.classes[0].priority, 3U);
  EXPECT_EQ(scenario().load.classes[0].deadline, Seconds(2.0));
  EXPECT_FALSE(form().field("/load/classes/browse", "Priority")->error().isEmpty());
  EXPECT_FALSE(form().field("/load/classes/browse", "Deadline")->error().isEmpty());
  FormField* deadline = form().field("/load/classes/browse", "Deadline");
  deadline->line()->setFocus();
  deadline->line()->selectAll();
  QTest::keyClick(deadline->line(), Qt::Key_Backspace);
  QTest::keyClick(deadline->line(), Qt::Key_Return);
  EXPECT_FALSE(scenario().load.classes[0].deadline.has_value());
  EXPECT_TRUE(sound());
}

TEST_F(LoadFormTest, AMistakeStaysInItsField) {
  const projection::Scenario before = scenario();
  type("/load/classes/browse", "Enters at", "nowhere");
  type("/load/classes/browse", "Name", "no spaces please");
  EXPECT_EQ(scenario(), before);
  EXPECT_FALSE(form().field("/load/classes/browse", "Enters at")->error().isEmpty());
  EXPECT_FALSE(form().field("/load/classes/browse", "Name")->error().isEmpty());
}

TEST_F(LoadFormTest, TargetsFollowTheNameOfTheirClass) {
  projection::Scenario after = scenario();
  after.class_targets["browse"].latency_p95 = Seconds(0.2);
  window.document().edit("Target", after);
  type("/load/classes/browse", "Name", "look");
  EXPECT_TRUE(scenario().class_targets.contains("look"));
  EXPECT_TRUE(sound());
}

TEST_F(LoadFormTest, SurgesAreAddedChangedAndDeleted) {
  QTest::mouseClick(&form().add_surge(), Qt::LeftButton);
  ASSERT_EQ(scenario().load.surges.size(), 1U);
  EXPECT_TRUE(sound());
  type("/load/surges/surge", "Peak", "3 to 4 x");
  EXPECT_EQ(scenario().load.surges[0].peak.high, 4.0);
  type("/load/surges/surge", "Begins", "2027-02-15T09:00");
  EXPECT_EQ(to_string(scenario().load.surges[0].at), "2027-02-15T09:00:00Z");
  type("/load/surges/surge", "Lasts", "30 min");
  EXPECT_EQ(scenario().load.surges[0].hold.value(), 1800.0);
  EXPECT_TRUE(sound());
  QTest::mouseClick(form().remove_button("/load/surges/surge"), Qt::LeftButton);
  EXPECT_TRUE(scenario().load.surges.empty());
}

TEST_F(LoadFormTest, AWhatIfMarksWhatItSaysOtherwise) {
  QTest::mouseClick(&form().add_surge(), Qt::LeftButton);
  window.document().add_what_if("More");
  type("/load/surges/surge", "Peak", "5 x");
  FormField* peak = form().field("/load/surges/surge", "Peak");
  EXPECT_TRUE(peak->overridden());
  EXPECT_FALSE(form().field("/load/surges/surge", "Lasts")->overridden());
  QTest::mouseClick(peak->reset_button(), Qt::LeftButton);
  EXPECT_EQ(scenario().load.surges[0].peak.low, 2.0);
}

/// What stands at a JSON pointer; undefined where nothing does.
QJsonValue at_pointer(const QJsonObject& root, const std::string& pointer) {
  QJsonValue value(root);
  for (const QString& key : QString::fromStdString(pointer).mid(1).split(u'/'))
    value = value.toObject().value(key);
  return value;
}

TEST_F(LoadFormTest, FieldsPointAtWhatFilesSay) {
  projection::Scenario all = with_surge(with_class(scenario()));
  all.load.surges[0].ramp = all.load.surges[0].half_life = Seconds(60.0);
  all.load.surges[0].stays = Uncertain::exact(0.1);
  for (workload::RequestClass& one : all.load.classes) {
    one.priority = 2;
    one.deadline = Seconds(2.0);
  }
  all.targets.latency_p99 = Seconds(1.0);
  all.targets.monthly_cost = Money::from_units(100.0);
  const std::string written = io::write_scenario(all, test::knowledge()->kinds);
  const QJsonObject root = QJsonDocument::fromJson(QByteArray::fromStdString(written)).object();
  const auto expect_there = [&](const ScenarioField& field) {
    if (field.pointers.empty()) return;
    const bool there = std::ranges::any_of(field.pointers, [&](const std::string& pointer) {
      return !at_pointer(root, pointer).isUndefined();
    });
    EXPECT_TRUE(there) << field.pointers.front();
  };
  for (const ScenarioField& field : scenario_fields()) expect_there(field);
  for (const LoadItem& item : request_classes(all))
    std::ranges::for_each(item.fields, expect_there);
  for (const LoadItem& item : surges(all)) std::ranges::for_each(item.fields, expect_there);
}

TEST_F(LoadFormTest, OperationsAreAddedRenamedAndDeleted) {
  window.state().set_selection({"db"});
  type(operations().name_line("read"), "fetch");
  const auto operations_of = [this](const char* component) {
    return scenario().architecture.components.at(component).operations;
  };
  EXPECT_TRUE(operations_of("db").contains("fetch"));
  EXPECT_TRUE(sound());  // the call followed
  QTest::mouseClick(operations().add_button(), Qt::LeftButton);
  EXPECT_TRUE(operations_of("db").contains("operation"));
  EXPECT_TRUE(sound());
  type(operations().name_line("operation"), "fetch");  // taken
  EXPECT_TRUE(operations_of("db").contains("operation"));
  QTest::mouseClick(operations().remove_button("fetch"), Qt::LeftButton);
  EXPECT_FALSE(operations_of("db").contains("fetch"));
  EXPECT_EQ(operations_of("web").at("page").size(), 1U);  // without the call
  window.state().set_selection({"web"});
  type(operations().name_line("page"), "home");
  EXPECT_EQ(scenario().load.classes[0].operation, "home");
  EXPECT_TRUE(sound());
}

}  // namespace
}  // namespace headroom::gui
