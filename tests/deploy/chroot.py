"""A clean Debian without anything on it: an installed computer in a folder, with its own users and its own processes.

Made once by debootstrap under ``~/.cache/deskside-tests`` and copied for each. What runs in it runs in namespaces of
its own, which end with it: nothing is mounted and no process is left on the machine that tests. Root only.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

ENTER = Path(__file__).with_name("enter")
CACHE = Path("~/.cache/deskside-tests").expanduser()
CLEAN_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
MAKE_SECONDS, RUN_SECONDS, INSTALL_SECONDS = 600, 240, 600
Done: TypeAlias = subprocess.CompletedProcess[str]


class Chroot:
    """``root`` is its top folder, as it is seen from outside."""

    def __init__(self, root: Path, archives: Path) -> None:
        self.root, self._archives = root, archives

    @classmethod
    def made(cls, folder: Path, *people: str) -> Chroot:
        """A computer in a new folder inside ``folder``, with these accounts."""
        base, archives = _base()
        root = Path(tempfile.mkdtemp(dir=folder, prefix="computer-"))
        subprocess.run(["cp", "-a", "--reflink=auto", f"{base}/.", root], check=True, timeout=RUN_SECONDS)
        root.chmod(0o755)
        made = cls(root, archives)
        _also_in(made.path("/var/cache/apt/archives"), archives)
        for person in people:
            made.run("useradd", "--create-home", "--shell", "/bin/bash", person).check_returncode()
        return made

    def run(
        self,
        *command: str | Path,
        user: str = "root",
        stdin: str = "",
        network: bool = False,
        environ: dict[str, str] | None = None,
        seconds: float = RUN_SECONDS,
    ) -> Done:
        """Runs a command to its end, with all it started, and nothing of our environment.

        ``network``: in that of the caller, such as the machine's to fetch packages, or an ``OwnNetwork``; else in a
        network of its own, with nothing but a loopback.
        """
        return subprocess.run(
            self.command(*command, user=user, network=network),
            env=self.environ(user, environ),
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )

    def command(self, *command: str | Path, user: str = "root", network: bool = False) -> list[str]:
        """What to start, from outside, for ``command`` to run in here; with what ``environ`` gives."""
        kinds = ["--mount", "--pid", "--ipc", "--uts", *([] if network else ["--net"])]
        unshare = ["unshare", *kinds, "--fork", "--kill-child", "--propagation", "private", "--"]
        enter = [str(ENTER), "shared" if network else "own"]
        who = [] if user == "root" else [f"--userspec={user}:{user}"]
        return [*unshare, *enter, *who, str(self.root), *(str(word) for word in command)]

    def environ(self, user: str = "root", more: dict[str, str] | None = None) -> dict[str, str]:
        """The environment of a person who has just signed in."""
        home = "/root" if user == "root" else f"/home/{user}"
        who = {"PATH": CLEAN_PATH, "HOME": home, "USER": user, "LOGNAME": user, "LANG": "C.UTF-8"}
        return {**who, "DEBIAN_FRONTEND": "noninteractive", **(more or {})}

    def install(self, package: Path | str, *options: str) -> Done:
        """Installs a package silently, with what it depends on: from a file, as ``apt install ./FILE``, or by name.

        What had to be fetched is kept for the next computer.
        """
        words = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *options]
        place = None
        if isinstance(package, Path):
            place = self.root / "tmp" / package.name
            shutil.copyfile(package, place)
            package = f"/tmp/{place.name}"
        try:
            return self.run(*words, package, network=True, seconds=INSTALL_SECONDS)
        finally:
            if place is not None:
                place.unlink()
            _also_in(self._archives, self.path("/var/cache/apt/archives"))

    def files(self) -> set[str]:
        """Everything that lies on its disk, as a person there would name it."""
        found = set[str]()
        for folder, folders, names in os.walk(self.root):
            inner = Path("/", Path(folder).relative_to(self.root))
            found |= {str(inner / name) for name in (*folders, *names)}
        return found

    def path(self, inside: str) -> Path:
        """Where something in there lies, seen from outside."""
        return self.root / inside.lstrip("/")


def _base() -> tuple[Path, Path]:
    """A Debian like the machine's own, never changed again, and a folder where packages lie that were fetched once."""
    suite, sources = _debian()
    mark = hashlib.sha256("\n".join((suite, *sources)).encode()).hexdigest()[:12]
    base, archives = CACHE / f"debian-{suite}-{mark}", CACHE / "debian-archives"
    archives.mkdir(parents=True, exist_ok=True)
    with (CACHE / "debian.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not base.is_dir():
            _make(base, archives, suite, sources)
    return base, archives


def _also_in(folder: Path, other: Path) -> None:
    """Every package that lies in ``other`` lies in ``folder`` too, without being there twice where that can be."""
    there = {package.name for package in folder.glob("*.deb")}
    for package in other.glob("*.deb"):
        if package.name not in there:
            with contextlib.suppress(FileExistsError):  # from another test at the same time
                _link(package, folder / package.name)


def _link(package: Path, place: Path) -> None:
    try:
        place.hardlink_to(package)
    except OSError:
        if place.exists():
            raise
        shutil.copyfile(package, place)


def _make(base: Path, archives: Path, suite: str, sources: Sequence[str]) -> None:
    new = Path(tempfile.mkdtemp(dir=CACHE, prefix="debian-new-"))
    try:
        mirror = sources[0].split()[1]
        _outside("debootstrap", "--variant=minbase", f"--cache-dir={archives}", suite, new, mirror)
        new.chmod(0o755)
        (new / "etc/apt/sources.list").write_text("".join(f"{line}\n" for line in sources))
        (new / "etc/dpkg/dpkg.cfg.d/quick").write_text("force-unsafe-io\n")
        (new / "etc/apt/apt.conf.d/90tests").write_text(_apt_options())
        (new / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
        (new / "usr/sbin/policy-rc.d").chmod(0o755)
        shutil.copyfile("/etc/resolv.conf", new / "etc/resolv.conf")
        Chroot(new, archives).run("apt-get", "update", "-qq", network=True, seconds=MAKE_SECONDS).check_returncode()
        new.rename(base)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _outside(*command: str | Path) -> str:
    words = [str(word) for word in command]
    done = subprocess.run(words, capture_output=True, text=True, timeout=MAKE_SECONDS, check=False)
    if done.returncode:
        raise OSError(f"{words[0]} ended with {done.returncode}: {done.stdout[-1000:]}{done.stderr[-1000:]}")
    return done.stdout


def _debian() -> tuple[str, list[str]]:
    """The machine's own release, and the lines of its sources that are Debian's."""
    told = dict(line.split("=", 1) for line in Path("/etc/os-release").read_text().splitlines() if "=" in line)
    suite = told["VERSION_CODENAME"].strip('"')
    asked = ["--format", "$(SITE) $(RELEASE) $(COMPONENT)", "Created-By: Packages"]
    listed = [line.split() for line in _outside("apt-get", "indextargets", *asked).splitlines()]
    ours = [one for one in listed if len(one) == 3 and one[1].startswith(suite) and one[2] == "main"]
    ours.sort(key=lambda one: len(one[1]))  # the release itself, then what was added to it
    return suite, list(dict.fromkeys(f"deb {site} {release} main" for site, release, _main in ours))


def _apt_options() -> str:
    """How this machine reaches its packages, and that what is fetched is kept."""
    told = _outside("apt-config", "dump").splitlines()
    ways = [line for line in told if line.startswith("Acquire::") and "proxy" in line.lower() and '""' not in line]
    return "\n".join([*ways, 'Acquire::Languages "none";', 'APT::Sandbox::User "root";', ""])
