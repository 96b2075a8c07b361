"""The layering check accepts what the arrows allow and names what they forbid."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).resolve().parents[2] / "scripts" / "check_layering"


def check(path, include):
    with tempfile.TemporaryDirectory() as root:
        (Path(root) / "core").mkdir()
        file = Path(root) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"// One file.\n#include {include}\n", encoding="utf-8")
        return subprocess.run([sys.executable, CHECK, root], capture_output=True, text=True, check=False)


class CheckLayering(unittest.TestCase):
    def accepts(self, path, include):
        self.assertEqual(check(path, include).returncode, 0)

    def forbids(self, path, include):
        result = check(path, include)
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"{path}:2:", result.stdout)

    def test_arrows_go_down(self):
        self.accepts("core/sim/a.h", '"core/base/units.h"')
        self.forbids("core/base/a.h", '"core/sim/simulate.h"')

    def test_siblings_do_not_know_each_other(self):
        self.forbids("core/random/a.cpp", '"core/stats/moments.h"')
        self.forbids("core/sim/a.cpp", '"core/analytic/solve.h"')
        self.forbids("core/cost/a.cpp", '"core/sim/simulate.h"')

    def test_core_knows_nothing_above_it(self):
        self.forbids("core/io/a.cpp", '"models/kinds/service.h"')
        self.forbids("core/io/a.cpp", "<QString>")

    def test_only_the_application_knows_qt(self):
        self.accepts("gui/canvas/a.h", "<QWidget>")
        self.accepts("gui/canvas/a.h", '"core/io/scenario_file.h"')
        self.accepts("tests/gui/a.cpp", "<QTest>")
        self.forbids("cli/a.cpp", "<QString>")
        self.forbids("tests/sim/a.cpp", "<QTest>")
        self.forbids("cli/a.cpp", '"gui/style/tokens.h"')
        self.forbids("gui/canvas/a.cpp", '"cli/knowledge.h"')
        self.forbids("gui/canvas/a.cpp", "<nlohmann/json.hpp>")

    def test_heavy_headers_stay_in_source_files(self):
        self.forbids("core/io/a.h", "<nlohmann/json.hpp>")
        self.accepts("core/io/a.cpp", "<nlohmann/json.hpp>")

    def test_every_folder_of_core_has_a_place(self):
        self.forbids("core/misc/a.h", '"core/base/units.h"')


if __name__ == "__main__":
    unittest.main()
