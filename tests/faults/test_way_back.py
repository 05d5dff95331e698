"""A network that is gone and comes back, in a network of the test's own: what waits is tried then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).parents[2] / "app"
PROGRAM = """
import subprocess, sys
from PySide6.QtCore import QCoreApplication, QTimer
from deskside.ui.way_back import WayBack
app = QCoreApplication([])
way = WayBack(settle_ms=50)
way.came.connect(lambda: (print("came", flush=True), app.quit()))
way.begin()
steps = ["link set lo up", "link add v0 type veth peer name v1", "link set v0 up", "link set v1 up",
         "addr add 10.9.9.2/24 dev v0"]
for step in steps:
    subprocess.run(["ip", *step.split()], check=True)
app.processEvents()
print("no way out yet", flush=True)
subprocess.run(["ip", "route", "add", "default", "via", "10.9.9.1"], check=True)
QTimer.singleShot(60_000, app.quit)
app.exec()
"""


def test_when_the_network_is_there_again_the_tray_is_told() -> None:
    environ = {**os.environ, "PYTHONPATH": str(APP)}
    environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    command = ("unshare", "--net", sys.executable, "-c", PROGRAM)
    said = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True, env=environ)
    assert said.stdout.split("\n")[:2] == ["no way out yet", "came"]
