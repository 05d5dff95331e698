"""The help desk systems Deskside can talk to, a small file each, and the one place that chooses between them."""

from __future__ import annotations

from collections.abc import Callable

from deskside import errors
from deskside.language import _
from deskside.model.troubleshooter import Json
from deskside.paths import Paths
from deskside.tickets.backend import Backend
from deskside.tickets.backends.desk import EmbeddedDesk

BACKENDS: dict[str, type[Backend]] = {"desk": EmbeddedDesk}


def make_backend(name: str, option: Callable[[str], Json], secret: Callable[[str], str], paths: Paths) -> Backend:
    """The backend that the settings name. ``option`` gives ``tickets.<name>.<key>``, ``secret`` asks the keyring."""
    if name == "desk":
        return EmbeddedDesk(paths.desk)
    raise errors.SettingProblem(_("There is no help desk system of this name."), key="tickets.backend")
