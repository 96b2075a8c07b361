"""Installs into an empty folder, starts what was installed and checks its desktop files:
install_test.py BUILD_FOLDER CMAKE"""

import configparser
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml

BUILD, CMAKE = sys.argv.pop(1), sys.argv.pop(1)


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.prefix = cls.folder.name
        subprocess.run([CMAKE, "--install", BUILD, "--prefix", cls.prefix], check=True, stdout=subprocess.DEVNULL)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def path(self, *parts):
        return os.path.join(self.prefix, *parts)

    def started(self, program, argument):
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
        return subprocess.run([self.path("bin", program), argument], env=environment, check=True,
                              capture_output=True, text=True).stdout

    def validated(self, *command):
        if shutil.which(command[0]):
            done = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_programs_start(self):
        self.assertIn("0.1.0", self.started("headroom", "version"))
        self.assertIn("0.1.0", self.started("headroom-gui", "--version"))

    def test_the_desktop_entry_names_what_is_there(self):
        file = self.path("share", "applications", "headroom-gui.desktop")
        parser = configparser.ConfigParser(interpolation=None)
        parser.optionxform = str
        parser.read(file)
        entry = parser["Desktop Entry"]
        program = entry["Exec"].split()[0]
        self.assertTrue(os.access(self.path("bin", program), os.X_OK))
        icon = self.path("share", "icons", "hicolor", "scalable", "apps", entry["Icon"] + ".svg")
        self.assertEqual(xml.parse(icon).getroot().get("viewBox"), "0 0 128 128")
        self.validated("desktop-file-validate", file)

    def test_the_metainfo_belongs_to_the_desktop_entry(self):
        file = self.path("share", "metainfo", "headroom-gui.metainfo.xml")
        root = xml.parse(file).getroot()
        launchable = root.findtext("launchable")
        self.assertTrue(os.path.exists(self.path("share", "applications", launchable)))
        self.assertEqual(root.find("releases/release").get("version"),
                         self.started("headroom-gui", "--version").split()[-1])
        self.validated("appstreamcli", "validate", "--no-net", file)

    def test_examples_and_licence_are_beside(self):
        for name in ("copyright", "README.md", "examples/online_boutique.json", "docs/FORMAT.md"):
            self.assertTrue(os.path.exists(self.path("share", "doc", "headroom", *name.split("/"))), name)


if __name__ == "__main__":
    unittest.main()
