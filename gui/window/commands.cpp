#include "gui/window/commands.h"

#include <QCoreApplication>

#include "gui/window/main_window.h"

namespace headroom::gui {
namespace {

QString tr(const char* words) { return QCoreApplication::translate("Commands", words); }

QString unless(bool possible, const char* why) { return possible ? QString() : tr(why); }

CommandTable file_commands(MainWindow& w) {
  FileCommands& files = w.files();
  const auto open = [&w] { return unless(w.document().is_open(), "no scenario is open"); };
  const auto answered = [&w] {
    return unless(w.state().answer() && !w.state().updating(), "there is no answer yet");
  };
  return {
      {"file.new", tr("File"), tr("New from template\u2026"), "Ctrl+N", Scope::window,
       [&w] { w.show_gallery(); }},
      {"file.back", tr("File"), tr("Back to the scenario"), "", Scope::window,
       [&w] { w.show_scenario(); }, false, open},
      {"file.open", tr("File"), tr("Open\u2026"), "Ctrl+O", Scope::window,
       [&] { files.open_dialog(); }},
      {"file.save", tr("File"), tr("Save"), "Ctrl+S", Scope::window, [&] { files.save(); }, true,
       open},
      {"file.save_as", tr("File"), tr("Save as\u2026"), "Ctrl+Shift+S", Scope::window,
       [&] { files.save_as(); }, false, open},
      {"file.export_report", tr("File"), tr("Export report\u2026"), "", Scope::window,
       [&w] { w.exports().report(); }, true, answered},
      {"file.export_picture", tr("File"), tr("Export picture of the canvas\u2026"), "",
       Scope::window, [&w] { w.exports().canvas(); }, false, open},
      {"file.export_chart", tr("File"), tr("Export picture of the chart\u2026"), "", Scope::window,
       [&w] { w.exports().chart(); }, false, answered},
      {"file.copy_data", tr("File"), tr("Copy data of the chart as CSV"), "", Scope::window,
       [&w] { w.exports().copy_chart_data(); }, false, answered},
      {"file.quit", tr("File"), tr("Quit"), "Ctrl+Q", Scope::window, [&w] { w.close(); }, true},
  };
}

CommandTable edit_commands(MainWindow& w) {
  QUndoStack& history = w.document().history();
  Editor& editor = w.editor();
  const auto selected = [&w] {
    return unless(!w.state().selection().isEmpty(), "no component is selected");
  };
  return {
      {"edit.undo", tr("Edit"), tr("Undo"), "Ctrl+Z", Scope::window, [&history] { history.undo(); },
       false, [&history] { return unless(history.canUndo(), "nothing to undo"); }},
      {"edit.redo", tr("Edit"), tr("Redo"), "Ctrl+Shift+Z", Scope::window,
       [&history] { history.redo(); }, false,
       [&history] { return unless(history.canRedo(), "nothing to redo"); }},
      {"edit.cut", tr("Edit"), tr("Cut"), "Ctrl+X", Scope::canvas,
       [&] { editor.cut(w.state().selection()); }, true, selected},
      {"edit.copy", tr("Edit"), tr("Copy"), "Ctrl+C", Scope::canvas,
       [&] { editor.copy(w.state().selection()); }, false, selected},
      {"edit.paste", tr("Edit"), tr("Paste"), "Ctrl+V", Scope::canvas, [&] { editor.paste(); },
       false, [&] { return unless(editor.can_paste(), "nothing was copied"); }},
      {"edit.duplicate", tr("Edit"), tr("Duplicate"), "Ctrl+D", Scope::canvas,
       [&] { editor.duplicate(w.state().selection()); }, false, selected},
      {"edit.connect", tr("Edit"), tr("Connect to\u2026"), "C", Scope::canvas,
       [&w] { w.canvas().connect_selected(); }, false,
       [&w] { return unless(!w.state().selected().isEmpty(), "no single component is selected"); }},
      {"edit.delete", tr("Edit"), tr("Delete"), "Del", Scope::canvas,
       [&] { editor.remove(w.state().selection()); }, false, selected},
      {"edit.select_all", tr("Edit"), tr("Select all"), "Ctrl+A", Scope::canvas,
       [&w] { w.state().set_selection(w.scene().graph().names); }, true},
  };
}

CommandTable view_commands(MainWindow& w) {
  CanvasView& canvas = w.canvas();
  using projection::WindowKind;
  const auto hour = [&w](WindowKind kind) {
    return [&w, kind] { w.state().set_window_kind(kind); };
  };
  const auto month = [&w](int by) {
    return [&w, by] { w.state().set_month(w.state().month() + by); };
  };
  return {
      {"view.table", tr("View"), tr("Table instead of the canvas"), "Ctrl+T", Scope::window,
       [&w] { w.toggle_table(); }, false,
       [&w] { return unless(w.document().is_open(), "no scenario is open"); }},
      {"view.fit", tr("View"), tr("Zoom to fit"), "F", Scope::canvas, [&] { canvas.fit(); }},
      {"view.layout", tr("View"), tr("Lay out the canvas"), "L", Scope::canvas,
       [&w] { w.scene().lay_out(); }},
      {"view.zoom_in", tr("View"), tr("Zoom in"), "+", Scope::canvas, [&] { canvas.zoom_in(); }},
      {"view.zoom_out", tr("View"), tr("Zoom out"), "-", Scope::canvas, [&] { canvas.zoom_out(); }},
      {"view.zoom_whole", tr("View"), tr("Zoom to 100\u202f%"), "0", Scope::canvas,
       [&] { canvas.zoom_to(1.0); }},
      {"view.typical", tr("View"), tr("Typical hour"), "1", Scope::canvas,
       hour(WindowKind::typical), true},
      {"view.peak", tr("View"), tr("Peak hour"), "2", Scope::canvas, hour(WindowKind::peak)},
      {"view.surge", tr("View"), tr("Surge"), "3", Scope::canvas, hour(WindowKind::surge), false,
       [&w] { return unless(w.state().has_surge(), "no surge culminates in this month"); }},
      {"view.month_before", tr("View"), tr("Month before"), "[", Scope::canvas, month(-1), true},
      {"view.month_after", tr("View"), tr("Month after"), "]", Scope::canvas, month(1)},
      {"view.play", tr("View"), tr("Play the year"), "Space", Scope::canvas,
       [&w] { w.slider().toggle_play(); }},
      {"view.inspect", tr("View"), tr("Go to the inspector"), "Return", Scope::canvas,
       [&w] { w.inspector().focus_first(); }, true},
      {"view.reset_layout", tr("View"), tr("Reset the layout of the window"), "", Scope::window,
       [&w] { w.reset_panes(); }},
      {"view.load", tr("View"), tr("Show load"), "Ctrl+1", Scope::window,
       [&w] { w.dock().setCurrentIndex(0); }, true},
      {"view.latency", tr("View"), tr("Show latency and utilisation"), "Ctrl+2", Scope::window,
       [&w] { w.dock().setCurrentIndex(1); }},
      {"view.cost", tr("View"), tr("Show cost"), "Ctrl+3", Scope::window,
       [&w] { w.dock().setCurrentIndex(2); }},
      {"view.problems", tr("View"), tr("Show problems"), "Ctrl+4", Scope::window,
       [&w] { w.dock().show_problems(); }},
      {"view.explain", tr("View"), tr("Where the time goes"), "Ctrl+Shift+E", Scope::window,
       [&w] { w.show_explain(); }, false,
       [&w] { return unless(w.state().answer() != nullptr, "there is no answer yet"); }},
      {"view.history", tr("View"), tr("Show history"), "", Scope::window,
       [&w] { w.dock().show_history(); }},
      {"view.reset", tr("View"), tr("Reset layout"), "", Scope::window, [&w] { w.reset_panes(); },
       true},
  };
}

CommandTable align_commands(MainWindow& w) {
  struct Row {
    const char* id;
    const char* words;
    Alignment how;
    qsizetype least;  ///< cards
  };
  constexpr Row kRows[] = {
      {"align.left", "Align left", Alignment::left, 2},
      {"align.center", "Align centres", Alignment::center, 2},
      {"align.right", "Align right", Alignment::right, 2},
      {"align.top", "Align top", Alignment::top, 2},
      {"align.middle", "Align middles", Alignment::middle, 2},
      {"align.bottom", "Align bottom", Alignment::bottom, 2},
      {"align.across", "Distribute from left to right", Alignment::across, 3},
      {"align.down", "Distribute from top to bottom", Alignment::down, 3},
  };
  CommandTable all;
  for (const Row& row : kRows)
    all.push_back({row.id, tr("Arrange"), tr(row.words), "", Scope::window,
                   [&w, how = row.how] { w.scene().align(w.state().selection(), how); }, false,
                   [&w, least = row.least] {
                     return unless(w.state().selection().size() >= least,
                                   least == 2 ? "fewer than two components are selected"
                                              : "fewer than three components are selected");
                   }});
  return all;
}

CommandTable what_if_commands(MainWindow& w) {
  Document& document = w.document();
  WhatIfPane& pane = w.dock().what_ifs();
  const auto open = [&] { return unless(document.is_open(), "no scenario is open"); };
  const auto no_base = [&] {
    return unless(document.current() != kBase, "the base is shown, not a what-if");
  };
  return {
      {"what_if.new", tr("Scenario"), tr("New what-if"), "Ctrl+Shift+W", Scope::window,
       [&w, &pane] {
         w.dock().show_what_ifs();
         pane.make_what_if();
       },
       false, open},
      {"what_if.rename", tr("Scenario"), tr("Rename what-if"), "", Scope::window,
       [&w, &pane] {
         w.dock().show_what_ifs();
         pane.rename_current();
       },
       false, no_base},
      {"what_if.delete", tr("Scenario"), tr("Delete what-if"), "", Scope::window,
       [&document] { document.remove_what_if(document.current()); }, false, no_base},
      {"what_if.parent", tr("Scenario"), tr("Show the parent"), "", Scope::window,
       [&document] { document.switch_to(document.tree().parent(document.current())); }, true,
       no_base},
      {"what_if.compare", tr("Scenario"), tr("Compare"), "Ctrl+Shift+C", Scope::window,
       [&w] { w.show_compare(); }, true, [&w] { return w.nothing_to_compare(); }},
      {"what_if.show", tr("Scenario"), tr("Show what-ifs"), "", Scope::window,
       [&w] { w.dock().show_what_ifs(); }},
  };
}

CommandTable simulate_commands(MainWindow& w) {
  return {
      {"simulate.run", tr("Simulate"), tr("Simulate"), "F5", Scope::window, [&w] { w.solve(); },
       false,
       [&w] {
         return unless(w.document().subject() != nullptr,
                       "the scenario has problems or is not open");
       }},
      {"simulate.cancel", tr("Simulate"), tr("Cancel"), "Ctrl+.", Scope::window,
       [&w] { w.solver().cancel(); }, false,
       [&w] { return unless(w.solver().busy(), "nothing is being computed"); }},
      {"help.commands", tr("Help"), tr("Commands and keys"), "F1", Scope::window,
       [&w] { w.show_help(); }},
      {"help.find", tr("Help"), tr("Find or run\u2026"), "Ctrl+K", Scope::window,
       [&w] { w.open_palette(); }},
      {"help.next_pane", tr("Help"), tr("Next pane"), "F6", Scope::window, [&w] { w.next_pane(); }},
  };
}

}  // namespace

CommandTable commands_of(MainWindow& window) {
  CommandTable all;
  for (const CommandTable& part :
       {file_commands(window), edit_commands(window), view_commands(window), align_commands(window),
        what_if_commands(window), simulate_commands(window)})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace headroom::gui
