"""The lab keeps its word: it changes nothing of the machine, ends with all it started, and its person is no root."""

from __future__ import annotations

import http.server
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from office import WORLD

HEALTHY = ("printing/none", "network/none", "disk/none")


def world(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(WORLD), *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_output_and_exit_code_of_the_command_pass_through() -> None:
    ran = world("none", "--", "sh", "-c", "lpstat -d; exit 7")
    assert (ran.returncode, ran.stdout) == (7, "system default destination: Office\n")


def test_a_person_in_a_world_is_an_ordinary_one_with_a_home_of_their_own() -> None:
    asks = "id -un; touch ~/mine && echo mine; touch /etc/theirs 2>&1; grep CapEff /proc/self/status"
    ran = world("none", "--person", "--", "sh", "-c", asks)
    assert ran.returncode == 0, ran.stderr
    name, mine, theirs, rights = ran.stdout.splitlines()
    assert (name, mine) == ("ann", "mine")
    assert "Permission denied" in theirs
    assert set(rights.split()[1]) == {"0"}


def test_the_network_of_the_machine_is_seen_only_when_it_is_shared() -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as outside:
        threading.Thread(target=outside.serve_forever, daemon=True).start()
        knock = f"exec 3<>/dev/tcp/127.0.0.1/{outside.server_port}"
        shared = world("none", "--share-net", "--person", "--", "bash", "-c", f"{knock}; lpstat -r")
        alone = world("none", "--person", "--", "bash", "-c", knock)
        outside.shutdown()
    assert shared.stdout == "scheduler is running\n"
    assert alone.returncode != 0


@pytest.mark.parametrize("fault", [*HEALTHY, "full_stick", "dns_first_dead", "split_vpn"])
def test_nothing_of_a_world_is_left_on_the_machine(fault: str) -> None:
    before = _of_the_machine()
    folder = world(fault, "--", "sh", "-c", "echo $DESKSIDE_LAB_RUN").stdout.strip()
    assert folder
    assert not Path(folder).exists()
    assert not _of_world(folder)
    assert _left_in_the_end(folder) == ([], [])
    assert _of_the_machine() == before


def test_several_worlds_at_once_do_not_know_of_each_other() -> None:
    asks = ["getent ahostsv4 good.test | head -n 1", "ls /home/ann", "cat /proc/mounts | grep -c ' /home/ann '"]
    with ThreadPoolExecutor(4) as pool:
        faults = ("network/none", "network/none", "disk/none", "disk/none")
        ran = list(pool.map(lambda fault: world(fault, "--", "sh", "-c", "; ".join(asks)), faults))
    assert [one.stdout.split()[:1] for one in ran[:2]] == [["203.0.113.10"]] * 2
    assert [one.stdout.split() for one in ran[2:]] == [["Desktop", "Documents", "Downloads", "Videos", "1"]] * 2


@pytest.mark.parametrize("fault", HEALTHY)
def test_a_world_that_is_killed_takes_everything_with_it(fault: str) -> None:
    script = "echo $DESKSIDE_LAB_RUN; exec sleep 9999"
    with subprocess.Popen(
        [sys.executable, str(WORLD), fault, "--", "sh", "-c", script], stdout=subprocess.PIPE, text=True
    ) as outer:
        assert outer.stdout is not None
        folder = outer.stdout.readline().strip()
        assert _of_world(folder)
        outer.send_signal(signal.SIGKILL)
    left = _left_in_the_end(folder)
    Path(folder).rmdir()  # only the empty place where the world was mounted
    assert left == ([], [])


def _left_in_the_end(folder: str) -> tuple[list[str], list[Path]]:
    """Processes and disks of this world. A disk is let go once nobody looks at it: another world that comes up does."""
    end = time.monotonic() + 60
    while True:
        left = _of_world(folder), _disks_of_world(folder)
        if left == ([], []) or time.monotonic() > end:
            return left
        time.sleep(0.05)


def _of_the_machine() -> dict[str, object]:
    """What a careless lab would leave something in."""
    files = {str(path): path.read_bytes() for path in map(Path, ("/etc/passwd", "/etc/hosts", "/etc/resolv.conf"))}
    folders = {name: sorted(Path(name).glob("*")) for name in ("/home", "/media", "/run/netns", "/etc/ssl/certs")}
    return {**files, **folders, "links": sorted(Path("/sys/class/net").iterdir())}


def _disks_of_world(folder: str) -> list[Path]:
    """Loop devices that still hold a file of this world."""
    held = []
    for path in Path("/sys/block").glob("loop*/loop/backing_file"):
        with suppress(OSError):  # let go while it was looked at
            if folder in path.read_text():
                held.append(path)
    return held


def _of_world(folder: str) -> list[str]:
    """Processes that were started in this world: its folder stands in their environment."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdecimal() and int(process.name) != os.getpid():
            try:
                environ = (process / "environ").read_bytes()
            except OSError:
                continue
            if f"DESKSIDE_LAB_RUN={folder}".encode() in environ:
                found.append(process.name)
    return found
