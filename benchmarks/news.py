#!/usr/bin/env python3
"""How long the window's thread stands still while two hundred tickets bring news, beside a window that shows nothing.

The embedded desk holds 200 tickets of one person, and an agent has answered
each. The real window shows its first page, the list or one request; a real
``deskside post`` fetches everything in one pass (more than the tray ever does
at once), and all that it brings is read and drawn. The floor is an empty
window in whose process the same ``deskside post`` is started: what this
computer's other work costs any window.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
TICKETS, RUNS, LIMIT = 200, 10, 240.0
PAGES = ("home", "requests", "request")

FLOOR = """
import sys, time
from PySide6.QtCore import QProcess, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.resize(440, 680)
window.show()
worst, last = [0.0, 0.0], []
def tick():
    now = time.monotonic(), time.thread_time()
    worst[:] = (max(most, one - before) for most, one, before in zip(worst, now, last.pop() if last else now))
    last.append(now)
timer = QTimer()
timer.setTimerType(Qt.TimerType.PreciseTimer)
timer.timeout.connect(tick)
post = QProcess()
post.finished.connect(lambda *_ended: QTimer.singleShot(1_000, app.quit))
def begin():
    timer.start(1)
    post.start(sys.executable, ["-m", "deskside", "post", "--json"])
QTimer.singleShot(1_500, begin)
app.exec()
print(1000 * worst[0], 1000 * worst[1])
"""

OURS = """
import sys, time
from PySide6.QtCore import QProcess, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication
from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.paths import find_paths
from deskside.ui.board import Board
from deskside.ui.guide import Guide
from deskside.ui.lane import Lane
from deskside.ui.office import Office
page, many = sys.argv[1], int(sys.argv[2])
app = QApplication([])
paths = find_paths()
settings = load(paths)
office, lane = Office(lambda: compose(paths, settings)), Lane(app)
board = Board(office, lane, app)
memory = QSettings(str(paths.data / "window.ini"), QSettings.Format.IniFormat)
memory.setValue("welcome/seen", "true")
guide = Guide(app, office, board, lane, settings, paths.resources, memory)
guide.show()
worst, last = [0.0, 0.0], []
def tick():
    now = time.monotonic(), time.thread_time()
    worst[:] = (max(most, one - before) for most, one, before in zip(worst, now, last.pop() if last else now))
    last.append(now)
timer = QTimer()
timer.setTimerType(Qt.TimerType.PreciseTimer)
timer.timeout.connect(tick)
post = QProcess()
def on_back(*_ended):
    board.read_again()
    lane.ask(app, office.casework.fresh_news)
post.finished.connect(on_back)
def begin():
    timer.start(1)
    post.start(sys.executable, ["-m", "deskside", "post", "--json"])
def on_changed():
    if sum(1 for one in board.known.tickets if one.unread) >= many - 1:
        QTimer.singleShot(1_000, app.quit)
board.changed.connect(on_changed)
def lead():
    if not board.known.read:
        QTimer.singleShot(50, lead)
        return
    if page == "requests":
        guide.requests()
    elif page == "request":
        guide.request(board.known.tickets[0].reference)
    QTimer.singleShot(2_000, begin)
board.read_again()
lead()
QTimer.singleShot(120_000, lambda: app.exit(1))
code = app.exec()
print(1000 * worst[0], 1000 * worst[1])
guide.end()
lane.end()
sys.exit(code)
"""


def two_hundred_answered(home: Path) -> None:
    """Sent from here, answered by an agent, and none of it fetched yet."""
    from deskside.model.ticket import Draft
    from deskside.paths import find_paths
    from deskside.storage import Database
    from deskside.tickets.backends.desk import EmbeddedDesk
    from deskside.tickets.desk import Desk
    from deskside.tickets.outbox.sending import Outbox

    paths = find_paths({"DESKSIDE_HOME": str(home)})
    database = Database(paths.database)
    outbox, backend, desk = Outbox(database, paths.attachments), EmbeddedDesk(paths.desk), Desk(paths.desk)
    for number in range(TICKETS):
        reference = f"DS-{number:05}-00000"
        outbox.enqueue(Draft(reference, f"Printer {number} prints stripes", "It began today."), "desk", time.time())
    outbox.drain(backend)
    for number in range(TICKETS):
        desk.reply(f"DS-{number:05}-00000", "Please look at deskside://open/printer. " + "We look at it. " * 20)
    backend.close()
    desk.close()
    database.close()


def worst_stall(program: str, template: Path, *arguments: str) -> tuple[float, float]:
    """Milliseconds by the clock, and of the thread's own work, on a fresh copy of the same data."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "home")
        shutil.copytree(template, home)
        environ = {
            **os.environ,
            "DESKSIDE_HOME": str(home),
            "PYTHONPATH": str(TOP / "app"),
            "QT_QPA_PLATFORM": "offscreen",
        }
        command = (sys.executable, "-c", program, *arguments)
        said = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=True, env=environ)
    stall, work = said.stdout.split()[-2:]
    return float(stall), float(work)


def main() -> int:
    runs = int(os.environ.get("RUNS", RUNS))
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder, "template")
        template.mkdir()
        two_hundred_answered(template)
        ours: dict[str, list[tuple[float, float]]] = {page: [] for page in PAGES}
        floor: list[tuple[float, float]] = []
        for _run in range(runs):
            floor.append(worst_stall(FLOOR, template))
            for page in PAGES:
                ours[page].append(worst_stall(OURS, template, page, str(TICKETS)))
    least = statistics.median(stall for stall, _work in floor)
    for page, stalls in ours.items():
        middle, work = (statistics.median(column) for column in zip(*stalls, strict=True))
        print(
            f"longest stall while {TICKETS} tickets bring news, {page} shown: median {middle:.1f} ms"
            f" (goal 50, limit 100), {work:.1f} ms of it the window's own work,"
            f" ratio {middle / least:.2f} of an empty window ({least:.1f} ms), n={runs}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
