"""Private namespaces for a world: whatever runs in them ends with it, and nothing of the machine is changed.

The command re-executes itself in fresh mount and process namespaces, and a
network of its own unless the machine's is to be shared. /etc, /run and /home
are overlays that only the world sees.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

INSIDE = "DESKSIDE_LAB_RUN"
"""The variable that names the world's folder; set only inside a world."""
PERSON, UID = "ann", 1100
TOP = Path(__file__).resolve().parents[3]
SEEN_AT = Path("/run/deskside-checkout")
"""Where a world shows this checkout, so that the person can read it wherever it lies."""


def enter(arguments: list[str], *, share_net: bool) -> int:
    """Runs this same command once more, inside; returns its exit code."""
    if os.geteuid() != 0:
        sys.exit("world: needs root, to make namespaces")
    folder = Path(tempfile.mkdtemp(prefix="deskside-lab."))
    folder.chmod(0o755)
    kinds = ["--mount", "--pid", "--uts", "--ipc", *([] if share_net else ["--net"])]
    until_we_end = ["setpriv", "--pdeathsig", "KILL"]
    unshare = ["unshare", *kinds, "--fork", "--kill-child", "--mount-proc", "--propagation", "private", "--"]
    try:
        outer = subprocess.Popen(
            [*until_we_end, *unshare, sys.executable, *arguments],
            env={**os.environ, INSIDE: str(folder)},
        )
        for sign in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, lambda *_: _end_first_process(outer.pid))
        return _waited(outer)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _end_first_process(unshare: int) -> None:
    """unshare itself ignores SIGTERM; its child is the world's first process and ends all others."""
    with suppress(OSError):  # the world ended by itself meanwhile
        for child in Path(f"/proc/{unshare}/task/{unshare}/children").read_text().split():
            os.kill(int(child), signal.SIGTERM)


def _waited(outer: subprocess.Popen[bytes]) -> int:
    while True:
        try:
            code = outer.wait()
        except KeyboardInterrupt:
            continue
        return code if code >= 0 else 128 - code


def become_init() -> None:
    """The world's first process collects what others leave behind, as an init does; this returns in its child."""
    child = os.fork()
    if not child:
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, lambda *_: os.kill(child, signal.SIGTERM))
    while True:
        pid, status = os.wait()
        if pid == child:
            os._exit(os.waitstatus_to_exitcode(status) & 255)


def make_private(folder: Path, *, share_net: bool, person: bool) -> Path:
    """Overlays, the person's account, and a home for the command, which is returned."""
    _mount("-t", "tmpfs", "-o", "mode=755", "lab", str(folder))
    checkout = folder / "checkout"
    checkout.mkdir()
    _mount("--bind", str(TOP), str(checkout))
    for path in ("/etc", "/run", "/home"):
        upper, work = folder / f"over{path}" / "upper", folder / f"over{path}" / "work"
        upper.mkdir(parents=True)
        work.mkdir()
        upper.chmod(0o755)
        _mount("-t", "overlay", "-o", f"lowerdir={path},upperdir={upper},workdir={work}", "overlay", path)
    SEEN_AT.mkdir()
    _mount("--move", str(checkout), str(SEEN_AT))
    if not share_net:
        _own_network(folder)
    home = Path("/home") / PERSON
    home.mkdir()
    if person:
        os.chown(home, UID, UID)
    home.chmod(0o700)
    with Path("/etc/passwd").open("a") as accounts, Path("/etc/group").open("a") as groups:
        accounts.write(f"{PERSON}:x:{UID}:{UID}:Ann Example:{home}:/bin/sh\n")
        groups.write(f"{PERSON}:x:{UID}:\n")
    return home


def _own_network(folder: Path) -> None:
    """/sys tells of the network it was mounted in, and cgroups are to be seen there as before."""
    kept = folder / "cgroup"
    kept.mkdir()
    _mount("--rbind", "/sys/fs/cgroup", str(kept))
    _mount("-t", "sysfs", "sysfs", "/sys")
    _mount("--rbind", str(kept), "/sys/fs/cgroup")
    subprocess.run(["umount", "--lazy", str(kept)], check=True, timeout=60)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True, timeout=60)


def as_person(command: list[str]) -> list[str]:
    """The command, run as the person without any right of root."""
    change = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups", "--no-new-privs", "--bounding-set=-all"]
    return [*change, "--", *command]


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, timeout=60)
