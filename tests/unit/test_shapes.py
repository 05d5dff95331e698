"""Two threads that read the same kind of thing for the first time: Deskside goes on."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).parents[2] / "app"
STARTS = 12
"""Without the lock about one start in three ends by a signal."""
TOGETHER = """
import sys, threading
sys.setswitchinterval(1e-6)
from msgspec import DecodeError
from deskside.model.case import Case
from deskside.model.shapes import decode
data = b'{"checks": [], "findings": [], "causes": [], "questions": [], "unnamed": [], "answers": [], "id": []}'
together = threading.Barrier(8)
def read():
    together.wait()
    try:
        decode(data, Case)
    except DecodeError:
        read_by.append(True)
read_by = []
threads = [threading.Thread(target=read) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(read_by))
"""


def test_reading_at_the_same_time_for_the_first_time_ends_no_start() -> None:
    command = (sys.executable, "-c", TOGETHER)
    for _start in range(STARTS):
        done = subprocess.run(
            command, capture_output=True, text=True, env={"PYTHONPATH": str(APP)}, timeout=60, check=False
        )
        assert (done.returncode, done.stdout.strip()) == (0, "8"), done.stderr


def test_nothing_is_read_into_a_struct_past_the_lock() -> None:
    past = re.compile(r"msgspec\.convert\(|msgspec\.\w+\.decode\([^)\n]*type=|msgspec\.\w+\.Decoder\(")
    sources = (path for path in (APP / "deskside").rglob("*.py") if path.name != "shapes.py")
    assert [str(path) for path in sources if past.search(path.read_text("utf-8"))] == []
