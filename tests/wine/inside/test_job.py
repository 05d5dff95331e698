"""A job object holds whatever its programs start, and ends it; proven by looking which processes are left."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from deskside.errors import TookTooLong, Unavailable
from deskside.system.commands import run
from deskside.system.windows.job import Job

LOOPS = "import time\nwhile True: time.sleep(1)"
STARTS = (
    "import subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', sys.argv[1]])\n"
    "print(child.pid, flush=True)\n"
)
SOON = 60.0


def starting(after: str = "child.wait()") -> list[str]:
    """A program that starts another, which never ends by itself, tells its number, and then does this."""
    return [sys.executable, "-c", STARTS + after, LOOPS]


def told(child: subprocess.Popen[bytes]) -> psutil.Process:
    """The process whose number a child printed."""
    assert child.stdout is not None
    return psutil.Process(int(child.stdout.readline()))


def is_over(process: psutil.Process) -> bool:
    return not psutil.wait_procs([process], timeout=SOON)[1]


@pytest.fixture
def job() -> Iterator[Job]:
    made = Job()
    yield made
    made.end()


def test_what_a_program_started_ends_with_it(job: Job) -> None:
    with job.start(starting(), stdout=subprocess.PIPE) as child:
        grandchild = told(child)
        assert grandchild.is_running()
        job.end()
        assert child.wait(SOON) != 0
    assert is_over(grandchild)


def test_a_program_is_held_before_its_first_line(job: Job) -> None:
    code = (
        "import ctypes\nheld = ctypes.c_int()\nwindows = ctypes.windll.kernel32\n"
        "windows.GetCurrentProcess.restype = ctypes.c_void_p\n"
        "windows.IsProcessInJob(ctypes.c_void_p(windows.GetCurrentProcess()), None, ctypes.byref(held))\n"
        "print(held.value)"
    )
    child = job.start([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert child.communicate(timeout=SOON)[0].strip() == b"1"


def test_when_deskside_is_killed_everything_in_its_jobs_ends() -> None:
    owner = (
        "import subprocess, sys\nfrom deskside.system.windows.job import Job\njob = Job()\n"
        "child = job.start(sys.argv[1:], stdout=subprocess.PIPE)\n"
        "print(child.pid, int(child.stdout.readline()), flush=True)\nchild.wait()"
    )
    with subprocess.Popen([sys.executable, "-c", owner, *starting()], stdout=subprocess.PIPE) as deskside:
        assert deskside.stdout is not None
        held = [psutil.Process(int(pid)) for pid in deskside.stdout.readline().split()]
        assert len(held) == 2
        deskside.kill()
        assert all(is_over(process) for process in held)


def test_what_the_system_child_opens_for_a_person_stays() -> None:
    job = Job(lets_out=True)
    with job.start(starting(), stdout=subprocess.PIPE) as child:
        opened = told(child)
        try:
            job.end()
            child.wait(SOON)
            assert opened.is_running()
        finally:
            opened.kill()


def test_a_program_that_takes_too_long_is_ended_with_what_it_started(tmp_path: Path) -> None:
    number = tmp_path / "number"
    writes = f"open({str(number)!r}, 'w').write(str(child.pid))\nchild.wait()"
    with pytest.raises(TookTooLong):
        run(starting(writes), 20.0)  # by then a Python has started, on a busy machine, too
    assert not psutil.pid_exists(int(number.read_text("ascii")))


def test_what_a_program_leaves_behind_on_purpose_stays() -> None:
    leaves = [
        sys.executable,
        "-c",
        "import subprocess, sys\nnowhere, apart = subprocess.DEVNULL, subprocess.DETACHED_PROCESS\n"
        "words = [sys.executable, '-c', sys.argv[1]]\n"
        "print(subprocess.Popen(words, stdout=nowhere, stderr=nowhere, creationflags=apart).pid)",
        LOOPS,
    ]
    ran = run(leaves, SOON)
    left = psutil.Process(int(ran.out))
    try:
        assert (ran.code, ran.err) == (0, "")
        assert left.is_running()
    finally:
        left.kill()


def test_a_program_is_told_words_by_its_environment_and_answers_in_full() -> None:
    ran = run([sys.executable, "-c", "import os\nprint(os.environ['NAME'] * 20000)"], SOON, {"NAME": "Office"})
    assert ran.out.strip() == "Office" * 20000


def test_a_program_that_is_not_there_is_said() -> None:
    with pytest.raises(Unavailable):
        run([r"C:\windows\system32\there-is-none.exe"], SOON)
