"""Where things lie: the person's folders, IT's policy, and what comes with the application.

The one module that knows whether Deskside runs from a wheel, a frozen bundle
or a checkout, and what ``DESKSIDE_HOME`` means.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Paths:
    """Every folder and file that Deskside reads or writes. Nothing is created here."""

    settings: Path
    """The person's own settings.toml."""
    data: Path
    """Cases, outbox, tickets, the embedded desk."""
    cache: Path
    log: Path
    """The log file."""
    policy: tuple[Path, ...]
    """IT's policy files, later ones win."""
    resources: Path
    troubleshooters: Path
    """Built-in troubleshooters, a folder each."""
    it: Path | None = None
    """IT's folder, which ``policy`` is in. None on Windows, where IT sets what it wants in the registry."""
    keepers: frozenset[int] = frozenset()
    """Who alone may write what counts as IT's: accounts by their numbers. None of them: nobody looks, as in a trial."""

    @property
    def defaults(self) -> tuple[Path, ...]:
        """What the organisation starts everyone with."""
        return (self.it / "defaults.toml",) if self.it else ()

    def now(self) -> Paths:
        """The same with the policy files that are there by now."""
        return replace(self, policy=_policy_files(self.it)) if self.it else self

    @property
    def articles(self) -> Path:
        """Short articles, a folder each with a file for each language."""
        return self.resources / "articles"

    @property
    def catalogue(self) -> Path:
        """What came from the organisation's catalogue, and what is trusted of it."""
        return self.data / "catalogue"

    @property
    def notices(self) -> Path:
        """Notices of known problems, a file each; they come and go."""
        return self.catalogue / "notices"

    @property
    def database(self) -> Path:
        return self.data / "deskside.sqlite3"

    @property
    def attachments(self) -> Path:
        """Copies of the files that go with a ticket, a folder for each."""
        return self.data / "attachments"

    @property
    def desk(self) -> Path:
        """The embedded help desk's own file."""
        return self.data / "desk.sqlite3"


def _bundled() -> Path:
    """The folder that holds ``resources`` and ``troubleshooters``."""
    here = Path(__file__).resolve().parent
    inside = here / "_bundled"
    return inside if inside.is_dir() else here.parents[1]


def _policy_files(root: Path | None) -> tuple[Path, ...]:
    """A folder that is there and can't be listed stands for what is in it: who reads it says so.

    What begins with a dot is an editor's or a copying program's own, as in every folder of this kind.
    """
    if root is None:
        return ()
    folder = root / "policy.d"
    try:
        parts = sorted(p for p in folder.iterdir() if p.suffix == ".toml" and not p.name.startswith("."))
    except FileNotFoundError:
        parts = []
    except OSError:
        parts = [folder]
    return (root / "policy.toml", *parts)


_ROOT = 0
_FOLDER_OF_IT = Path("/etc/deskside") if os.name == "posix" else None
"""On Windows this would be ``C:\\etc\\deskside``, a folder that anyone there may make for all others."""


def find_paths(environ: Mapping[str, str] | None = None, policy_root: Path | None = None) -> Paths:
    """The paths of this process; with ``DESKSIDE_HOME`` the person's lie under that folder.

    IT's folder is an argument and never a variable: a person must not be able to move it. A folder that is given here
    is a trial's own; nobody looks whose it is.
    """
    it = policy_root or _FOLDER_OF_IT
    env = os.environ if environ is None else environ
    home, bundled = env.get("DESKSIDE_HOME"), _bundled()
    if home:
        top = Path(home).expanduser().absolute()
        settings, data, cache, log = top / "settings.toml", top / "data", top / "cache", top / "log"
    else:
        import platformdirs  # here: 4 ms that trials with DESKSIDE_HOME need not pay

        dirs = platformdirs.PlatformDirs("deskside", appauthor=False, roaming=False)
        settings, data = dirs.user_config_path / "settings.toml", dirs.user_data_path
        cache, log = dirs.user_cache_path, dirs.user_log_path
    return Paths(
        settings=settings,
        data=data,
        cache=cache,
        log=log / "deskside.log",
        policy=_policy_files(it),
        resources=bundled / "resources",
        troubleshooters=bundled / "troubleshooters",
        it=it,
        keepers=frozenset() if policy_root else frozenset({_ROOT}),
    )


AT_SIGN_IN = "--at-sign-in"
"""What entries say that start Deskside with the session: it ends at once where the person does not want that."""


def own_command() -> list[str]:
    """The command line that starts this same Deskside again, without arguments."""
    return [sys.executable] if is_frozen() else [sys.executable, "-m", "deskside"]


def is_frozen() -> bool:
    """Whether this is the frozen application, which has no Python to start and to which no package can be added."""
    return bool(getattr(sys, "frozen", False))
