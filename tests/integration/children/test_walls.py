"""What a hostile plugin tries, and what it gets: nothing. Where a wall is missing, that is said."""

from __future__ import annotations

import os
import platform
import socket
import subprocess
import sys
import time
from pathlib import Path
from textwrap import indent

import pytest
from msgspec.structs import replace

import deskside
from deskside.children import check_walls
from deskside.children.strays import MARK, end_marked
from deskside.model.troubleshooter import Question

from .bench import cause, children, detect_all, innocent, runs, still_running, written

HERE = Path(__file__).resolve().parent
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the walls of Linux")

# A signal is tried as signal 0, which only asks whether it may: were a wall missing, nothing must come of it.
KEPT_OUT = {
    "opens a file in the home folder": "open('{home}/letter.txt').read()",
    "lists the home folder": "import os\nos.listdir('{home}')",
    "opens a file by the kernel itself": "import ctypes\nsystem_call(openat, -100, b'{home}/letter.txt', 0)",
    "writes a file where it stands": "open('note.txt', 'w').write('x')",
    "writes to the temporary folder": "open('/tmp/deskside-was-here', 'w').write('x')",
    "reads its own standard library": "import os\nopen(os.__file__).read()",
    "makes a folder": "import os\nos.mkdir('here')",
    "deletes a file": "import os\nos.unlink('{home}/letter.txt')",
    "connects to loopback": "import socket\nsocket.socket().connect(('127.0.0.1', {port}))",
    "makes a socket by the kernel itself": "system_call(socket_, 2, 1, 0)",
    "listens": "import socket\nsocket.socket().bind(('127.0.0.1', 0))",
    "talks to a local socket": "import socket\nsocket.socket(socket.AF_UNIX).connect('{home}/socket')",
    "starts a program": "import subprocess\nsubprocess.run(['/bin/true'])",
    "becomes a program": "import os\nos.execv('/bin/true', ['true'])",
    "forks": "import os\nos.fork()",
    "forks by the kernel itself": "system_call(clone, 17, 0, 0, 0, 0)",
    "forks twice and lets go": "import os\nif os.fork() == 0:\n    os.setsid()\n    os.fork()\n    while True: pass",
    "signals its parent": "import os\nos.kill(os.getppid(), 0)",
    "signals everything of the person": "import os\nos.kill(-1, 0)",
    "looks into its parent": "import os\nopen(f'/proc/{{os.getppid()}}/environ').read()",
    "traces its parent": "import os\nsystem_call(ptrace, 16, os.getppid(), 0, 0)",
    "lifts its limits": "system_call(prlimit, 0, 9, bytes([255] * 16), 0)",
}
NUMBERS = {"x86_64": (257, 41, 56, 101, 302), "aarch64": (56, 198, 220, 117, 261)}
BY_HAND = """
import ctypes, os
openat, socket_, clone, ptrace, prlimit = {numbers}
def system_call(*arguments):
    if ctypes.CDLL(None, use_errno=True).syscall(*arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")
"""


@linux
@pytest.mark.parametrize("what", KEPT_OUT)
def test_a_plugin_gets_at_nothing_of_the_person_and_the_other_checks_answer(
    folder: Path, deskside_home: Path, what: str
) -> None:
    letter = deskside_home / "letter.txt"
    letter.write_text("secret", "utf-8")
    hand = BY_HAND.format(numbers=NUMBERS[os.uname().machine])
    with socket.create_server(("127.0.0.1", 0)) as server, children() as host:
        body = indent(KEPT_OUT[what].format(home=deskside_home, port=server.getsockname()[1]), "    ")
        tries = f"try:\n{body}\nexcept OSError as no:\n    return Finding(type(no).__name__)\nreturn Finding('got out')"
        told = detect_all(host, written(folder, cause("Tries", tries, hand) + innocent("Fine")))
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert told["tries"].says == "PermissionError"
    assert told["fine"].found
    assert letter.read_text("utf-8") == "secret"


def test_a_plugin_knows_nothing_of_our_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TICKET_TOKEN", "s3cret")
    code = cause("Env", "import os, sys\nreturn Finding('', {'env': dict(os.environ), 'words': sys.argv})")
    with children() as host:
        evidence = detect_all(host, written(folder, code))["env"].evidence
    assert set(evidence["env"]) <= {"DESKSIDE_CHILD", "LC_CTYPE"}
    assert "s3cret" not in str(evidence)


def test_a_secret_answer_never_reaches_a_plugin(folder: Path) -> None:
    asked = (Question("which", "Which printer?"), Question("pin", "Your PIN?", secret=True))
    code = cause("Answers", "return Finding('', dict(answers))")
    with children() as host:
        troubleshooter = replace(written(folder, code), questions=asked)
        told = detect_all(host, troubleshooter, which="Office", pin="1234")
    assert told["answers"].evidence == {"which": "Office"}


def test_several_checks_of_one_plugin_may_use_threads_time_and_the_standard_library(folder: Path) -> None:
    body = """
        import datetime, json, threading, time
        from urllib.parse import quote
        seen = []
        threads = [threading.Thread(target=seen.append, args=(n,)) for n in range(3)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        day = datetime.datetime.strptime("2024-02-29", "%Y-%m-%d")
        facts = {"seen": sorted(seen), "day": day.isoformat(), "local": time.localtime(0)[3]}
        return Finding(json.dumps(quote("a b")), facts)
    """
    with children() as host:
        told = detect_all(host, written(folder, cause("Fine", body)))["fine"]
    assert told.problem == ""
    assert told.says == '"a%20b"'
    assert told.evidence == {"seen": [0, 1, 2], "day": "2024-02-29T00:00:00", "local": time.localtime(0)[3]}


@linux
def test_check_says_that_every_wall_stands() -> None:
    rows = {row.name: row for row in check_walls()}
    assert set(rows) == {"walls.files", "walls.network", "walls.programs", "walls.others", "walls.memory"}
    assert all(row.ok for row in rows.values()), rows


# On a processor without a list of its own there is no seccomp wall. setarch makes this computer call itself one.
OTHER_PROCESSOR = ["setarch", "i686", sys.executable]
can_seem_other = pytest.mark.skipif(platform.machine() != "x86_64", reason="only this one can call itself an i686")


def started(code: str, *command: str) -> subprocess.Popen[str]:
    """A Deskside of its own, in another process."""
    more = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join([str(Path(deskside.__file__).parents[1]), str(HERE.parent), *([more] if more else [])])
    first = "from children.bench import *\n"
    return subprocess.Popen(
        [*(command or [sys.executable]), "-c", first + code],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def made(folder: Path) -> str:
    return f"t = Troubleshooter('printer', '1', 't', Path({str(folder)!r}), needs=NEEDS, has_code=True)\n"


@linux
@can_seem_other
def test_check_says_which_wall_is_missing() -> None:
    code = "from deskside.children import check_walls\nfor row in check_walls(): print(row.name, row.ok, row.do != '')"
    with started(code, *OTHER_PROCESSOR) as host:
        said = host.communicate(timeout=60)[0].splitlines()
    assert said == [
        "walls.files True False",
        "walls.network False True",
        "walls.programs False True",
        "walls.others True False",
        "walls.memory True False",
    ]


SLIPS_AWAY = """
import ctypes, os

def slip_away():
    there, here = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            environ = ctypes.POINTER(ctypes.c_void_p).in_dll(ctypes.CDLL(None), "environ")
            n = 0
            while environ[n]:
                ctypes.memset(environ[n], 32, len(ctypes.string_at(environ[n])))
                n += 1
            os.write(here, str(os.getpid()).encode())
            while True: pass
        os._exit(0)
    return int(os.read(there, 20))
"""


@linux
@can_seem_other
def test_where_programs_can_be_started_what_slipped_away_and_took_off_its_mark_is_still_ended(folder: Path) -> None:
    written(folder, cause("Forks", "return Finding('forked', {'pid': slip_away()})", SLIPS_AWAY) + innocent("Fine"))
    code = made(folder) + (
        "with children() as host: told = detect_all(host, t)\n"
        "print(told['fine'].found, told['forks'].evidence['pid'], os.getpid())"
    )
    with started(code, *OTHER_PROCESSOR) as host:
        found, pid, own = host.communicate(timeout=60)[0].split()
    assert found == "True"
    assert not runs(pid)
    assert still_running(int(own)) == []


@linux
def test_what_carries_the_mark_of_a_child_is_ended_wherever_it_went() -> None:
    """The last net, for where there is neither wall nor guard."""
    loops = "    os.write(1, f'{os.getpid()}\\n'.encode())\n    while True: pass"
    slips = f"import os\nif os.fork() == 0:\n    os.setsid()\n    os.fork()\n{loops}"
    with subprocess.Popen(
        [sys.executable, "-c", slips],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, MARK: f"{os.getpid()}-test"},
    ) as first:
        assert first.stdout is not None
        pids = [first.stdout.readline().strip(), first.stdout.readline().strip()]
        assert first.wait(60) == 0
        end_marked(f"{os.getpid()}-test")
    assert not [pid for pid in pids if runs(pid)]


@linux
def test_when_deskside_itself_is_killed_its_children_end(folder: Path) -> None:
    written(folder, cause("Hang", "while True: pass"))
    code = made(folder) + (
        "with Children({}, Limits(thinking=300)) as host:\n"
        "    causes = described(host, t)\n"
        "    host.detect((t,), causes, {}, print, 300)\n"
    )
    with started(code) as host:
        while len(still_running(host.pid)) < 2:
            assert host.poll() is None
        host.kill()
        host.wait(60)
        while still_running(host.pid):
            os.sched_yield()
