"""What publishers' commands work with, put together here: the real casework, and the real window, for a trial."""

from __future__ import annotations

from deskside.application.compose import compose
from deskside.application.settings import load
from deskside.casework import Casework
from deskside.config import Settings
from deskside.kit.workshop import Trial, Workshop
from deskside.paths import Paths, find_paths


def make_workshop(paths: Paths, settings: Settings) -> Workshop:
    """The workshop of this process. ``paths`` and ``settings`` are the publisher's own; a trial touches neither."""
    return Workshop(paths=paths, settings=settings, try_out=_try_out)


def _try_out(trial: Trial) -> Casework:
    paths = find_paths({"DESKSIDE_HOME": str(trial.home)}, policy_root=trial.home / "policy")
    return compose(paths, load(paths), trial.source, trial.folders)
