"""What publishers' commands work with, put together here: the real casework, and the real window, for a trial."""

from __future__ import annotations

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.application.tray import has_screen
from deskside.casework import Casework
from deskside.config import Settings
from deskside.errors import WrongUsage
from deskside.kit.rehearsal import Wanted
from deskside.kit.workshop import Trial, Workshop
from deskside.paths import Paths, find_paths


def make_workshop(paths: Paths, settings: Settings) -> Workshop:
    """The workshop of this process. ``paths`` and ``settings`` are the publisher's own; a trial touches neither."""
    return Workshop(paths=paths, settings=settings, try_out=_try_out, preview=lambda wanted: _preview(wanted, paths))


def _preview(wanted: Wanted, paths: Paths) -> int:
    if wanted.pictures is None and not has_screen():
        raise WrongUsage("There is no screen here. With --pictures DIR the pages are drawn into a folder.")
    from deskside.ui.preview import House, preview

    return preview(wanted, House(paths, _try_out))


def _try_out(trial: Trial) -> Casework:
    paths = find_paths({"DESKSIDE_HOME": str(trial.home)}, policy_root=trial.home / "policy")
    return compose(paths, load(paths), trial.source, trial.folders)
